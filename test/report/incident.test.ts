import { describe, expect, it } from 'vitest';
import { incidentWindow } from '../../src/report/incident.js';
import { readReport } from '../../src/report/read-report.js';

const NOW = '2026-11-22T12:00:00.000Z';
const of = (text: string, now = NOW) => incidentWindow(readReport(text, { at: now }), now);

describe('the time a text speaks of', () => {
  it.each<[string, string, { from: string; to: string }]>([
    [
      'logfmt with a zone',
      'time="2026-11-22T16:51:40.009989451+08:00" level=error msg="boom"',
      { from: '202611220830z', to: '202611220915z' },
    ],
    [
      'a CRI log, from its first to its last line',
      '2026-11-22T07:01:00Z stderr F a\n2026-11-22T08:10:00Z stderr F b',
      { from: '202611220645z', to: '202611220830z' },
    ],
    [
      'klog, which has neither year nor zone: the node’s own time',
      'I1122 03:43:28.310630  57003 prober.go:112] boom',
      { from: '202611220315', to: '202611220400' },
    ],
    [
      'klog of the day before New Year, read after it',
      'E1231 23:50:00.000000 1 a.go:1] boom',
      { from: '202512312330', to: '202601010015' },
    ],
    ['syslog', 'Nov 22 09:08:40 worker-3 dockerd: boom', { from: '202611220845', to: '202611220930' }],
    [
      'running words with a zone',
      'exec failed at 03:12 UTC: see below',
      { from: '202611220245z', to: '202611220330z' },
    ],
    [
      'running words with an offset and a day',
      'it began 2026-11-21 23:05 +08:00',
      { from: '202611211445z', to: '202611211530z' },
    ],
    [
      'a time of day that is still to come: yesterday’s',
      'since 18:30 UTC',
      { from: '202611211815z', to: '202611211845z' },
    ],
    [
      'an excerpt over a day: its end',
      '2026-11-21T02:00:00Z stderr F a\n2026-11-22T02:00:00Z stderr F b',
      { from: '202611212245z', to: '202611220215z' },
    ],
  ])('%s', (name, text, window) => {
    expect(of(text, name.includes('New Year') ? '2026-01-01T08:00:00.000Z' : NOW)).toEqual(window);
  });

  it('reads klog of a node where the new year has begun already', () => {
    const window = of('E0101 01:59:00.000000 1 a.go:1] boom', '2025-12-31T18:00:00.000Z');
    expect(window).toEqual({ from: '202601010130', to: '202601010215' });
  });

  it.each([
    ['no time at all', 'OCI runtime exec failed: EOF'],
    ['a moment ago: those logs are read anyway', '2026-11-22T11:55:00Z stderr F boom'],
    ['last month: no journal has it any more', '2026-10-20T11:55:00Z stderr F boom'],
    ['next week', '2026-11-29T11:55:00Z stderr F boom'],
    ['a version and an address', 'runc 1.0.0 at 10.0.12:30 ratio 3:45'],
  ])('says nothing for %s', (_, text) => {
    expect(of(text)).toBeUndefined();
  });

  it('has only digits and a z in it, whatever is pasted', () => {
    for (const window of [of('I9999 99:99:99.9 x'), of('since 03:12 UTC; $(reboot)'), of('Nov 22 09:08:40 `id`')])
      for (const part of Object.values(window ?? {})) expect(part).toMatch(/^\d{12}z?$/);
  });
});
