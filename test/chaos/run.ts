import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chaos } from './chaos.js';
import { printResult } from './print.js';

/** `npm run chaos -- [REPORTS] [--seed N]`: exit code 0 when every report was answered once, wholly, in its place; else 1. */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' } },
});
const reports = Number(positionals[0] ?? 50);
const seed = Number(values.seed);
if (!Number.isInteger(reports) || reports < 1 || reports > 200 || !Number.isInteger(seed)) {
  console.error('usage: npm run chaos -- [REPORTS 1-200] [--seed N]');
  process.exit(2);
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const share = (of: number): number => Math.max(1, Math.round(reports / of));
const result = await chaos({
  reports,
  seed,
  faults: {
    bot: share(10),
    collector: share(10),
    redis: share(25),
    socket: share(10),
    ratelimited: share(5),
    status: share(5),
    drop: share(10),
    'drop-after': share(10),
    outage: share(25),
  },
  spanMs: Math.min(90_000, reports * 1500),
  withinMs: 225_000,
  signal: stopping.signal,
});
printResult(result, { seed, load: loadavg()[0] ?? 0 });
process.exitCode = result.quiet && result.judged.every(({ fate }) => fate === 'answered') ? 0 : 1;
