/** What COMMIT says: `done`, `known` (this alert was counted before), `conflict` (somebody was faster), or `taken` and by whom. */
export type Committed = readonly ['done' | 'known' | 'conflict'] | readonly ['taken', string];

/**
 * Writes a case that has changed, with its effects, in one step.
 * KEYS: case, its effects, ids worked in, open cases, then one claim for each of its keys.
 * ARGV: version it was read at, new state, id to work in once or '', '1' when open, id, seconds to keep, time of opening, then effect id and effect by turns.
 */
export const COMMIT = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[1] then return {'conflict'} end
if ARGV[3] ~= '' and redis.call('SISMEMBER', KEYS[3], ARGV[3]) == 1 then return {'known'} end
if ARGV[4] == '1' then
  for i = 5, #KEYS do
    local holder = redis.call('GET', KEYS[i])
    if holder and holder ~= ARGV[5] then return {'taken', holder} end
  end
end
if ARGV[3] ~= '' then
  redis.call('SADD', KEYS[3], ARGV[3])
  redis.call('EXPIRE', KEYS[3], ARGV[6])
end
for i = 5, #KEYS do
  if ARGV[4] == '1' then redis.call('SET', KEYS[i], ARGV[5], 'EX', ARGV[6])
  elseif redis.call('GET', KEYS[i]) == ARGV[5] then redis.call('DEL', KEYS[i]) end
end
if ARGV[4] == '1' then redis.call('ZADD', KEYS[4], ARGV[7], ARGV[5]) else redis.call('ZREM', KEYS[4], ARGV[5]) end
redis.call('HSET', KEYS[1], 'state', ARGV[2])
redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('EXPIRE', KEYS[1], ARGV[6])
for i = 8, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[2], ARGV[6])
return {'done'}
`;

/**
 * Stores a new case unless one of its keys is held; returns the id that holds.
 * KEYS: case, open cases, then claims. ARGV: state, id, seconds to keep, time of opening.
 */
export const OPEN = `
for i = 3, #KEYS do
  local holder = redis.call('GET', KEYS[i])
  if holder and holder ~= ARGV[2] then return holder end
end
for i = 3, #KEYS do redis.call('SET', KEYS[i], ARGV[2], 'EX', ARGV[3]) end
redis.call('HSET', KEYS[1], 'state', ARGV[1], 'version', 1)
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[2])
return ARGV[2]
`;
