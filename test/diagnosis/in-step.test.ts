import { describe, expect, it } from 'vitest';
import { inStep } from '../../src/diagnosis/conditions/in-step.js';
import { check, fact, judged, signature } from './judged.js';

const from = Date.parse('2026-11-22T05:00:00Z');
/** One failure a container, at these seconds. */
const failures = (...seconds: number[]) =>
  seconds.map((second, index) => ({ symptom: 'eof', at: from + second * 1000, of: `pod-${index}` }));
const answer = (...seconds: number[]) => inStep(failures(...seconds), 'eof', 10_000).answer;

describe('failures in step with a round of ten seconds', () => {
  it('hold where several containers fail at one point of it', () => {
    expect(inStep(failures(3, 43, 83, 183), 'eof', 10_000)).toMatchObject({
      answer: 'holds',
      value: '4 containers within 1.0 s of a round of 10 s',
    });
  });

  it('hold around the end of the round as well', () => {
    expect(answer(9, 49, 80, 120, 159)).toBe('holds');
  });

  it('fail where they are spread over it', () => {
    expect(answer(1, 44, 87, 190)).toBe('fails');
  });

  it('fail where chance would do the same too often: four in a fifth of the round', () => {
    expect(answer(3, 44, 83, 184)).toBe('fails');
  });

  it('are unknown of one container, however often it fails: its probe is in step with itself', () => {
    const one = Array.from({ length: 30 }, (_, index) => ({ symptom: 'eof', at: from + index * 10_000, of: 'pod-0' }));
    expect(inStep(one, 'eof', 10_000)).toMatchObject({
      answer: 'unknown',
      because: expect.stringMatching(/chance, 1 failed a probe/),
    });
  });

  it('are unknown hours apart, as in the incident that taught us this: a round drifts', () => {
    expect(answer(0, 12_321, 23_010, 31_000)).toBe('unknown');
  });

  it('are those of this symptom only', () => {
    expect(inStep(failures(3, 43, 83, 183), 'another', 10_000).answer).toBe('unknown');
  });
});

it('is read from the kubelet’s log, line by line, and only supports', () => {
  const one = signature({
    symptoms: [{ id: 'eof', in: ['journal.kubelet'], weight: 'shared', pattern: 'exec failed: EOF' }],
    checks: [check({ id: 'rhythm', role: 'helps', in_step: { symptom: 'eof', period: '10s' } })],
  });
  const line = (second: number, pod: string) =>
    `2026-11-22T05:0${Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}.000Z I1122 05:00:00.000000 1 prober.go:112] Readiness probe for "${pod}(u):c0" failed (failure): OCI runtime exec failed: exec failed: EOF: unknown`;
  const log = fact([line(3, 'a'), line(33, 'b'), line(63, 'c'), line(93, 'd')], { at: '2026-11-22T05:05:00Z' });
  const { verdicts } = judged(one, { facts: { 'journal.kubelet': log } });
  expect(verdicts[0]).toMatchObject({
    verdict: 'possible',
    checks: [{ id: 'rhythm', answer: 'holds', fact: 'times of eof' }],
  });
});
