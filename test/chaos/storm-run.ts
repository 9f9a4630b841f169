import { loadavg } from 'node:os';
import { storm } from './storm.js';

/** `npm run storm -- [ALERTS] [CAUSES]`: exit code 0 when every alert was counted and every cause has one thread that says so. */

const [alerts = 10_000, causes = 100] = process.argv.slice(2).map(Number);
if (!Number.isInteger(alerts) || !Number.isInteger(causes) || causes < 1 || alerts % causes !== 0) {
  console.error('usage: npm run storm -- [ALERTS] [CAUSES]; CAUSES divides ALERTS');
  process.exit(2);
}
const result = await storm({
  alerts,
  causes,
  group: 100,
  withinMs: 1_500_000,
  onProgress: (line) => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`),
});
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const calls = Object.values(result.calls).reduce((sum, count) => sum + count, 0);
const rows: readonly (readonly [string, string])[] = [
  ['alerts sent', `${result.alerts}, of ${result.causes} causes on ${result.alerts / result.causes} nodes`],
  ['alerts counted', `${result.counted}${result.counted === result.alerts ? ', none lost, none twice' : ' !'}`],
  ['cases, threads', `${result.cases}, ${result.threads}`],
  ['threads that say all', String(result.complete)],
  [
    'Slack calls',
    `${calls} (${(calls / result.causes).toFixed(1)} a cause): ${Object.entries(result.calls)
      .sort((a, b) => b[1] - a[1])
      .map(([method, count]) => `${method} ${count}`)
      .join(', ')}`,
  ],
  [
    'execs',
    `${result.execs}, ${result.execsDone} of them complete (${(result.execs / result.causes).toFixed(1)} a cause; at most limits.nodes_unasked, 3)`,
  ],
  [
    'taken, counted, shown',
    `${seconds(result.takenMs)}, ${seconds(result.countedMs)}, ${seconds(result.shownMs)}; Slack allows one message a second and channel`,
  ],
  ['memory', `bot ${result.botMb} MB at most, Redis ${result.redisMb} MB at most`],
  ['load of the machine', (loadavg()[0] ?? 0).toFixed(1)],
];
for (const [name, value] of rows) console.log(`${name.padEnd(24)}${value}`);
const { counted, threads, complete, execs, execsDone } = result;
process.exitCode =
  counted === alerts && threads === causes && complete === causes && execs <= 3 * causes && execsDone === execs ? 0 : 1;
