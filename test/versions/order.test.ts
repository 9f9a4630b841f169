import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scheme } from '../../src/versions/scheme.js';
import { CONTAINERD_TAGS } from '../../src/versions/tags/containerd.js';
import { DOCKER_TAGS } from '../../src/versions/tags/docker.js';
import { RUNC_TAGS } from '../../src/versions/tags/runc.js';
import { compareVersions, isVersion } from '../../src/versions/versions.js';

const PAIRS: readonly (readonly [Scheme, string, -1 | 0 | 1, string])[] = [
  ['runc', '1.0.0-rc9', -1, '1.0.0-rc10'],
  ['runc', '1.0.0-rc2', -1, '1.0.0-rc10'],
  ['runc', '1.0.0-rc93', -1, '1.0.0-rc100'],
  ['runc', '1.0.0-rc93', -1, '1.0.0'],
  ['runc', '1.0.0-rc93', -1, '1.1.0'],
  ['runc', '1.0.0~rc93', 0, '1.0.0-rc93'],
  ['runc', 'v1.1.0-rc.1', 0, '1.1.0-rc1'],
  ['runc', '1.0.0-rc90', 0, '1.0.0-rc10'],
  ['runc', '1.0.0-rc90', -1, '1.0.0-rc91'],
  ['runc', '1.0.0-rc93', -1, '1.0.0-rc93+dev'],
  ['runc', '1.0.0-rc93+dev', -1, '1.0.0-rc94'],
  ['containerd', '1.5.0-beta.4', -1, '1.5.0-rc.0'],
  ['containerd', '1.0.0-alpha6', -1, '1.0.0-beta.0'],
  ['containerd', '1.6.20', -1, '1.6.20~ds1'],
  ['docker', '18.09.2', 0, '18.9.2'],
  ['docker', '17.03.2-ce', 0, '17.03.2'],
  ['docker', '17.03.2-ce-rc1', -1, '17.03.2-ce'],
  ['docker', '1.13.1', -1, '17.03.0-ce'],
  ['docker', '20.10.24', -1, '5:20.10.24~3-0~debian-bullseye'],
  ['docker', '5:20.10.24~3-0~debian-bullseye', -1, '23.0.0'],
  ['kubernetes', 'v1.19.3', -1, 'v1.19.3-aliyun.1'],
  ['kubernetes', 'v1.19.3-gke.100', -1, 'v1.19.4-alpha.0'],
  ['kubernetes', 'v1.19.3-rc.1', -1, 'v1.19.3'],
  ['kernel', '5.4.94-1.el7.elrepo.x86_64', 0, '5.4.94'],
  ['kernel', '3.10.0-957.el7.x86_64', 1, '3.10.0'],
  ['kernel', '5.10.0-rc7', -1, '5.10.0'],
  ['plain', '470.57.02', -1, '470.82.01'],
  ['plain', '2.5.1', 1, '2.5'],
  ['deb', '1.2.2-0ubuntu1', 1, '1.2.2'],
  ['deb', '1.0.0~rc93-0ubuntu1', -1, '1.0.0'],
  ['deb', '1.0.0-rc93', 1, '1.0.0'],
  ['deb', '5:20.10.7~3-0~ubuntu-focal', 1, '20.10.7'],
  ['deb', '1.2.2-3', -1, '1.2.2-3.3'],
  ['rpm', '1.0.0-0.rc93.el8', -1, '1.0.0-1.el8'],
  ['rpm', '1.0~rc1-1', -1, '1.0-1'],
  ['rpm', '2:1.0-1', 1, '1.9-1'],
];

describe('compareVersions', () => {
  for (const [scheme, a, order, b] of PAIRS)
    it(`${scheme}: ${a} is ${order === -1 ? 'older than' : order === 1 ? 'newer than' : 'the same as'} ${b}`, () => {
      expect(compareVersions(scheme, a, b)).toBe(order);
      expect(compareVersions(scheme, b, a)).toBe(order === 0 ? 0 : -order);
    });

  it('does not compare what is no version', () => {
    expect(compareVersions('runc', '1.0.0', 'latest')).toBeUndefined();
  });

  for (const [scheme, tags] of [
    ['runc', RUNC_TAGS],
    ['containerd', CONTAINERD_TAGS],
    ['docker', DOCKER_TAGS],
  ] as const) {
    it(`reads every tag of ${scheme}, each later than the one before (rc90 alone is the same commit as rc10)`, () => {
      const orders = tags.slice(1).map((tag, index) => [tag, compareVersions(scheme, tags[index] ?? '', tag)]);
      expect(orders.filter(([, order]) => order !== -1)).toEqual(scheme === 'runc' ? [['1.0.0-rc90', 0]] : []);
    });

    it(`orders ${scheme} builds totally: antisymmetric and transitive`, () => {
      const build = fc.constantFrom('', '+dev', '+ds1', '-0ubuntu1', '~ds1-1', '-3-g1234567', '.el7');
      const version = fc.tuple(fc.constantFrom(...tags), build).map((parts) => parts.join(''));
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const ab = compareVersions(scheme, a, b) ?? Number.NaN;
          const bc = compareVersions(scheme, b, c) ?? Number.NaN;
          expect(compareVersions(scheme, b, a)).toBe(ab === 0 ? 0 : -ab);
          if (ab <= 0 && bc <= 0) expect(compareVersions(scheme, a, c)).toBeLessThanOrEqual(0);
        }),
        { numRuns: 2000 },
      );
    });
  }

  for (const scheme of ['deb', 'rpm', 'kernel', 'plain', 'kubernetes'] as const)
    it(`orders made-up ${scheme} versions totally`, () => {
      const piece = fc.constantFrom('1', '2', '10', '.0', '.9', '.10', '~rc1', '-1', '-rc2', '+x', '.el7', 'a');
      const version = fc
        .array(piece, { minLength: 1, maxLength: 5 })
        .map((parts) => `1.2.3${parts.join('')}`)
        .filter((text) => isVersion(scheme, text));
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const ab = compareVersions(scheme, a, b) ?? Number.NaN;
          const bc = compareVersions(scheme, b, c) ?? Number.NaN;
          expect(compareVersions(scheme, b, a)).toBe(ab === 0 ? 0 : -ab);
          if (ab <= 0 && bc <= 0) expect(compareVersions(scheme, a, c)).toBeLessThanOrEqual(0);
        }),
        { numRuns: 1000 },
      );
    });
});
