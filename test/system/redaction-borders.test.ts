import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { type RunningCollector, run } from '../../src/collector.js';
import { loadConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { fakeKubectl } from '../collect/fake-kubectl.js';
import { readLabelled } from '../redact/labelled.js';
import { PLEG } from './front/pleg.js';
import { inventoryOf, type Stage, startStage, words } from './front/stage.js';
import { until } from './redis.js';

let stage: Stage;
let collector: RunningCollector | undefined;
afterEach(async () => {
  await collector?.stop();
  await stage.stop();
});

/** Everything that Redis was ever told, as its own MONITOR says it. On a bare socket: the client mistakes lines that come early for replies. */
async function listenTo(url: string): Promise<{ readonly told: () => string; stop(): void }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let words = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    words += chunk;
  });
  socket.write('MONITOR\r\n');
  await until(() => words.startsWith('+OK'));
  return { told: () => words.replace(/\\(["\\])/g, '$1'), stop: () => socket.destroy() };
}

it('no secret passes a border: queue, Slack, logs, files, facts', async () => {
  stage = await startStage();
  const { slack, redis } = stage;
  const heard = await listenTo(redis.url);
  const log: string[] = [];
  const fake = fakeKubectl('tells-secrets');
  const env = { REDIS_URL: redis.url, KUBECTL: fake.path, PLEGMATIC_CONFIG: 'c' };
  collector = await run(
    loadConfig(env, () => 'clusters: {prod: {}}'),
    {
      log: createLog({ level: 'info' }, { write: (line) => void log.push(line) }),
      env: process.env,
    },
  );
  await stage.bot.records.inventory.publish(inventoryOf('node-1'));

  // One line of each shape; blocks that span lines go into the file and the thread.
  const set = readLabelled('labelled.txt').filter(({ secrets }) => secrets.length > 0);
  const pasted = set.filter((one, i) => i % 3 === 0 && !one.text.includes('\n'));
  const filed = set.filter((_, i) => i % 3 === 1);
  const said = set.filter((_, i) => i % 3 === 2);
  const textOf = (some: typeof set): string => some.map(({ text }) => text).join('\n');
  const maya = slack.person('maya');
  const root = maya.says('ops', `look at this\n${textOf(said.slice(0, 12))}`);
  maya.uploads('ops', 'kubelet.log', textOf(filed), { thread: root });
  maya.mentions('ops', `node-1: ${PLEG}\n${textOf(pasted)}`, { thread: root });
  await maya.runs('/diagnose password=T7pedByHand', 'ops');
  await maya.runs('/diagnose node-1', 'ops');
  const says = (pattern: RegExp) => ({
    find: () => slack.channel('ops').messages.find((m: Message) => m.bot_id && pattern.test(words(m))),
    how: { within: 30_000, what: `an answer like ${pattern}` },
  });
  for (const pattern of [/Collected by exec/, /\[redacted url-password/]) {
    const { find, how } = says(pattern);
    await slack.waitFor(find, how);
  }
  // Short enough for its fixed runbook to go into the file.
  maya.mentions('ops', `node-1: ${PLEG}\npassword=F1lePw99`);
  const upload = () => slack.channel('ops').messages.find((m) => m.user === slack.world.app.userId && m.files?.length);
  const withFile = await slack.waitFor(upload, { within: 15_000, what: 'the full report' });

  const typed = new Set(['F1lePw99', 'T7pedByHand', 'C4relessPw9', 'C4relessTk7']);
  const secrets = [...pasted, ...filed, ...said.slice(0, 12)].flatMap((one) => one.secrets);
  for (const secret of secrets) typed.add(secret.split('\n')[0]?.slice(0, 24) ?? secret);
  const ours = [...slack.world.workspace.channels.values()].flatMap(({ messages }) => messages.filter((m) => m.bot_id));
  const uploaded = (withFile.files ?? []).map(
    ({ id }) => slack.world.workspace.contents.get(String(id))?.toString() ?? '',
  );
  const borders = {
    queue: heard.told(),
    slack: ours.map((m) => words(m)).join('\n'),
    files: uploaded.join('\n'),
    logs: [...log, ...stage.log.lines].join('\n'),
  };
  heard.stop();
  expect(borders.queue).toContain('[redacted');
  expect(borders.queue).toContain('journal.kubelet');
  expect(borders.files.length).toBeGreaterThan(1000);
  for (const [border, text] of Object.entries(borders))
    expect([border, [...typed].filter((secret) => secret.length > 5 && text.includes(secret))]).toEqual([border, []]);
});
