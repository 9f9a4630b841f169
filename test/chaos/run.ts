import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chaos } from './chaos.js';
import { KINDS, readFaults } from './faults.js';
import { printResult } from './print.js';

/** Exit code 0 when every report was answered once, wholly, in its place; else 1. */
const USAGE = `usage: npm run chaos -- [REPORTS] [--bots N] [--collectors N] [--faults LIST] [--seed N] [--span SECONDS]
  REPORTS   1 to 500 (50), brought over SECONDS (1.5 a report, at most 180)
  LIST      all, none, or kinds with commas, each perhaps with a number: bot=2,collector=2
  kinds     ${KINDS.join(', ')}`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    bots: { type: 'string', default: '1' },
    collectors: { type: 'string', default: '1' },
    faults: { type: 'string', default: 'all' },
    span: { type: 'string' },
  },
});
const reports = whole(positionals[0] ?? '50', 500);
const bots = whole(values.bots, 5);
const collectors = whole(values.collectors, 5);
const seed = whole(values.seed, 2 ** 31);
const spanMs = 1000 * whole(values.span ?? String(Math.min(180, Math.ceil(reports * 1.5))), 3600);
const faults = orUsage(() => readFaults(values.faults, reports));

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
// Slack takes about fifty edits a minute: so many answers take their time, whatever we do.
const withinMs = spanMs + 135_000 + reports * 1500;
const result = await chaos({ reports, bots, collectors, seed, faults, spanMs, withinMs, signal: stopping.signal });
printResult(result, { seed, bots, collectors, load: loadavg()[0] ?? 0 });
process.exitCode = result.quiet && result.judged.every(({ fate }) => fate === 'answered') ? 0 : 1;

function whole(text: string, most: number): number {
  return orUsage(() => {
    const number = Number(text);
    if (!Number.isInteger(number) || number < 1 || number > most) throw new Error(`${text} is not 1 to ${most}`);
    return number;
  });
}

function orUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    process.exit(2);
  }
}
