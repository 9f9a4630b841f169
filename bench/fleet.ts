import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelNames, root, runBot } from './product.js';
import { load } from './spread.js';

/**
 * A sweep over many nodes as a person asks for it: Slack simulator, bot, Redis, collector, one kubectl process for every question. The
 * nodes are one captured healthy node, every twentieth the same node with a container at its pids limit; an exec takes half a second. Prints how
 * long it took and what it held in memory.
 *
 *   npm run bench:fleet [NODES] [AT-ONCE] [apart]     apart: bot and collector as two processes, as deploy/ runs them
 */
const nodes = Number(process.argv[2] ?? 200);
const atOnce = Number(process.argv[3] ?? 8);
const apart = process.argv[4] === 'apart';
const folder = mkdtempSync(join(tmpdir(), 'plegmatic-fleet-'));
const fixtures = join(root, 'test/facts/fixtures/node-1/');
const name = (index: number): string => `node-${index + 1}`;
const all = Array.from({ length: nodes }, (_, index) => name(index));

const nodeJson = (one: string): object => ({
  metadata: { name: one, labels: { pool: Number(one.slice(5)) % 20 === 0 ? 'old' : 'new' } },
  status: { conditions: [{ type: 'Ready', status: 'True' }], addresses: [] },
});
const podJson = (one: string): object => ({
  metadata: { name: `plegmatic-probe-${one}`, namespace: 'plegmatic', labels: { app: 'plegmatic-probe' } },
  spec: { nodeName: one },
  status: { phase: 'Running' },
});
writeFileSync(join(folder, 'nodes.json'), JSON.stringify({ items: all.map(nodeJson) }));
writeFileSync(join(folder, 'pods.json'), JSON.stringify({ items: all.map(podJson) }));
const kubectl = join(folder, 'kubectl');
writeFileSync(
  kubectl,
  `#!/bin/sh
case "$*" in
*' exec '*)
  for word in "$@"; do case $word in plegmatic-probe-node-*) number=\${word##*-} ;; ????????????????????????????????) boundary=$word ;; esac; done
  stream=healthy
  [ $((number % 20)) -ne 0 ] || stream=pids-limit
  ls ${folder} | grep -c '^at-' >>${folder}/seen; : >${folder}/at-$number
  sleep 0.5
  sed "s/^0123456789abcdef/$boundary/" ${fixtures}$stream.txt; rm ${folder}/at-$number ;;
*'config current-context'*) echo demo ;;
*'/api/v1/nodes?'*) cat ${folder}/nodes.json ;;
*'get node '*) cat ${fixtures}api-node.json ;;
*'get pods'*spec.nodeName*) cat ${fixtures}api-pods.json ;;
*'/api/v1/pods?'*) cat ${folder}/pods.json ;;
*'get events'*) cat ${fixtures}api-events.json ;;
*) echo '{"items":[]}' ;;
esac
`,
);
chmodSync(kubectl, 0o755);
const config = join(folder, 'config.yaml');
writeFileSync(
  config,
  `rights: {grants: [{}]}
limits: {collections_per_cluster: ${atOnce}, fleet_percent: ${Math.ceil((atOnce / nodes) * 100)}, collections_per_cluster_hour: 100000}
`,
);

const product = await runBot({
  channels: 1,
  argv: [join(root, 'bin/plegmatic.js'), 'start', '--role', apart ? 'bot' : 'all'],
  redis: true,
  env: { KUBECTL: kubectl, PLEGMATIC_CONFIG: config },
});
const collector = apart
  ? spawn(process.execPath, [join(root, 'bin/plegmatic.js'), 'start', '--role', 'collector'], {
      stdio: 'ignore',
      env: {
        ...{ PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', LOG_LEVEL: 'warn' },
        ...{ KUBECTL: kubectl, PLEGMATIC_CONFIG: config, REDIS_URL: product.redisUrl },
      },
    })
  : undefined;
const measured = [
  { name: apart ? 'bot' : 'bot and collector in one process', pid: product.pid },
  ...(collector?.pid === undefined ? [] : [{ name: 'collector', pid: collector.pid }]),
];
/** Megabytes, by the kernel's account. */
const held = (pid: number, what: 'VmRSS' | 'VmHWM'): number => {
  const line = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1]) / 1024);
};

try {
  const [channel = ''] = channelNames(1);
  const maya = product.slack.person('maya');
  const sweep = (pattern: RegExp) =>
    product.slack.waitFor(
      () =>
        product.slack.channel(channel).messages.find((one) => one.metadata && pattern.test(JSON.stringify(one.blocks))),
      { what: `a sweep like ${pattern}`, within: 30 * 60_000 },
    );
  // The inventory of a collector that has just started may be on its way.
  await new Promise((resolve) => setTimeout(resolve, apart ? 8000 : 3000));
  const before = measured.map(({ pid }) => ({ idle: held(pid, 'VmRSS'), atStart: held(pid, 'VmHWM') }));
  // The kernel's high-water mark of reading the knowledge is not the sweep's: 5 sets it back to what is held now.
  for (const { pid } of measured) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const from = performance.now();
  await maya.runs('/diagnose all', channel);
  const told = await sweep(/Every node was asked/);
  const seconds = (performance.now() - from) / 1000;
  const most = Math.max(...readFileSync(join(folder, 'seen'), 'utf8').trim().split('\n').map(Number)) + 1;
  console.log(`${nodes} nodes, at most ${atOnce} at once (seen: ${most}); ${load()}`);
  console.log(`${told.text}`);
  console.log(`${seconds.toFixed(1)} s in all, ${((seconds * 1000) / nodes).toFixed(0)} ms a node`);
  for (const [index, { name, pid }] of measured.entries())
    console.log(
      `${name}: ${before[index]?.idle} MB before (${before[index]?.atStart} MB while it started), at most ${held(pid, 'VmHWM')} MB`,
    );
} finally {
  collector?.kill('SIGTERM');
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}
