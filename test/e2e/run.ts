import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXPECTATIONS, type Expectation } from './expectations.js';
import { collectorKubeconfig } from './identity.js';
import { faultOf } from './own-faults.js';
import { type Started, start } from './started.js';

/**
 * `npm run e2e [FAULT...] [--threads]`: `/diagnose` through the simulator, the queue and a real kubectl against the cluster KUBECONFIG
 * points to: the answer to each fault names it or says what cannot be known, and *Collect again* after the undo says that it is gone.
 * It collects with the rights of the collector's own ServiceAccount, where the probe manifest is applied.
 * PLEGMATIC_FAULT names a command `FAULT_COMMAND NAME [--undo]` that injects faults; without it only healthy nodes are asked.
 * PLEGMATIC_E2E_OTHER_KUBECONFIG and PLEGMATIC_E2E_FOREIGN=NAMESPACE/SELECTOR/CONTAINER: an identity that a fault takes the rights of, and
 * the privileged hostPID pods it collects through.
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

/** The collector publishes the inventory right after its start. */
const INVENTORY_MS = 6000;
let wrong = 0;
function row(good: boolean, name: string, step: string, ms: number, said: string): void {
  if (!good) wrong += 1;
  console.log(`${good ? 'ok   ' : 'WRONG'}  ${name.padEnd(24)} ${step.padEnd(9)} ${seconds(ms)}  ${said}`);
}

async function tryFault(one: Expectation, started: Started, command: string): Promise<void> {
  const skip = (word: string) => console.log(`skip   ${one.fault.padEnd(24)} ${word}`);
  const node = nodeOf[one.node];
  if (node === undefined) return skip('this cluster has no second node');
  const { make, undo } = faultOf(one.fault, kubectl, command);
  const injected = make();
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

/** With another identity: its own bot and collector, for one fault. */
async function asOther(one: Expectation, _: Started, command: string): Promise<void> {
  const { PLEGMATIC_E2E_OTHER_KUBECONFIG: kubeconfig, PLEGMATIC_E2E_FOREIGN: pods } = process.env;
  if (kubeconfig === undefined || pods === undefined)
    return console.log(
      `skip   ${one.fault.padEnd(24)} PLEGMATIC_E2E_OTHER_KUBECONFIG and _FOREIGN name no other identity`,
    );
  const other = await start({ ...process.env, KUBECONFIG: kubeconfig }, pods);
  try {
    await sleep(INVENTORY_MS);
    await tryFault(one, other, command);
  } finally {
    await other.stop();
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

const folder = mkdtempSync(join(tmpdir(), 'plegmatic-e2e-'));
const own = collectorKubeconfig(kubectl, folder);
if (typeof own === 'string') console.log(`skip   the collector's own rights: ${own}`);
const started = await start(typeof own === 'string' ? process.env : { ...process.env, KUBECONFIG: own.path });
try {
  await sleep(INVENTORY_MS);
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
      if (wanted.size === 0 || wanted.has(one.fault))
        await (one.as === 'other' ? asOther : tryFault)(one, started, inject);
} finally {
  await started.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.log(wrong === 0 ? 'every answer says what it must' : `${wrong} answers are wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
