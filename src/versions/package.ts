import type { InRange, VersionRange } from './scheme.js';

/** A package's version: what upstream named it, and how often it was packaged. */
export interface Package {
  readonly epoch: number;
  readonly upstream: string;
  readonly revision: string;
}

export interface PackageOrder {
  read(text: string): Package | null;
  /** Compares one part: upstream with upstream, revision with revision. */
  compare(a: string, b: string): -1 | 0 | 1;
}

/** The order of the package manager: epoch, upstream part, revision. */
export function comparePackages(a: Package, b: Package, order: PackageOrder): -1 | 0 | 1 {
  if (a.epoch !== b.epoch) return a.epoch < b.epoch ? -1 : 1;
  return order.compare(a.upstream, b.upstream) || order.compare(a.revision, b.revision);
}

/**
 * Boundaries without a revision are upstream's: the upstream part decides outside the range (epochs say nothing about upstream),
 * inside the fix may have been taken over. A boundary with a revision names a package build, and then the package order decides.
 */
export function inPackageRange(version: Package, range: VersionRange, order: PackageOrder): InRange {
  const introduced = range.introduced === '0' ? null : order.read(range.introduced);
  const fixed = range.fixed === undefined ? null : order.read(range.fixed);
  if ((introduced === null && range.introduced !== '0') || (fixed === null && range.fixed !== undefined))
    return 'unknown';
  const packaged = (introduced?.revision ?? '') !== '' || (fixed?.revision ?? '') !== '';
  const reached = (boundary: Package): boolean =>
    packaged ? comparePackages(version, boundary, order) >= 0 : order.compare(version.upstream, boundary.upstream) >= 0;
  if (fixed !== null && reached(fixed)) return 'no';
  if (introduced !== null && !reached(introduced)) return 'no';
  return packaged ? 'yes' : 'unknown';
}
