import { describe, expect, it } from 'vitest';
import type { InRange, Scheme, VersionRange } from '../../src/versions/scheme.js';
import { inRanges } from '../../src/versions/versions.js';

const before = (fixed: string): VersionRange => ({ introduced: '0', fixed });
const between = (introduced: string, fixed: string): VersionRange => ({ introduced, fixed });

const ROWS: readonly (readonly [Scheme, string, VersionRange, InRange])[] = [
  // Development builds: unknown only where a boundary lies between the tag and the next distinct one.
  ['runc', '1.0.0-rc10+dev', before('1.0.0-rc91'), 'unknown'],
  ['runc', '1.0.0-rc90+dev', before('1.0.0-rc91'), 'unknown'],
  ['runc', '1.0.0-rc5+dev', before('1.0.0-rc91'), 'yes'],
  ['runc', '1.0.0-rc93+dev', between('1.0.0-rc93', '1.0.0-rc94'), 'unknown'],
  ['runc', '1.0.0-rc92+dev', between('1.0.0-rc93', '1.0.0-rc94'), 'unknown'],
  ['runc', '1.0.0-rc92+dev', { introduced: '1.0.0-rc93' }, 'unknown'],
  ['runc', '1.0.0-rc91+dev', between('1.0.0-rc93', '1.0.0-rc94'), 'no'],
  ['runc', '1.0.0-rc94+dev', between('1.0.0-rc93', '1.0.0-rc94'), 'no'],
  ['runc', '1.0.0-rc6+dev', before('1.0.0-rc93'), 'yes'],
  ['runc', '1.0.0-rc93-14-g8c4dca8dc', between('1.0.0-rc93', '1.0.0-rc94'), 'unknown'],
  ['runc', '1.0.0-rc93+8c4dca8dc', between('1.0.0-rc93', '1.0.0-rc94'), 'unknown'],
  ['containerd', '1.6.0+unknown', before('1.6.1'), 'unknown'],
  ['containerd', '1.4.0-12-g1234567.m', before('1.6.1'), 'yes'],
  ['docker', '19.03.12+dev', before('19.03.13'), 'yes'],
  ['docker', '19.03.12+dev', before('19.03.13-beta1'), 'unknown'],
  ['kubernetes', 'v1.20.0-beta.1.105+2b5a25e4c3e7f1', before('1.20.0'), 'unknown'],
  // Tags.
  ['runc', '1.0.0-rc10', before('1.0.0-rc91'), 'yes'],
  ['runc', '1.0.0-rc90', between('1.0.0-rc10', '1.0.0-rc91'), 'yes'],
  ['runc', '1.0.0-rc91', before('1.0.0-rc91'), 'no'],
  ['runc', '1.0.0-rc94', before('1.0.0-rc91'), 'no'],
  ['runc', '1.1.5', before('1.0.0-rc91'), 'no'],
  ['runc', '1.0.0-rc93', before('1.1.0'), 'yes'],
  ['runc', '1.1.0-rc.1', before('1.1.0'), 'yes'],
  ['docker', '18.09.2', between('18.9.2', '18.09.3'), 'yes'],
  ['docker', '17.03.2-ce', before('17.04.0'), 'yes'],
  ['kubernetes', 'v1.19.3', before('1.19.3'), 'no'],
  ['kernel', '5.4.94', between('5.4', '5.5'), 'yes'],
  ['plain', '470.57.02', before('470.82'), 'yes'],
  // Distribution and vendor builds: the upstream part decides outside a range, nothing decides inside.
  ['runc', '1.1.5+ds1', before('1.0.0-rc91'), 'no'],
  ['runc', '1.1.5+ds1', between('1.1.0', '1.2.0'), 'unknown'],
  ['runc', '1.1.5+ds1', { introduced: '1.2.0' }, 'no'],
  ['runc', '1.0.0~rc93-0ubuntu1', between('1.0.0-rc93', '1.0.0-rc94'), 'unknown'],
  ['runc', '1.0.0~rc93-0ubuntu1', before('1.0.0-rc93'), 'no'],
  ['containerd', '1.6.20~ds1', between('1.6.0', '1.6.21'), 'unknown'],
  ['containerd', '1.6.20~ds1', before('1.6.20'), 'no'],
  ['docker', '20.10.24+dfsg1', before('20.10.24'), 'no'],
  ['docker', '20.10.24+dfsg1', before('20.10.25'), 'unknown'],
  ['docker', '5:20.10.7~3-0~ubuntu-focal', before('20.10.7'), 'no'],
  ['docker', '5:20.10.7~3-0~ubuntu-focal', { introduced: '20.10.8' }, 'no'],
  ['kubernetes', 'v1.19.3-aliyun.1', before('1.19.3'), 'no'],
  ['kubernetes', 'v1.19.3-gke.100', { introduced: '1.19.4' }, 'no'],
  ['kubernetes', 'v1.19.3-eks-2e1a3f', before('1.19.4'), 'unknown'],
  ['kubernetes', 'v1.25.3+k3s1', before('1.25.4'), 'unknown'],
  ['kubernetes', 'v1.19.3-rc.1', before('1.19.3'), 'yes'],
  ['kernel', '5.4.94-1.el7.elrepo.x86_64', between('5.4.90', '5.4.100'), 'yes'],
  ['kernel', '5.15.48-flatcar', before('5.15.50'), 'yes'],
  ['kernel', '3.10.0-1160.el7.x86_64', before('4.5'), 'unknown'],
  ['kernel', '3.10.0-1160.el7.x86_64', { introduced: '4.10' }, 'unknown'],
  ['kernel', '3.10.0-1160.el7.x86_64', before('3.10'), 'no'],
  ['kernel', '5.4.0-150-generic', between('5.4', '5.4.100'), 'unknown'],
  ['kernel', '5.4.0-1104-azure', before('5.0'), 'no'],
  ['kernel', '5.10.220-209.869.amzn2.x86_64', before('5.10.230'), 'unknown'],
  ['kernel', '5.4.188+', before('5.4.190'), 'unknown'],
  ['kernel', '6.1.0-rc3', before('6.1'), 'yes'],
  ['deb', '1.2.2-0ubuntu1', before('1.2.2'), 'no'],
  ['deb', '1.2.2-0ubuntu1', before('1.2.3'), 'unknown'],
  ['deb', '1.2.2-3', before('1.2.2-3.3'), 'yes'],
  ['deb', '1.2.2-3.3', before('1.2.2-3.3'), 'no'],
  ['rpm', '1.2.2-3.el7', before('1.2.2'), 'no'],
  ['rpm', '1.2.2-3.el7', before('1.2.3'), 'unknown'],
  ['rpm', '1.2.2-3.el7', before('1.2.2-3.3.el7'), 'yes'],
  // What does not parse is unknown, on either side.
  ['runc', 'unknown', before('1.0.0'), 'unknown'],
  ['runc', '', before('1.0.0'), 'unknown'],
  ['runc', '1.0.0', before('latest'), 'unknown'],
  ['docker', 'dev', before('20.10.0'), 'unknown'],
];

describe('inRanges', () => {
  for (const [scheme, version, range, answer] of ROWS)
    it(`${scheme} ${version} in ${range.introduced}..${range.fixed ?? 'unfixed'}: ${answer}`, () => {
      expect(inRanges(scheme, version, [range])).toBe(answer);
    });

  it('says yes when one of several ranges surely holds it', () => {
    expect(inRanges('runc', '1.1.3', [between('1.0.0', '1.0.3'), between('1.1.0', '1.1.4')])).toBe('yes');
  });

  it('says unknown when one range may hold it and no other surely does', () => {
    expect(inRanges('runc', '1.1.3+ds1', [between('1.0.0', '1.0.3'), between('1.1.0', '1.1.4')])).toBe('unknown');
  });
});
