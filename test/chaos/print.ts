import type { Result } from './chaos.js';

export interface Shown {
  readonly seed: number;
  readonly load: number;
  readonly bots: number;
  readonly collectors: number;
}

/** The table people look at. */
export function printResult(result: Result, { seed, load, bots, collectors }: Shown): void {
  const { judged, happened } = result;
  const count = (fate: string): number => judged.filter((one) => one.fate === fate).length;
  const ways = ['paste', 'mention', 'thread', 'command'].map(
    (way) => `${judged.filter(({ brought }) => brought.planned.way === way).length} ${way}`,
  );
  const typedAgain = judged.reduce((sum, { brought }) => sum + brought.refused.length, 0);
  table(`chaos, seed ${seed}, ${result.seconds.toFixed(0)} s, load average ${load.toFixed(1)}`, [
    ['reports', `${judged.length} (${ways.join(', ')})`],
    ['processes', `${bots} bot, ${collectors} collector`],
    ...Object.entries(happened).map(([what, times]): [string, string] => [what, String(times)]),
    ['commands typed again', String(typedAgain)],
    ...(result.endings.length === 0
      ? []
      : [['slowest end after SIGTERM', `${(Math.max(...result.endings) / 1000).toFixed(1)} s`] as const]),
    ['', ''],
    ['answered once', String(count('answered'))],
    ['  without the node', String(judged.filter(({ without }) => without).length)],
    ['lost', String(count('lost'))],
    ['taken by nobody', String(count('unheard'))],
    ['answered twice', String(count('twice'))],
    ['said beside answers', String(result.asides.length)],
    ['first answer', quantiles(result.firstMs)],
    ['whole answer', quantiles(result.wholeMs)],
  ]);
  for (const { brought, fate, why } of judged)
    if (fate !== 'answered')
      console.log(`${fate}: ${brought.planned.way} ${brought.id} in #${brought.planned.channel}: ${why}`);
  for (const aside of result.asides) console.log(`beside: ${aside}`);
  for (const thread of result.threads) console.log(`\n${thread}`);
  if (!result.quiet) console.log('jobs were still on their way when time was up');
  if (result.logs !== undefined) console.log(`logs: ${result.logs}`);
}

function table(title: string, rows: readonly (readonly [string, string])[]): void {
  console.log(title);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(28)} ${value}`.trimEnd());
}

/** Median and 95th percentile in seconds. */
function quantiles(ms: readonly number[]): string {
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number): string =>
    ((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) / 1000).toFixed(1);
  return `p50 ${at(0.5)} s, p95 ${at(0.95)} s`;
}
