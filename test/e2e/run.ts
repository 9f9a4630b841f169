import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXPECTATIONS, type Expectation } from './expectations.js';
import { type Started, start } from './started.js';

/**
 * `npm run e2e [FAULT...]`: `/diagnose` through the simulator, the queue and a real kubectl against the cluster KUBECONFIG points to.
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
const verdictLine = (thread: string): string =>
  thread
    .split('\n')
    .find((line) => /Confirmed|Possible|Not known|nothing/i.test(line))
    ?.replace(/^[ │]+/, '') ?? '(no verdict line)';

let wrong = 0;
function row(good: boolean, name: string, ms: number, said: string): void {
  if (!good) wrong += 1;
  console.log(`${good ? 'ok   ' : 'WRONG'}  ${name.padEnd(24)} ${seconds(ms)}  ${said}`);
}

async function tryFault(one: Expectation, started: Started, command: string): Promise<void> {
  const node = nodeOf[one.node];
  if (node === undefined) return console.log(`skip   ${one.fault.padEnd(24)} this cluster has no second node`);
  const injected = spawnSync(command, [one.fault], { encoding: 'utf8', timeout: 120_000 });
  if (injected.status !== 0)
    return console.log(
      `skip   ${one.fault.padEnd(24)} this cluster cannot: ${injected.stderr.trim().split('\n').at(-1)}`,
    );
  try {
    await sleep(one.settleMs);
    const { thread, ms, answered } = await started.diagnose(node, one.paste);
    const says =
      answered && (one.says === null || one.says.test(thread)) && !one.opensNotWith?.test(verdictLine(thread));
    row(says, one.fault, ms, `${verdictLine(thread)}   (${one.why})`);
    if (verbose || !says) console.log(thread);
  } finally {
    spawnSync(command, [one.fault, '--undo'], { encoding: 'utf8', timeout: 180_000 });
  }
}

const started = await start(process.env);
try {
  // The collector publishes the inventory right after its start.
  await sleep(6000);
  for (const node of wanted.size === 0 ? nodes : []) {
    const { thread, ms, answered } = await started.diagnose(node);
    row(answered, `healthy ${node}`, ms, verdictLine(thread));
    if (verbose) console.log(thread);
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
