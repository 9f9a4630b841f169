/**
 * Version order belongs to the *fact* (which program printed the string), never to the look of the string.
 * This folder is a leaf: it imports nothing of ours.
 */
export const SCHEMES = ['runc', 'containerd', 'docker', 'kubernetes', 'kernel', 'deb', 'rpm', 'plain'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Half-open: `introduced` is the first affected version ("0": from the beginning), `fixed` the first good one (absent: unfixed). */
export interface VersionRange {
  readonly introduced: string;
  readonly fixed?: string;
}

/** `unknown` wherever the printed version does not settle it: a development build near a boundary, a distribution build inside a range. */
export type InRange = 'yes' | 'no' | 'unknown';
