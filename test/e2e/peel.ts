import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { isWhole, wholeAnswer } from '../../playground/demo/tell.js';
import type { Message } from '../../playground/slack/model.js';
import { APP, TRIAL } from './deployment/render.js';
import { type Installed, inTrial } from './deployment/trial.js';
import { keepBusy, leftBehind, tracesOf, VICTIMS, victims } from './peeling/node.js';
import { SCENARIOS, type Scenario } from './peeling/scenarios.js';

/**
 * `npm run e2e:peel [FAULT...] [--threads]`: installs the probes with the peeler, and bot and collector as `e2e:deploy` does; then a
 * person has the layers of a container peeled in Slack, on well nodes and under each fault: the thread names the lowest layer that does
 * not work with its own words, and nothing is left behind on the node. `healthy` stands for the well nodes. PLEGMATIC_FAULT names the command
 * that injects faults (see `npm run e2e`); the other variables: deployment/trial.ts.
 */
const inject = process.env.PLEGMATIC_FAULT;
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('-')));
const verbose = process.argv.includes('--threads');

/** Never blocks: the simulator answers the pods from this process. */
const fault = (words: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(inject ?? 'false', [...words], { stdio: 'ignore', timeout: 180_000 });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });

async function diagnosed({ slack }: Installed, node: string): Promise<Message | undefined> {
  const before = new Set(slack.channel('ops').messages.map((message) => message.ts));
  await slack.person('maya').runs(`/diagnose ${node}`, 'ops');
  const find = () =>
    slack.channel('ops').messages.find((m) => !before.has(m.ts) && !m.is_ephemeral && m.thread_ts === undefined);
  const root = await slack.waitFor(find, { within: 30_000, what: 'the root message' });
  return wholeAnswer(slack, 'ops', root.ts, { within: 150_000 });
}

/** The dialog behind *Peel the layers*, as far as the containers that it offers. */
async function dialog({ slack }: Installed, answer: Message) {
  const maya = slack.person('maya');
  const shown = () => slack.print('ops', answer.thread_ts ?? answer.ts, { width: 160, seenBy: 'maya' });
  if (!JSON.stringify(answer.blocks).includes(ACTIONS.peel)) throw new Error(`not offered: ${shown()}`);
  await maya.presses(answer, ACTIONS.peel);
  const view = await slack.waitFor(() => maya.modal, { within: 10_000, what: 'the dialog' }).catch(() => undefined);
  if (view === undefined) {
    const whispers = slack.channel('ops').messages.filter((one) => one.is_ephemeral);
    throw new Error(`no dialog: ${whispers.at(-1)?.text ?? shown()}`);
  }
  const options = [...JSON.stringify(view).matchAll(/"text":"([^"]+)"[^{}]*\},"value":"([0-9a-f]{64})"/g)];
  return { view, options: options.map(([, name = '', id = '']) => ({ name, id })) };
}

