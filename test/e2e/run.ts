import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXPECTATIONS, type Expectation } from './expectations.js';
import { type Started, start } from './started.js';

/**
 * `npm run e2e [FAULT...] [--threads]`: `/diagnose` through the simulator, the queue and a real kubectl against the cluster KUBECONFIG
 * points to: the answer to each fault names it or says what cannot be known, and *Collect again* after the undo says that it is gone.
 * PLEGMATIC_FAULT names a command `FAULT_COMMAND NAME [--undo]` that injects faults; without it only healthy nodes are asked.
 * Prints a row a fault; exit 1 when an answer is missing or does not say what it must.
 */
const kubectl = process.env.KUBECTL ?? 'kubectl';
const inject = process.env.PLEGMATIC_FAULT;
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('-')));
const verbose = process.argv.includes('--threads');

const nodes = execFileSync(kubectl, ['get', 'nodes', '-o', 'jsonpath={.items[*].metadata.name}'], {
  encoding: 'utf8',
}).split(' ');
const nodeOf = { first: nodes[0], second: nodes[1] };
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(7);

/** The lines that give a verdict: the first one, and those under "Also possible". */
function verdicts(thread: string): readonly string[] {
  const lines = thread.split('\n').map((line) => line.replace(/^[ │]+/, ''));
  const first =
    lines.find((line) => /Confirmed:|Possible:|Not known|Nothing wrong found|^\S+ Over: /.test(line)) ?? '(no verdict)';
  const from = lines.indexOf('Also possible');
  const others = from < 0 ? [] : lines.slice(from + 1);
  const end = others.findIndex((line) => !line.startsWith('•'));
  return [first, ...(end < 0 ? others : others.slice(0, end))];
}

function stepOf(thread: string): string {
  if (/Read from the recorder/.test(thread)) return 'recorder';
  if (/Collected by exec/.test(thread)) return 'exec';
  if (/Only the API server answered/.test(thread)) return 'api';
  return /Nothing answered/.test(thread) ? 'none' : '-';
}

let wrong = 0;
function row(good: boolean, name: string, step: string, ms: number, said: string): void {
  if (!good) wrong += 1;
  console.log(`${good ? 'ok   ' : 'WRONG'}  ${name.padEnd(24)} ${step.padEnd(9)} ${seconds(ms)}  ${said}`);
}

async function tryFault(one: Expectation, started: Started, command: string): Promise<void> {
  const skip = (word: string) => console.log(`skip   ${one.fault.padEnd(24)} ${word}`);
  const node = nodeOf[one.node];
  if (node === undefined) return skip('this cluster has no second node');
  const undo = () => spawnSync(command, [one.fault, '--undo'], { encoding: 'utf8', timeout: 180_000 });
  const injected = spawnSync(command, [one.fault], { encoding: 'utf8', timeout: 120_000 });
  if (injected.status !== 0) {
    undo();
    return skip(`this cluster cannot: ${injected.stderr.trim().split('\n').at(-1)}`);
  }
  let undone = false;
  try {
    await sleep(one.settleMs);
    const asked = await started.diagnose(node, one.paste);
    const [first = '', ...others] = verdicts(asked.thread);
    const named = one.names === null || [first, ...others].some((line) => one.names?.test(line));
    const honest = one.honest?.test(asked.thread) ?? true;
    const good = asked.answered && named && honest && !one.opensNotWith?.test(first);
    row(good, one.fault, stepOf(asked.thread), asked.ms, `${first}   (${one.why})`);
    if (verbose || !good) console.log(asked.thread);
    undone = undo().status === 0;
    await sleep(one.recheck.afterMs);
    await tellAfter(one, started, asked);
  } finally {
    if (!undone) undo();
  }
}

async function tellAfter(one: Expectation, started: Started, asked: { root: Parameters<Started['recheck']>[0] }) {
  const again = await started.recheck(asked.root);
  const [first = '', ...others] = verdicts(again.thread);
  // "Over: ..." names what has passed.
  const told = [first, ...others].filter((line) => !/^\S+ Over: /.test(line));
  const still = one.names !== null && told.some((line) => one.names?.test(line));
  const reached = stepOf(again.thread) === 'exec';
  const good = again.answered && reached && (one.recheck.is === 'lingers' || !still);
  const said = still ? `still told, from what the last hour left: ${first}` : `gone: ${first}`;
  row(good, '  undone, collected again', stepOf(again.thread), again.ms, said);
  if (!good) console.log(again.thread);
}

const started = await start(process.env);
try {
  // The collector publishes the inventory right after its start.
  await sleep(6000);
  for (const node of wanted.size === 0 ? nodes : []) {
    const { thread, ms, answered } = await started.diagnose(node);
    const [first = ''] = verdicts(thread);
    const calm = /Nothing wrong found/.test(first) && /An exec went through the whole chain/.test(thread);
    row(answered && calm, `healthy ${node}`, stepOf(thread), ms, first);
    if (verbose || !calm) console.log(thread);
  }
  if (inject === undefined) console.log('skip   all faults: PLEGMATIC_FAULT names no command');
  else
    for (const one of EXPECTATIONS)
      if (wanted.size === 0 || wanted.has(one.fault)) await tryFault(one, started, inject);
} finally {
  await started.stop();
}
console.log(wrong === 0 ? 'every answer says what it must' : `${wrong} answers are wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
