import { afterEach, expect, it } from 'vitest';
import { run } from '../../handlers/bot.js';
import { startSlack } from '../../playground/slack/start.js';
import { loadConfig } from '../../src/config.js';
import { memoryLog, words } from './front/stage.js';
import { startRedis } from './redis.js';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('runs from nothing but its environment, and removes what the configuration calls secret', async () => {
  const redis = await startRedis();
  ends.push(() => redis.end('SIGKILL'));
  const slack = await startSlack();
  ends.push(() => slack.stop());
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    REDIS_URL: redis.url,
    PORT: '0',
    PLEGMATIC_CONFIG: 'config.yaml',
  };
  const config = loadConfig(env, () => "redact: [{name: staff, pattern: 'EMP-[0-9]{6}'}]", 'bot');
  const log = memoryLog();
  const bot = await run(config, { log });
  ends.push(() => bot.stop());
  expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200);

  const pleg = 'PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s';
  const asked = slack
    .person('maya')
    .says('ops', `EMP-123456 password=hunter2secret ${pleg} xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx`);
  const answer = await slack.waitFor(() => slack.thread('ops', asked).find((m) => m.metadata), { what: 'an answer' });
  expect(words(answer)).toContain('[redacted staff]');
  expect(words(answer)).not.toMatch(/123456|hunter2secret|xoxb-/);
  expect(log.lines.join('\n')).not.toMatch(/hunter2secret/);
});