async function tryScenario(one: Scenario, installed: Installed): Promise<void> {
  const { row, slack, nodes, admin } = installed;
  const node = nodes[one.node === 'first' ? 0 : 1];
  const name = `${one.fault ?? 'healthy'} on the ${one.node} node`;
  if (node === undefined) return console.log(`skip            ${name}: there is no second node`);
  if (one.fault !== null && inject === undefined)
    return console.log(`skip            ${name}: PLEGMATIC_FAULT is not set`);
  const selector = [`--field-selector=spec.nodeName=${node}`, '-o', 'jsonpath={.items[0].metadata.name}'];
  const pod = await admin.must(['-n', TRIAL, 'get', 'pod', '-l', 'app=plegmatic-probe', ...selector]);
  const undo = () => (one.fault === null ? Promise.resolve(0) : fault([one.fault, '--undo']));
  // Traces are read while exec works: before a fault that takes it, or in the container that the fault makes.
  const early = await containerOf(installed, node, one.container);
  const traces = early && (await tracesOf(admin, pod, early));
  if (one.fault !== null && (await fault([one.fault])) !== 0) {
    await undo();
    return console.log(`skip            ${name}: this cluster cannot`);
  }
  let undone = false;
  let rest = async (): Promise<void> => undefined;
  try {
    await sleep(one.settleMs);
    const answer = await diagnosed(installed, node);
    if (answer === undefined) return row(false, name, 'no answer');
    if (/cannot reach the recorder/.test(JSON.stringify(answer)))
      return console.log(
        `skip            ${name}: the API server of this cluster cannot reach the recorder on that node`,
      );
    const { view, options } = await dialog(installed, answer);
    const chosen = options.find((option) => one.container.test(option.name));
    if (chosen === undefined) return row(false, name, `the dialog has ${options.map((o) => o.name).join(', ')}`);
    const before = traces ?? (await tracesOf(admin, pod, chosen.id));
    if (one.busy !== undefined) rest = keepBusy(admin, chosen.name, one.busy);
    const began = Date.now();
    await slack.person('maya').submits(view, { id: chosen.id });
    const peeled = (now = slack) =>
      now.thread('ops', answer.thread_ts ?? answer.ts, '*').find((m) => isWhole(m) && /Layers/.test(JSON.stringify(m)));
    await slack.waitFor(peeled, { within: 150_000, what: 'the peeled layers' }).catch(() => undefined);
    const thread = slack.print('ops', answer.thread_ts ?? answer.ts, { width: 200, seenBy: 'maya' });
    const missing = one.says.filter((says) => !says.test(thread.replace(/\s*\n[│ ]*/g, ' ')));
    const told = /lowest layer[^.]*|Every layer that[^.]*|does not work, and nothing[^.]*/.exec(thread)?.[0];
    const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`;
    row(
      missing.length === 0,
      name,
      `${seconds}: ${told ?? 'no layers'}${missing.map((says) => `; misses ${says}`).join('')}`,
    );
    if (verbose || missing.length > 0) console.log(thread);
    await rest();
    const look = async () => {
      const left = await leftBehind(admin, pod, chosen.id, before);
      const more = left.filter((line) => !one.leaves?.test(line));
      const known =
        left.length > more.length ? `${left.length - more.length} of ${one.leaves} are the runtime’s own` : '';
      row(more.length === 0, `  nothing is left behind on ${node}`, more.slice(0, 4).join('; ') || known);
    };
    // A container that the fault made is gone with it; of another one the traces can be read once exec works again.
    if (early === undefined) await look();
    undone = (await undo()) === 0;
    if (early !== undefined) await look();
  } catch (error) {
    row(false, name, error instanceof Error ? error.message : '');
  } finally {
    await rest();
    if (!undone) await undo();
  }
}

/** Id of a container that is there before the fault. */
async function containerOf({ admin }: Installed, node: string, container: RegExp): Promise<string | undefined> {
  const path =
    '{range .items[*]}{.metadata.namespace}/{.metadata.name} {.status.containerStatuses[0].containerID}{"\\n"}{end}';
  const fields = [`--field-selector=spec.nodeName=${node}`, '-o', `jsonpath=${path}`];
  const listed = await admin.must(['get', 'pods', '--all-namespaces', ...fields]);
  return /\/\/([0-9a-f]{64})$/.exec(listed.split('\n').find((line) => container.test(line)) ?? '')?.[1];
}

/** Who has not been given the right gets a sentence; without its role the collector says so, and still tries what the node itself can. */
async function refusals(installed: Installed): Promise<void> {
  const { slack, nodes, row, admin } = installed;
  const [node = ''] = nodes;
  const answer = await diagnosed(installed, node);
  if (answer === undefined) return row(false, 'an answer to be refused on');
  await slack.person('tomas').presses(answer, ACTIONS.peel);
  const whisper = await slack
    .waitFor(
      () => slack.channel('ops').messages.find((m) => m.is_ephemeral && /been given the right to peel/.test(m.text)),
      {
        within: 10_000,
        what: 'a refusal',
      },
    )
    .catch(() => undefined);
  row(whisper !== undefined, 'who has no right to peel is told so', whisper?.text);
  row(slack.person('tomas').modal === undefined, 'and sees no dialog');
  const { view, options } = await dialog(installed, answer);
  const chosen = options.find(({ name }) => name.startsWith(`${VICTIMS}/`));
  await admin.must(['delete', 'clusterrolebinding', `${TRIAL}-peel`]);
  // The API server takes it to heart a moment later.
  await sleep(3000);
  await slack.person('maya').submits(view, { id: chosen?.id ?? '' });
  const told = await slack
    .waitFor(
      () => slack.thread('ops', answer.ts, '*').find((m) => /may not exec in that namespace/.test(JSON.stringify(m))),
      {
        within: 90_000,
        what: 'the missing role',
      },
    )
    .catch(() => undefined);
  row(
    told !== undefined && /runc works/.test(JSON.stringify(told)),
    'without its role the kubelet is not tried, the node’s layers are',
  );
  if (told === undefined) console.log(slack.print('ops', answer.ts, { width: 160, seenBy: 'maya' }));
}

process.exitCode = await inTrial(true, async (installed) => {
  const { admin, nodes } = installed;
  const image = await admin.must(['-n', TRIAL, 'get', 'ds', `${TRIAL}-probe`, '-o', 'jsonpath={..image}']);
  const items = victims(nodes, image);
  try {
    await admin.must(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    for (const [index] of nodes.entries())
      await admin.must([
        '-n',
        VICTIMS,
        'wait',
        'pod',
        `victim-${index + 1}`,
        '--for=condition=Ready',
        '--timeout=170s',
      ]);
    for (const one of SCENARIOS)
      if (wanted.size === 0 || wanted.has(one.fault ?? 'healthy')) await tryScenario(one, installed);
    if (wanted.size === 0 || wanted.has('refusals')) await refusals(installed);
    if (verbose) console.log((await admin.run(['-n', APP, 'logs', '-l', 'app=plegmatic-collector', '--tail=60'])).out);
  } finally {
    await admin.run(['delete', 'namespace', VICTIMS, '--wait=true', '--timeout=150s']);
  }
});
