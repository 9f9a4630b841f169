import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ACTIONS } from '../handlers/blocks/buttons.js';
import type { Slack } from '../playground/slack/start.js';
import { channelNames, root, runBot } from './product.js';
import { line, load, median } from './spread.js';

/**
 * `npm run bench:diagnose -- [--node NODE] [--context CTX] [--pairs N]`: from `/diagnose NODE` to the whole answer, through the Slack
 * simulator, queue and collector, beside the bare `kubectl exec` of the same bundle on the same node, in turns. The demo cluster, unless
 * KUBECTL or KUBECONFIG point at a real one.
 */
const { values } = parseArgs({
  options: { node: { type: 'string' }, context: { type: 'string' }, pairs: { type: 'string', default: '7' } },
});
const real = process.env.KUBECONFIG !== undefined || process.env.KUBECTL !== undefined;
const kubectl = process.env.KUBECTL ?? (real ? 'kubectl' : join(root, 'playground/kubectl/kubectl'));
const node = values.node ?? (real ? '' : 'edge-3');
if (node === '') {
  console.error('usage: npm run bench:diagnose -- --node NODE [--context CTX] [--pairs N]');
  process.exit(2);
}
const pairs = Number(values.pairs);
const WITHIN_MS = 120_000;
const own = ['--namespace=plegmatic'];
const cluster = values.context === undefined ? [] : [`--context=${values.context}`];

const { slack, stop } = await runBot({
  channels: pairs + 1,
  argv: [join(root, 'bin/plegmatic.js'), 'start', '--role', 'all'],
  env: { KUBECTL: kubectl, KUBECONFIG: process.env.KUBECONFIG },
  redis: true,
});
try {
  const pod = probePod();
  console.log(`node ${node}, probe pod ${pod}, ${real ? 'a real cluster' : 'the demo cluster'}; ${load()}`);
  const whole: number[] = [];
  const bare: number[] = [];
  for (const [index, channel] of channelNames(pairs + 1).entries()) {
    const pair = { bare: await execTime(pod), whole: await diagnoseTime(slack, channel) };
    // The first pair warms both up.
    if (index === 0) continue;
    whole.push(pair.whole);
    bare.push(pair.bare);
  }
  line(`/diagnose ${node} to the whole answer`, whole);
  line('kubectl exec of the same bundle', bare);
  const ratio = median(whole.map((ms, index) => ms / (bare[index] ?? Number.NaN)));
  console.log(`ratio, median of pairs: ${ratio.toFixed(2)}; ${load()}`);
} finally {
  await stop();
}

function probePod(): string {
  const argv = [...cluster, ...own, 'get', 'pods', '--selector=app=plegmatic-probe', '--output=json'];
  const where = `--field-selector=spec.nodeName=${node}`;
  const { items } = JSON.parse(execFileSync(kubectl, [...argv, where], { encoding: 'utf8' }));
  const name: unknown = items[0]?.metadata.name;
  if (typeof name !== 'string') throw new Error(`no probe pod on ${node}: apply deploy/probe first`);
  return name;
}

/** Milliseconds of one `kubectl exec`, its output thrown away. */
function execTime(pod: string): Promise<number> {
  const program = ['--', '/plegmatic/probe', randomBytes(16).toString('hex')];
  const from = performance.now();
  const child = spawn(kubectl, [...cluster, ...own, 'exec', pod, '--container=probe', ...program], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: WITHIN_MS,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - from) : reject(new Error(`kubectl exec ended with ${code}`)),
    );
  });
}

/** Milliseconds from the command to an answer that asks whether it was right. */
async function diagnoseTime(slack: Slack, channel: string): Promise<number> {
  const from = performance.now();
  void slack.person('maya').runs(`/diagnose ${node}`, channel);
  return slack.waitFor(
    (now) => {
      const [answer] = now.channel(channel).messages.filter((message) => message.metadata !== undefined);
      const done = JSON.stringify(answer?.blocks ?? []).includes(ACTIONS.right);
      return done ? performance.now() - from : undefined;
    },
    { within: WITHIN_MS, what: 'a whole answer' },
  );
}
