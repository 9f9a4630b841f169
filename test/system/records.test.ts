import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRedis } from '../../src/records/check-redis.js';
import { isRedisAway, openRedis } from '../../src/records/connect.js';
import { openRecords, type Records } from '../../src/records/records.js';
import { redact } from '../../src/redact/redact.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

let redis: TestRedis;
let records: Records;
let clock = Date.parse('2024-11-12T03:00:00Z');

beforeAll(async () => {
  redis = await startRedis();
  const plain = await testRecords(redis.url);
  records = openRecords({ redis: plain.redis, redact, nowMs: () => clock, maxTextBytes: 1000, keepSeconds: 100 });
});
afterAll(async () => {
  records.redis.disconnect();
  await redis.end('SIGKILL');
});

describe('a pasted text', () => {
  it('is stored without its secrets, and forgotten after a while', async () => {
    const ref = await records.texts.put('节点 node-7 password=hunter2', 'r1');
    expect(await records.texts.get(ref)).toBe('节点 node-7 password=[redacted secret-value]');
    expect(await records.redis.ttl(`plegmatic:text:${ref}`)).toBeGreaterThan(90);
    const stored = await records.redis.keys('plegmatic:text:*');
    expect(stored).toHaveLength(1);
  });

  it('above the cap is refused with a word on what to send instead', async () => {
    await expect(records.texts.put('x'.repeat(1001), 'r2')).rejects.toMatchObject({ code: 'text-too-long' });
  });

  it('that is gone reads as null', async () => {
    expect(await records.texts.get('never')).toBeNull();
  });
});

describe('facts that are forgotten earlier', () => {
  it('lose time, and never gain any', async () => {
    const facts = {
      cluster: 'prod',
      node: 'node-7',
      facts: {},
      collection: { step: 'none', complete: true, failed: [] },
    } as const;
    await records.collected.put('kept', JSON.parse(JSON.stringify(facts)));
    const left = () => records.redis.ttl('plegmatic:collected:kept');
    await records.collected.keepFor('kept', 1000);
    expect(await left()).toBeLessThanOrEqual(100);
    await records.collected.keepFor('kept', 10);
    expect(await left()).toBeLessThanOrEqual(10);
  });

  it('need no command that only Redis 7 has', async () => {
    const asked: string[] = [];
    const monitor = await records.redis.monitor();
    monitor.on('monitor', (_time: string, words: string[]) => asked.push(words.join(' ').toLowerCase()));
    await records.collected.keepFor('kept', 5);
    await until(() => asked.some((words) => words.startsWith('expire ')));
    monitor.disconnect();
    expect(asked.filter((words) => /^expire .* (?:lt|gt|nx|xx)$/.test(words))).toEqual([]);
  });
});

describe('a Redis older than 6.2', () => {
  it('is told to its operator, for a command of ours is not in it', async () => {
    const warned = async (version: string) => {
      const info = async () => `redis_version:${version}\r\n`;
      return (await checkRedis({ info } as unknown as Redis)).warnings.length;
    };
    expect([await warned('5.0.7'), await warned('6.0.16'), await warned('6.2.0'), await warned('7.0.15')]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

describe('an answer', () => {
  it('is claimed by one, unsure until it stands, then edited', async () => {
    const claims = await Promise.all([1, 2, 3].map(() => records.answers.claim('r1')));
    expect(claims.map(({ state }) => state).sort()).toEqual(['new', 'unsure', 'unsure']);
    await records.answers.posted('r1', { channel: 'C1', ts: '1.2' });
    expect(await records.answers.claim('r1')).toEqual({ state: 'posted', post: { channel: 'C1', ts: '1.2' } });
  });
});

describe('a Redis that is away', () => {
  it('is told from a bug, whether it refuses, hangs or was never there', async () => {
    const nowhere = openRedis('redis://127.0.0.1:1', 'ask', () => {});
    const refused = await nowhere.get('x').catch((error: unknown) => error);
    nowhere.disconnect();
    redis.pause();
    const hung = await records.redis.get('x').catch((error: unknown) => error);
    redis.resume();
    expect([refused, hung, new Error('wrapped', { cause: hung })].map(isRedisAway)).toEqual([true, true, true]);
    expect(isRedisAway(new TypeError('x is not a function'))).toBe(false);
  });
});

describe('a turn', () => {
  it('is had by one at a time, on whichever connection, also after an error', async () => {
    const other = await testRecords(redis.url);
    let busy = 0;
    let most = 0;
    const work = async () => {
      busy += 1;
      most = Math.max(most, busy);
      await new Promise((resolve) => setTimeout(resolve, 20));
      busy -= 1;
    };
    const broken = records.turns.inTurn('x', async () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
    await Promise.all([records, other, records, other].map(({ turns }) => turns.inTurn('x', work)));
    expect(most).toBe(1);
    other.redis.disconnect();
  });

  it('of somebody who died ends by itself', async () => {
    await records.redis.set('plegmatic:turn:dead', 'somebody', 'PX', 100);
    expect(await records.turns.inTurn('dead', async () => 'mine')).toBe('mine');
  });
});

describe('an inventory', () => {
  it('is stale once three rounds are missing', async () => {
    await records.inventory.publish({
      cluster: 'prod',
      at: new Date(clock).toISOString(),
      nodes: [{ name: 'node-7', addresses: [] }],
      pods: {},
    });
    expect((await records.inventory.get('prod'))?.stale).toBe(false);
    clock += 91_000;
    expect(await records.inventory.all()).toMatchObject([{ stale: true, ageSeconds: 91 }]);
  });

  it('written by a version that we cannot read is as good as absent', async () => {
    await records.redis.hset('plegmatic:inventory', 'odd', '{"cluster":"odd"}', 'broken', '{');
    expect(await records.inventory.get('odd')).toBeNull();
    expect(await records.inventory.all()).toHaveLength(1);
  });
});

describe('feedback', () => {
  it('counts one voice for each person and report, and lets people change their mind', async () => {
    const voice = { report: 'r1', user: 'U1', signature: 'runc-x' };
    await records.feedback.say({ ...voice, right: true });
    await records.feedback.say({ ...voice, right: true });
    await records.feedback.say({ ...voice, user: 'U2', right: true });
    await records.feedback.say({ ...voice, right: false });
    expect(await records.feedback.totals()).toEqual({ 'runc-x': { right: 1, wrong: 1 } });
  });
});

describe('facts', () => {
  it('come back as they were stored', async () => {
    const facts = {
      'runc.version': { state: 'known', value: '1.1.5', source: 'runc --version', complete: true },
    } as const;
    const collection = { step: 'exec', complete: true, failed: [] } as const;
    await records.collected.put('c1', {
      cluster: 'prod',
      node: 'node-7',
      facts,
      collection: { ...collection, failed: [] },
    });
    expect(await records.collected.get('c1')).toEqual({ cluster: 'prod', node: 'node-7', facts, collection });
  });
});
