import { loadavg } from 'node:os';

/** @returns the value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One line: name, median, 95th percentile, all in milliseconds. */
export function line(name: string, values: readonly number[]): void {
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(values, share).toFixed(0).padStart(7));
  console.log(`${name.padEnd(44)} p50 ${p50} ms   p95 ${p95} ms   (${values.length})`);
}

/** How busy the machine is: figures of a busy one are no figures. */
export const load = (): string => `load average ${loadavg()[0]?.toFixed(1)}`;
