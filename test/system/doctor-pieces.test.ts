import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineSlack } from '../../handlers/slack/examine-slack.js';
import { SCOPES } from '../../handlers/slack/scopes.js';
import type { SlackOptions } from '../../playground/slack/options.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { type Config, readConfig } from '../../src/config.js';
import { examineCluster } from '../../src/doctor/cluster.js';
import { examineKnowledge } from '../../src/doctor/knowledge.js';
import { examineRedis } from '../../src/doctor/redis.js';
import { type Cluster, kubectlOf, ROLE } from './doctor/kubectl.js';
import { line, type Said } from './doctor/said.js';

const workspaces: Slack[] = [];
beforeAll(() => workspace());
afterAll(async () => {
  await Promise.all(workspaces.map((slack) => slack.stop()));
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

const config = (env: Record<string, string | undefined>, yaml = 'rights: {grants: [{}]}'): Config =>
  readConfig({ ...env, PLEGMATIC_CONFIG: 'c' }, () => yaml).config;
const slackLines = async (change: Record<string, string | undefined>, yaml?: string): Promise<readonly Said[]> =>
  examineSlack(config({ ...tokens(workspaces[0] as Slack), ...change }, yaml), true);
const clusterLines = (cluster: Cluster): Promise<readonly Said[]> =>
  examineCluster({ name: 'prod', kubectl: kubectlOf(cluster) }, { demanded: true, peels: false });

type Missing = readonly [
  what: string,
  lines: () => Promise<readonly Said[]>,
  part: string,
  state: string,
  says: RegExp,
  fix: RegExp,
];
const PIECES: readonly Missing[] = [
  [
    'a folder of knowledge',
    async () => examineKnowledge(['/nowhere']),
    ...(['knowledge', 'failed', /nowhere/, /check \/nowhere/] as const),
  ],
  [
    'Redis',
    () => examineRedis({ url: 'redis://u:hunter2@127.0.0.1:1', given: true }, []),
    ...(['redis', 'failed', /^redis:\/\/127.*ECONNREFUSED/, /Start Redis/] as const),
  ],
  [
    'Redis, behind a password that was not escaped',
    () => examineRedis({ url: 'redis://u:hun@ter2@127.0.0.1:1', given: true }, []),
    ...(['redis', 'failed', /^redis:\/\/127/, /Start Redis/] as const),
  ],
  [
    'a bot token',
    () => slackLines({ SLACK_BOT_TOKEN: undefined }),
    ...(['slack', 'failed', /no bot token/, /SLACK_BOT_TOKEN/] as const),
  ],
  [
    'a true bot token',
    () => slackLines({ SLACK_BOT_TOKEN: 'xoxb-1' }),
    ...(['slack', 'failed', /invalid_auth/, /SLACK_BOT_TOKEN again/] as const),
  ],
  [
    'a true app token',
    () => slackLines({ SLACK_APP_TOKEN: 'xapp-1' }),
    ...(['slack', 'failed', /invalid_auth/, /SLACK_APP_TOKEN again/] as const),
  ],
  [
    'both roads',
    () => slackLines({ SLACK_APP_TOKEN: undefined }),
    ...(['slack', 'failed', /no way to reach/, /SLACK_SIGNING_SECRET/] as const),
  ],
  [
    'a proof of the signing secret',
    () => slackLines({ SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: '0123456789' }),
    ...(['slack', 'not-checked', /only a request of Slack/, /request URL/] as const),
  ],
  [
    'Slack',
    () => slackLines({ SLACK_API_URL: 'http://127.0.0.1:1/api/' }),
    ...(['slack', 'failed', /cannot be reached/, /SLACK_API_URL/] as const),
  ],
  [
    'anybody who may',
    () => slackLines({}, '{}'),
    ...(['channels', 'warning', /nobody may collect/, /operating\.md/] as const),
  ],
  [
    'kubectl',
    () => examineCluster({ name: 'prod', kubectl: '/nowhere/kubectl' }, { demanded: true, peels: false }),
    ...(['kubectl', 'failed', /does not run: ENOENT/, /set KUBECTL/] as const),
  ],
  [
    'the API server',
    () => clusterLines({ server: false }),
    ...(['cluster', 'failed', /was refused/, /KUBECONFIG/] as const),
  ],
  [
    'the role of peeling, where somebody may peel',
    () => examineCluster({ name: 'prod', kubectl: kubectlOf({}) }, { demanded: true, peels: true }),
    ...(['rights', 'warning', /may peel, but .* may not create pods\/exec in every namespace/, /--peel/] as const),
  ],
  [
    'modesty of an administrator',
    () => clusterLines({ admin: true }),
    ...([
      'rights',
      'warning',
      /more than .* needs: create pods\/exec in every namespace.*get secrets/,
      /rbac/,
    ] as const),
  ],
  [
    'a probe pod on a node',
    () => clusterLines({ pods: { a: 'ready', b: 'missing' } }),
    ...(['probe pods', 'failed', /none on b$/, /probe-manifest\.sh/] as const),
  ],
  [
    'a ready probe pod',
    () => clusterLines({ pods: { a: 'not-ready' } }),
    ...(['probe pods', 'failed', /not ready on a$/, /describe pod/] as const),
  ],
  [
    'a node that could run one',
    () => clusterLines({ pods: { a: 'not-ready' }, nodeReady: false }),
    ...(['probe pods', 'not-checked', /the node is not ready itself/, /plegmatic node a/] as const),
  ],
  [
    'the current bundle',
    () => clusterLines({ pods: { a: 'old' } }),
    ...(['probe pods', 'warning', /bundle of another version is on a$/, /Apply again/] as const),
  ],
  ...ROLE.map(
    (right): Missing => [
      `the right to ${right}`,
      () => clusterLines({ forbidden: [right] }),
      'rights',
      'failed',
      new RegExp(`may not ${right.replace('@', ' in ')}`),
      /rbac\.yaml/,
    ],
  ),
];

describe('a missing piece is one line that names its fix', () => {
  it.each(PIECES)('%s', async (_, look, part, state, says, fix) => {
    const lines = await look();
    const found = line(lines, part, state, says);
    expect(found, JSON.stringify(lines, null, 1)).toBeDefined();
    expect(found?.fix).toMatch(fix);
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });

  it.each(Object.keys(SCOPES))('the scope %s', async (scope) => {
    const slack = await workspace({ app: { scopes: Object.keys(SCOPES).filter((one) => one !== scope) } });
    const missing = line(
      await slackLines(tokens(slack)),
      'scopes',
      'failed',
      new RegExp(`^${scope} is missing: it is for`),
    );
    expect(missing?.fix).toMatch(/reinstall/);
  });
});

it('warns of scopes that nothing uses', async () => {
  const slack = await workspace({ app: { scopes: [...Object.keys(SCOPES), 'channels:join'] } });
  expect(line(await slackLines(tokens(slack)), 'scopes', 'warning', /nothing here uses channels:join/)).toBeDefined();
});

it('looks at every channel and user group the configuration names', async () => {
  const slack = await workspace({
    channels: [
      { name: 'ops' },
      { name: 'out', bot: false },
      { name: 'shared', shared: true },
      { name: 'old', archived: true },
    ],
    usergroups: [
      { handle: 'sre', members: ['maya'] },
      { handle: 'nobody', members: [] },
    ],
  });
  const id = (name: string) => slack.channel(name).id;
  const [sre, nobody] = [...slack.world.workspace.usergroups.keys()];
  const yaml = `
rights: {grants: [{channels: [${id('ops')}, ${id('out')}], groups: [${sre}, ${nobody}, S0GONE]}]}
channels: {collect_unasked: [${id('shared')}], watch_bots: [${id('old')}, C0GONE]}`;
  const lines = await slackLines(tokens(slack), yaml);
  const says = lines.filter(({ part }) => part === 'channels').map(({ state, says }) => `${state} ${says}`);
  expect(says.sort()).toEqual([
    `failed I am no member of #out (${id('out')})`,
    'failed I cannot see C0GONE: it does not exist, or it is private',
    'failed there is no user group S0GONE',
    `ok I am a member of #ops (${id('ops')})`,
    `ok user group ${sre} has 1 members`,
    `warning #old (${id('old')}) is archived`,
    `warning #shared (${id('shared')}) is shared with another company, so nobody may collect there`,
    `warning user group ${nobody} has nobody in it`,
  ]);
});
