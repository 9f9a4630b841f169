import { inPackageRange, type Package, type PackageOrder } from './package.js';
import type { InRange, VersionRange } from './scheme.js';

/** Debian package versions, ordered as dpkg orders them (deb-version(7)): epoch, upstream part, revision; `~` before everything. */
export const DEB: PackageOrder = {
  read(text) {
    const parts = /^(?:(\d+):)?(\d[A-Za-z0-9.+~-]*)$/.exec(text.trim());
    if (parts === null) return null;
    const rest = parts[2] ?? '';
    const cut = rest.lastIndexOf('-');
    return {
      epoch: Number(parts[1] ?? 0),
      upstream: cut < 0 ? rest : rest.slice(0, cut),
      revision: cut < 0 ? '' : rest.slice(cut + 1),
    };
  },
  compare: (a, b) => compareDebPart(a, b),
};

/** @returns whether a package is in the range, see `inPackageRange`. */
export function inDebRange(version: Package, range: VersionRange): InRange {
  return inPackageRange(version, range, DEB);
}

function compareDebPart(a: string, b: string): -1 | 0 | 1 {
  let restA = a;
  let restB = b;
  while (restA !== '' || restB !== '') {
    const wordA = /^\D*/.exec(restA)?.[0] ?? '';
    const wordB = /^\D*/.exec(restB)?.[0] ?? '';
    for (let at = 0; at < Math.max(wordA.length, wordB.length); at++) {
      const difference = weight(wordA[at]) - weight(wordB[at]);
      if (difference !== 0) return difference < 0 ? -1 : 1;
    }
    restA = restA.slice(wordA.length);
    restB = restB.slice(wordB.length);
    const digitsA = /^\d*/.exec(restA)?.[0] ?? '';
    const digitsB = /^\d*/.exec(restB)?.[0] ?? '';
    const numberA = BigInt(digitsA || '0');
    const numberB = BigInt(digitsB || '0');
    if (numberA !== numberB) return numberA < numberB ? -1 : 1;
    restA = restA.slice(digitsA.length);
    restB = restB.slice(digitsB.length);
  }
  return 0;
}

/** `~` sorts before the end of the part, letters before everything else. */
function weight(char: string | undefined): number {
  if (char === '~') return -1;
  if (char === undefined) return 0;
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + 256;
}
