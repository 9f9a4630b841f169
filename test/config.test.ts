import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KEYS } from '../src/config/keys.js';
import { VARIABLES } from '../src/config/variables.js';
import { loadConfig, readConfig } from '../src/config.js';

const files =
  (map: Record<string, string>) =>
  (path: string): string => {
    const text = map[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  };
const none = files({});
const BOT = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const yaml = (text: string) => loadConfig({ PLEGMATIC_CONFIG: '/c.yaml' }, files({ '/c.yaml': text }));

function problems(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    return String((error as Error).message)
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe('the configuration', () => {
  it('is complete without any variable', () => {
    const config = loadConfig({}, none);
    expect(config).toMatchObject({
      slack: { apiUrl: 'https://slack.com/api/', mode: null },
      kubectl: 'kubectl',
      port: 8080,
      logLevel: 'info',
      probe: { namespace: 'plegmatic', selector: 'app=plegmatic-probe', container: 'probe' },
      limits: { textBytes: 20 * 1024 * 1024, keepSeconds: 7 * 24 * 3600, nodesUnasked: 3, freshMs: 20_000 },
    });
    expect(config.redisUrl).toBeUndefined();
    expect(config.rights.grants).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', SLACK_BOT_TOKEN: '' }, none).port).toBe(8080);
  });

  it('chooses Socket Mode when there is an app token, else HTTP when there is a signing secret', () => {
    expect(loadConfig({ ...BOT, SLACK_SIGNING_SECRET: '0123456789' }, none).slack.mode).toBe('socket');
    expect(loadConfig({ SLACK_SIGNING_SECRET: '0123456789' }, none).slack.mode).toBe('http');
  });

  it('reads every secret from a file as well, and only secrets', () => {
    const config = loadConfig({ SLACK_BOT_TOKEN_FILE: '/s' }, files({ '/s': 'xoxb-from-file\n' }));
    expect(config.slack.botToken).toBe('xoxb-from-file');
    expect(loadConfig({ PORT_FILE: '/s' }, files({ '/s': '9' })).port).toBe(8080);
  });

  it('tells all problems at once, each with its fix, and no secret', () => {
    const env = {
      SLACK_BOT_TOKEN: 'hunter2-secret',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      REDIS_URL: 'http://x',
      PLEGMATIC_WEBHOOK_TOKEN: 'short',
      SLACK_APP_TOKEN_FILE: '/gone',
      PLEGMATIC_CONFIG: '/c.yaml',
    };
    const told = problems(() =>
      loadConfig(env, files({ '/c.yaml': 'limits: {keep_days: 0}\nnoise: 1\nprobe: {name: x}' }), 'bot'),
    );
    expect(told.map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN_FILE',
      'REDIS_URL',
      'PORT',
      'PLEGMATIC_WEBHOOK_TOKEN',
      'LOG_LEVEL',
      'limits.keep_days',
      'noise',
      'probe.name',
    ]);
    expect(told.join('\n')).not.toContain('hunter2');
    expect(told.join('\n')).toContain('xoxb-');
  });

  it('misses Slack tokens only where the role needs them', () => {
    expect(problems(() => loadConfig({}, none, 'collector'))).toEqual([]);
    expect(problems(() => loadConfig({}, none, 'all')).map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
  });

  it('refuses a secret that is set twice', () => {
    expect(
      problems(() => loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_BOT_TOKEN_FILE: '/s' }, files({ '/s': 'xoxb-2' }))),
    ).toHaveLength(1);
  });

  it('reads clusters, channels, rights and limits from the file', () => {
    const config = yaml(`
clusters: {prod: {context: prod-admin}}
channels: {collect_unasked: [C0123ABCD], watch_bots: [C0123ABCD]}
rights: {grants: [{channels: [C0123ABCD], clusters: [prod]}], ask: "<@U0123ABCD>"}
limits: {text_megabytes: 5, collect_seconds: 30}
`);
    expect(config.clusters).toEqual({ prod: { context: 'prod-admin' } });
    expect(config.rights.grants).toEqual([{ channels: ['C0123ABCD'], clusters: ['prod'] }]);
    expect(config.limits).toMatchObject({ textBytes: 5 * 1024 * 1024, collectMs: 30_000 });
  });

  it('says where YAML breaks instead of crashing', () => {
    expect(problems(() => yaml('a: [1'))[0]).toMatch(/^PLEGMATIC_CONFIG is not YAML/);
    expect(problems(() => yaml('- 1'))[0]).toMatch(/^PLEGMATIC_CONFIG is not a YAML map/);
    expect(problems(() => yaml('probe: 3'))[0]).toMatch(/^probe is not a map/);
  });

  it.each([...Object.entries(VARIABLES), ...Object.entries(KEYS)])('%s has an example and a meaning', (_name, line) => {
    expect(line.example).not.toBe('');
    expect(line.meaning).not.toBe('');
  });

  it('takes the steps of docs/oncall.md, put together, as they stand there', () => {
    const text = readFileSync(new URL('../docs/oncall.md', import.meta.url), 'utf8');
    const steps = text.slice(text.indexOf('## Setting it up'), text.indexOf('**Alertmanager**'));
    const blocks = [...steps.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    expect(blocks).toHaveLength(5);
    const env = { PLEGMATIC_CONFIG: 'c', PAGERDUTY_ROUTING_KEY: 'R0123456789ABCDEFGHIJKLMNOPQRSTU' };
    const { config, problems: wrong } = readConfig(env, () => blocks.join(''));
    expect(wrong).toEqual([]);
    expect(config.escalation.policy).toMatchObject({
      tiers: [{ users: ['U0MAYA'] }, { pagerduty: true }, { webhook: 'https://example.com/page' }],
      routes: [{ links: ['kernel', 'cgroup'] }, { hours: 'outside' }],
      automatic: { severities: ['node-down', 'node-not-ready'], unknown: true, afterMinutes: 30 },
      hours: { timezone: 'Europe/Berlin' },
      remindMinutes: 120,
    });
  });
});
