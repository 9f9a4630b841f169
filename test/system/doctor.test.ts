import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../handlers/slack/scopes.js';
import type { SlackOptions } from '../../playground/slack/options.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { examineRedis } from '../../src/doctor/redis.js';
import { doctor } from '../../src/doctor.js';
import { openRedis } from '../../src/records/connect.js';
import { type Cluster, kubectlOf } from './doctor/kubectl.js';
import { line, type Said } from './doctor/said.js';
import { startRedis, type TestRedis, testRecords } from './redis.js';

let redis: TestRedis;
const workspaces: Slack[] = [];
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await Promise.all(workspaces.map((slack) => slack.stop()));
  await redis.end('SIGKILL');
});

async function workspace(options: SlackOptions = {}): Promise<Slack> {
  const slack = await startSlack({ ...options, app: { scopes: Object.keys(SCOPES), ...options.app } });
  workspaces.push(slack);
  return slack;
}

const tokens = (slack: Slack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
});

/** A sound deployment, changed. */
async function ask(
  change: Record<string, string | undefined> = {},
  more: { readonly slack?: Slack; readonly cluster?: Cluster; readonly yaml?: string; readonly argv?: string[] } = {},
): Promise<{ readonly code: number; readonly lines: readonly Said[] }> {
  const slack = more.slack ?? workspaces[0] ?? (await workspace());
  const file = join(mkdtempSync(join(tmpdir(), 'plegmatic-doctor-')), 'config.yaml');
  writeFileSync(file, more.yaml ?? 'rights: {grants: [{}]}');
  const env = {
    PATH: process.env.PATH,
    ...tokens(slack),
    REDIS_URL: redis.url,
    KUBECTL: kubectlOf(more.cluster ?? {}),
    PLEGMATIC_CONFIG: file,
    ...change,
  };
  let said = '';
  const code = await doctor(
    more.argv ?? ['--role', 'all', '--json'],
    () => import('../../handlers/slack/examine-slack.js'),
    env,
    (text) => {
      said += text;
    },
  );
  return { code, lines: JSON.parse(said).lines };
}

describe('a deployment where nothing is missing', () => {
  it('is told line by line, and exit is 0', async () => {
    const records = await testRecords(redis.url);
    const at = new Date().toISOString();
    await records.inventory.publish({ cluster: 'prod', at, nodes: [{ name: 'node-1', addresses: [] }], pods: {} });
    const { code, lines } = await ask();
    expect(lines.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect([...new Set(lines.map(({ part }) => part))]).toEqual([
      ...['configuration', 'knowledge', 'redis', 'inventory', 'slack', 'scopes', 'channels', 'escalation'],
      ...['kubectl', 'cluster', 'rights', 'probe pods'],
    ]);
    expect(code).toBe(0);
    await records.inventory.publish({ cluster: 'prod', at: '2026-01-01T00:00:00Z', nodes: [], pods: {} });
    const look = () => examineRedis({ url: redis.url, given: true }, ['prod', 'qa']);
    const old = await look();
    expect(line(old, 'inventory', 'warning', /prod: \d+ s old, its collector is silent/)).toBeDefined();
    expect(line(old, 'inventory', 'warning', /qa is configured/)).toBeDefined();
    await records.redis.flushall();
    expect(line(await look(), 'inventory', 'warning', /no collector has reported/)).toBeDefined();
    records.redis.disconnect();
  });
});

it('settings that are not sound, and a redis-server: the rest is looked at all the same', async () => {
  const change = { PORT: 'x', REDIS_URL: undefined, PATH: '/nowhere' };
  const { code, lines } = await ask(change, { yaml: 'data: /nowhere/data\nrigths: {}' });
  expect(line(lines, 'configuration', 'failed', /^PORT is not/)?.fix).toMatch(/settings\.md/);
  expect(line(lines, 'configuration', 'failed', /^rigths is not a key/)).toBeDefined();
  expect(line(lines, 'redis', 'failed', /no redis-server is installed/i)?.fix).toMatch(/apt-get install/);
  expect(line(lines, 'slack', 'ok', /Socket Mode/)).toBeDefined();
  expect(code).toBe(1);
});

it('says which half of the credentials it does not hold, and fails neither', async () => {
  const none = { SLACK_BOT_TOKEN: undefined, SLACK_APP_TOKEN: undefined, KUBECTL: '/nowhere/kubectl' };
  const bare = await ask(none, { argv: ['--json'] });
  expect(bare.code).toBe(0);
  expect(line(bare.lines, 'slack', 'not-checked', /no bot token/)?.fix).toMatch(/where the bot runs/);
  expect(line(bare.lines, 'kubectl', 'not-checked', /does not run/)?.fix).toMatch(/only runs the bot/);
  const bot = await ask({ KUBECTL: '/nowhere/kubectl' }, { argv: ['--role', 'bot', '--json'] });
  expect([bot.code, line(bot.lines, 'kubectl', 'not-checked', /a bot holds no kubeconfig/)?.state]).toEqual([
    0,
    'not-checked',
  ]);
  const collector = await ask({ SLACK_BOT_TOKEN: undefined }, { argv: ['--role', 'collector', '--json'] });
  expect([collector.code, line(collector.lines, 'slack', 'not-checked', /holds no Slack token/)?.state]).toEqual([
    0,
    'not-checked',
  ]);
});

it('tells what a given Redis does wrong', async () => {
  const look = (): Promise<readonly Said[]> => examineRedis({ url: redis.url, given: true }, []);
  const open = openRedis(redis.url, 'work', () => {});
  await open.config('SET', 'appendonly', 'no');
  await open.config('SET', 'maxmemory-policy', 'allkeys-lru');
  const lines = await look();
  expect(line(lines, 'redis', 'warning', /no AOF/)?.fix).toMatch(/appendonly yes/);
  expect(line(lines, 'redis', 'warning', /allkeys-lru/)?.fix).toMatch(/noeviction/);
  await open.config('SET', 'requirepass', 'hunter2');
  const locked = await look();
  expect(line(locked, 'redis', 'failed', /refuses us/)?.fix).toMatch(/REDIS_URL/);
  expect(line(locked, 'inventory', 'not-checked', /Redis is needed/)).toBeDefined();
  await open.config('SET', 'requirepass', '');
  open.disconnect();
});

it('refuses words it does not know', async () => {
  expect(await doctor(['--role', 'nurse'], () => import('../../handlers/slack/examine-slack.js'), {})).toBe(2);
});

it('is printed for people with each fix below its line', async () => {
  let said = '';
  const room = () => import('../../handlers/slack/examine-slack.js');
  await doctor(['--role', 'bot'], room, { REDIS_URL: 'redis://127.0.0.1:1' }, (text) => {
    said += text;
  });
  expect(said).toMatch(/^FAILED {7}configuration: SLACK_BOT_TOKEN is not set.*\n {15}fix: Mend it/m);
  expect(said).toMatch(/\n\n4 failed, 0 warnings, 2 ok, 4 not checked\n$/);
});
