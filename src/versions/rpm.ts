import { inPackageRange, type Package, type PackageOrder } from './package.js';
import type { InRange, VersionRange } from './scheme.js';

/** RPM package versions, ordered as rpm orders them: runs of digits and of letters, digits later than letters, `~` before, `^` after. */
export const RPM: PackageOrder = {
  read(text) {
    const parts = /^(?:(\d+):)?([A-Za-z0-9._+~^]+)(?:-([A-Za-z0-9._+~^]+))?$/.exec(text.trim());
    if (parts === null || !/^\d/.test(parts[2] ?? '')) return null;
    return { epoch: Number(parts[1] ?? 0), upstream: parts[2] ?? '', revision: parts[3] ?? '' };
  },
  compare: (a, b) => compareRuns(runs(a), runs(b)),
};

/** @returns whether a package is in the range, see `inPackageRange`. */
export function inRpmRange(version: Package, range: VersionRange): InRange {
  return inPackageRange(version, range, RPM);
}

const runs = (text: string): readonly string[] => text.match(/\d+|[A-Za-z]+|[~^]/g) ?? [];

function compareRuns(a: readonly string[], b: readonly string[]): -1 | 0 | 1 {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = compareRun(a[at], b[at]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareRun(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === b) return 0;
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank < 0 ? -1 : 1;
  if (a === undefined || b === undefined) return 0;
  if (/^\d/.test(a)) return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
  return a < b ? -1 : 1;
}

/** ~, then the end, then ^, then letters, then digits. */
function rankOf(run: string | undefined): number {
  if (run === '~') return 0;
  if (run === undefined) return 1;
  if (run === '^') return 2;
  return /^\d/.test(run) ? 4 : 3;
}
