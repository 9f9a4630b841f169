import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli.js';
import { capturedIo } from '../cli/captured-io.js';
import { LAB } from './lab-facts.js';

const seed = (name: string): string =>
  readFileSync(new URL(`../report/fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');

interface Verdict {
  readonly id: string;
  readonly verdict: string;
  readonly symptoms: readonly { readonly weight: string }[];
  readonly checks: readonly { readonly id: string; readonly answer: string; readonly value: unknown }[];
}
interface Told {
  readonly id: string;
  readonly chain: { readonly breaks_at: string } | null;
  readonly diagnoses: readonly { readonly verdicts: readonly Verdict[]; readonly facts: Record<string, unknown> }[];
}

/** Every question of this file, asked in one batch as the contract's users do. */
const QUESTIONS = {
  'S1 kubelet': { text: seed('s1-kubelet') },
  'S1 dockerd': { text: seed('s1-dockerd') },
  'S1 rc10+dev': { text: seed('s1-kubelet'), facts: { 'runc.version': '1.0.0-rc10+dev' } },
  'S1 1.1.5': { text: seed('s1-kubelet'), facts: { 'runc.version': '1.1.5' } },
  'S1 1.1.5+ds1': { text: seed('s1-dockerd'), facts: { 'runc.version': '1.1.5+ds1' } },
  'S1 rc91': { text: seed('s1-kubelet'), facts: { 'runc.version': '1.0.0-rc91' } },
  'S1 race in the lab': { text: seed('s1-kubelet'), facts: LAB.race },
  'S1 damaged in the lab': { text: seed('s1-kubelet'), facts: LAB.damaged },
  'S2 bare': { text: seed('s2-bare') },
  'S2 dump': { text: seed('s2-dump') },
  'S2 dockerd': { text: seed('s2-dockerd') },
  'S2 pids in the lab': { text: seed('s2-bare'), facts: LAB.pidsLimit },
  'S2 memory in the lab': { text: seed('s2-bare'), facts: LAB.memoryLimit },
  'S2 memory, in runc’s own words': {
    text: 'exec failed: unable to start container process: read init-p: connection reset by peer (possibly OOM-killed)',
    facts: LAB.memoryLimit,
  },
  'S3 PLEG': { text: seed('s3-pleg') },
  'S3 rc94': { text: seed('s3-pleg'), facts: { 'runc.version': '1.0.0-rc94' } },
  'S3 rc93+dev': { text: seed('s3-pleg'), facts: { 'runc.version': '1.0.0-rc93+dev' } },
  'S3 hang in the lab': { text: seed('s3-pleg'), facts: LAB.pipeHang },
  'S3 not started in the lab': { text: seed('s3-pleg'), facts: LAB.notStarted },
  'S3 frozen in the lab': { text: seed('s3-pleg'), facts: LAB.frozen },
  'S4 panic': { text: seed('s4-panic') },
  'S4 log pair': { text: seed('s4-log-pair') },
  'S4 audit': { text: seed('s4-audit') },
  'S4 1.2.6': { text: seed('s4-log-pair'), facts: { 'containerd.version': '1.2.6' } },
  'S4 1.1.5': { text: seed('s4-log-pair'), facts: { 'containerd.version': '1.1.5' } },
  'S4 panic in the lab': { text: seed('s4-log-pair'), facts: LAB.shimPanic },
  'S4 killed in the lab': { text: seed('s4-log-pair'), facts: LAB.shimKilled },
} as const;
type Name = keyof typeof QUESTIONS;

const told = new Map<string, Told>();

beforeAll(async () => {
  const lines = Object.entries(QUESTIONS).map(([id, question]) => JSON.stringify({ id, ...question }));
  const io = capturedIo(`${lines.join('\n')}\n`);
  await run(['explain', '--jsonl'], io);
  for (const line of io.printed().trim().split('\n')) {
    const one: Told = JSON.parse(line);
    told.set(one.id, one);
  }
});

const verdicts = (name: Name): readonly Verdict[] => told.get(name)?.diagnoses[0]?.verdicts ?? [];
const verdictOn = (name: Name, id: string): string | undefined => verdicts(name).find((one) => one.id === id)?.verdict;
const first = (name: Name): string => `${verdicts(name)[0]?.verdict} ${verdicts(name)[0]?.id}`;

test('the batch answers in order, each with its id first', () => {
  expect([...told.keys()]).toEqual(Object.keys(QUESTIONS));
});

describe('S1, EOF while exec races update', () => {
  test.each(['S1 kubelet', 'S1 dockerd'] as const)(
    '%s: the race first, possible, the damaged file beside it',
    (name) => {
      expect(first(name)).toBe('possible runc-state-json-eof-race');
      expect(verdictOn(name, 'runc-state-json-damaged')).toBe('possible');
    },
  );
  test.each(['S1 1.1.5', 'S1 1.1.5+ds1', 'S1 rc91'] as const)('%s has the atomic write: ruled out', (name) => {
    expect(verdictOn(name, 'runc-state-json-eof-race')).toBe('ruled-out');
  });
  test('a development build after rc10 may have the fix: possible', () => {
    expect(verdictOn('S1 rc10+dev', 'runc-state-json-eof-race')).toBe('possible');
  });
  test('the lab’s race is confirmed, the damaged file ruled out', () => {
    expect(first('S1 race in the lab')).toBe('confirmed runc-state-json-eof-race');
    expect(verdictOn('S1 race in the lab', 'runc-state-json-damaged')).toBe('ruled-out');
  });
  test('the lab’s damaged file is named as itself, the race ruled out', () => {
    expect(first('S1 damaged in the lab')).toBe('confirmed runc-state-json-damaged');
    expect(verdictOn('S1 damaged in the lab', 'runc-state-json-eof-race')).toBe('ruled-out');
  });
});

describe('S2, exec at the pids limit', () => {
  test('the bare line is possible for both limits', () => {
    expect(verdictOn('S2 bare', 'exec-pids-limit-reached')).toBe('possible');
    expect(verdictOn('S2 bare', 'exec-memcg-exhausted')).toBe('possible');
  });
  test('the dump of a refused thread puts the pids limit first', () => {
    expect(verdicts('S2 dump')[0]?.id).toBe('exec-pids-limit-reached');
  });
  test('the lab’s counters confirm it, and the evidence names pod and level', () => {
    expect(first('S2 pids in the lab')).toBe('confirmed exec-pids-limit-reached');
    expect(JSON.stringify(verdicts('S2 pids in the lab')[0]?.checks)).toContain(
      'pod shop/cart-1 container web: current 19 of 20',
    );
  });
  test('the lab’s memory limit is named as itself, by counters and by runc’s own words', () => {
    expect(first('S2 memory in the lab')).toBe('confirmed exec-memcg-exhausted');
    // "No growth between two samples" decides nothing, so with these words the pids limit stays possible.
    expect(verdictOn('S2 memory in the lab', 'exec-pids-limit-reached')).toBe('possible');
    expect(first('S2 memory, in runc’s own words')).toBe('confirmed exec-memcg-exhausted');
  });
});

describe('S3, runc init hangs', () => {
  const HANG = 'runc-rc93-pipe-seccomp-hang';
  test('the PLEG line alone is possible', () => {
    expect(verdictOn('S3 PLEG', HANG)).toBe('possible');
  });
  test('rc94 is repaired, rc93+dev may be', () => {
    expect(verdictOn('S3 rc94', HANG)).toBe('ruled-out');
    expect(verdictOn('S3 rc93+dev', HANG)).toBe('possible');
  });
  test('the lab’s full pipe is confirmed', () => {
    expect(first('S3 hang in the lab')).toBe(`confirmed ${HANG}`);
  });
  test('a container that waits to be started rules it out', () => {
    expect(verdictOn('S3 not started in the lab', HANG)).toBe('ruled-out');
  });
  test('a frozen container rules it out and is named as itself', () => {
    expect(verdictOn('S3 frozen in the lab', HANG)).toBe('ruled-out');
    expect(first('S3 frozen in the lab')).toBe('confirmed container-frozen');
  });
});

describe('S4, the shim’s panic', () => {
  const PANIC = 'shim-exec-nil-pointer';
  test('the frame’s own words confirm it', () => {
    expect(first('S4 panic')).toBe(`confirmed ${PANIC}`);
  });
  test.each(['S4 log pair', 'S4 audit'] as const)('%s alone is possible', (name) => {
    expect(verdictOn(name, PANIC)).toBe('possible');
  });
  test('the audit records name the killer, its hex command line decoded', () => {
    const killed = JSON.stringify(verdicts('S4 audit').find((one) => one.id === PANIC)?.checks);
    expect(killed).toContain('/usr/bin/nvidia-container-runtime');
    expect(killed).toContain('delete --force 18b2fe723696358fb06317c427a');
  });
  test.each(['S4 1.2.6', 'S4 1.1.5'] as const)('%s does not have it: ruled out', (name) => {
    expect(verdictOn(name, PANIC)).toBe('ruled-out');
  });
  test('the lab’s panic is confirmed, a shim killed from outside ruled out', () => {
    expect(first('S4 panic in the lab')).toBe(`confirmed ${PANIC}`);
    expect(verdictOn('S4 panic in the lab', 'shim-oom-or-killed')).not.toBe('confirmed');
  });
  test('the lab’s killed shim is named as itself, the panic ruled out', () => {
    expect(first('S4 killed in the lab')).toBe('confirmed shim-oom-or-killed');
    expect(verdictOn('S4 killed in the lab', PANIC)).toBe('ruled-out');
  });
});
