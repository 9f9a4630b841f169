import { describe, expect, test } from 'vitest';
import { isWell } from '../../src/diagnosis/sound.js';
import type { Facts } from '../../src/facts/fact.js';
import { check, fact, judged, signature } from './judged.js';

const NOW = '2026-01-01T12:10:00Z';
const line = (time: string) => `time="${time}" level=error msg="boom"`;
const symptoms = (place: string) => [{ id: 'words', in: ['paste', place], weight: 'shared', pattern: 'boom' }];
const ofPods = (parts: Record<string, unknown> = {}) => signature({ symptoms: symptoms('journal.dockerd'), ...parts });
const ofNode = (parts: Record<string, unknown> = {}) => ofPods({ severity: 'node-not-ready', ...parts });

const READY = { type: 'Ready', status: 'True' };
const RUNS = { pod: 'a/b', phase: 'Running', ready: true };
/** A node that works now: an exec went through, it is Ready, its daemons answer, its containers run. */
const sound = (parts: Facts = {}): Facts => ({
  'exec.channel': fact([], { at: NOW }),
  'node.conditions': fact([READY, { type: 'DiskPressure', status: 'False' }], { at: NOW }),
  'kubelet.answers': fact(true, { at: NOW }),
  'dockerd.answers': fact(true, { at: NOW }),
  pods: fact([RUNS], { at: NOW }),
  ...parts,
});
const logged = (...times: readonly string[]) => ({ 'journal.dockerd': fact(times.map(line), { at: NOW }) });
const first = (...asked: Parameters<typeof judged>) => judged(...asked).verdicts[0];

describe('a failure of the node that only older log lines tell of', () => {
  test('is over when the node has worked since, and says when it was last told and what has been seen', () => {
    const found = judged(ofNode(), { facts: sound(logged('2026-01-01T12:08:00Z', '2026-01-01T12:09:40Z')) });
    expect(found.known).toBe(false);
    expect(found.verdicts[0]).toMatchObject({
      verdict: 'ruled-out',
      over: { last: '2026-01-01T12:09:40.000Z', lines: 2 },
    });
    expect(found.verdicts[0]?.over?.because).toContain('Ready and answered: kubelet, dockerd');
  });

  test.each<[string, Facts]>([
    ['the exec failed', { 'exec.channel': fact(['connection refused'], { at: NOW }) }],
    ['no exec was tried', { 'exec.channel': { state: 'unknown', reason: 'no probe pod' } }],
    ['the node is not Ready', { 'node.conditions': fact([{ type: 'Ready', status: 'Unknown' }], { at: NOW }) }],
    ['the node is under pressure', { 'node.conditions': fact([READY, { type: 'PIDPressure', status: 'True' }]) }],
    ['the API server did not say', { 'node.conditions': { state: 'unknown', reason: 'no API' } }],
    ['a daemon does not answer', { 'dockerd.answers': fact(false, { at: NOW }) }],
  ])('is not over while %s', (_, now) => {
    expect(first(ofNode(), { facts: sound({ ...logged('2026-01-01T12:08:00Z'), ...now }) })?.verdict).toBe('possible');
  });

  test.each<[string, Facts]>([
    ['its last line is as young as the collection', logged('2026-01-01T12:09:58Z')],
    ['a line does not date itself', { 'journal.dockerd': fact(['boom'], { at: NOW }) }],
  ])('is not over while %s', (_, log) => {
    expect(first(ofNode(), { facts: sound(log) })?.verdict).toBe('possible');
  });

  test('is not over for whoever pastes it', () => {
    expect(first(ofNode(), { paste: line('2026-01-01T12:08:00Z'), facts: sound() })?.verdict).toBe('possible');
  });

  test('is not over for whoever pastes a line of that time: it is what is asked about', () => {
    const paste = 'time="2026-01-01T12:08:00Z" level=error msg="another word"';
    expect(first(ofNode(), { paste, facts: sound(logged('2026-01-01T12:08:00Z')) })?.verdict).toBe('possible');
  });

  test('is over though a check finds its words in the log: those are of then, too', () => {
    const said = check({ fact: 'journal.dockerd', matches: 'boom' });
    const facts = sound(logged('2026-01-01T12:08:00Z'));
    expect(first(ofNode({ checks: [said] }), { facts })?.over).toBeDefined();
  });

  test('is over though a check finds a daemon that answers: that is a sign of life', () => {
    const alive = check({ role: 'helps', fact: 'kubelet.answers', equals: true });
    const facts = sound(logged('2026-01-01T12:08:00Z'));
    expect(first(ofNode({ checks: [alive] }), { facts })?.over).toBeDefined();
  });

  test('is not over while a check shows it, or the version that causes it', () => {
    const shown = check({ fact: 'runc.version', version_in: [{ introduced: '0', fixed: '2.0.0' }] });
    const facts = sound({ ...logged('2026-01-01T12:08:00Z'), 'runc.version': fact('1.0.0') });
    expect(first(ofNode({ checks: [shown] }), { facts })?.verdict).toBe('confirmed');
  });
});

describe('a failure of pods that only older log lines tell of', () => {
  test('is over when it has been quiet and no container is in trouble', () => {
    expect(first(ofPods(), { facts: sound(logged('2026-01-01T12:05:00Z')) })?.over?.because).toContain('1 containers');
  });

  test.each<[string, Facts]>([
    ['it was told within the last minute', logged('2026-01-01T12:09:10Z')],
    ['it comes and goes, and its pause is not over', logged('2026-01-01T12:00:00Z', '2026-01-01T12:06:00Z')],
    [
      'a container waits',
      { ...logged('2026-01-01T12:05:00Z'), pods: fact([{ ...RUNS, waiting_reason: 'CrashLoopBackOff' }]) },
    ],
    [
      'a container failed within the back-off',
      { ...logged('2026-01-01T12:05:00Z'), pods: fact([{ ...RUNS, exit_code: 137, ended_seconds_ago: 200 }]) },
    ],
    [
      'nobody knows its containers',
      { ...logged('2026-01-01T12:05:00Z'), pods: { state: 'unknown', reason: 'no API' } },
    ],
  ])('is not over while %s', (_, now) => {
    expect(first(ofPods(), { facts: sound(now) })?.verdict).toBe('possible');
  });
});

describe('a failure of pods, where another container is in trouble', () => {
  const UID = '0b5e8a9c-1f1c-4a67-9f43-6c1d2d9d0f11';
  const OTHER = { pod: 'shop/cart-2', uid: '5a1e8a9c-1f1c-4a67-9f43-6c1d2d9d0f22', phase: 'Running', ready: false };
  const told = (...lines: readonly (readonly [time: string, words: string])[]) => ({
    'journal.dockerd': fact(
      lines.map(([time, words]) => `time="${time}" level=error msg="boom ${words}"`),
      { at: NOW },
    ),
  });
  const over = (lines: Facts, ...pods: readonly Record<string, string | boolean>[]) =>
    first(ofPods(), { facts: sound({ ...lines, pods: fact([OTHER, ...pods], { at: NOW }) }) })?.over?.because;
  const now = (ready: boolean) => ({ pod: 'shop/cart-1', uid: UID, phase: 'Running', ready });

  test.each([
    ['by name', 'pod=shop/cart-1'],
    ['by uid', `podUID=${UID}`],
    ['by its folder', `/var/lib/kubelet/pods/${UID}/volumes`],
    ['by the cgroup', `/kubepods/burstable/pod${UID}/3f2a`],
    ['by the cgroup of systemd', `kubepods-pod${UID.replaceAll('-', '_')}.slice`],
    ['as older kubelets do', `for cart-1_shop(${UID})`],
    ['as an event does', 'pod/shop/cart-1: back-off'],
  ])('is over when the pod that told it is gone or well, and not while that is in trouble: named %s', (_, words) => {
    const lines = told(['2026-01-01T12:05:00Z', words]);
    expect(over(lines)).toMatch(/are gone$/);
    expect(over(lines, now(true))).toContain('gone or well');
    expect(over(lines, now(false))).toBeUndefined();
  });

  test('is over with the line of another daemon that tells it in the same moment without a pod', () => {
    const gone = ['2026-01-01T12:05:00Z', 'pod=shop/cart-1'] as const;
    expect(over(told(gone, ['2026-01-01T12:05:02Z', 'container 3f2a']))).toMatch(/are gone$/);
    expect(over(told(gone, ['2026-01-01T12:05:20Z', 'container 3f2a']))).toBeUndefined();
  });

  test('is over a minute after pods that are gone told it last, however long they paused, and not so soon of those that run', () => {
    const lines = (last: string) => told(['2026-01-01T12:00:00Z', 'pod=shop/cart-1'], [last, 'pod=shop/cart-1']);
    expect(over(lines('2026-01-01T12:08:50Z'))).toMatch(/are gone$/);
    expect(over(lines('2026-01-01T12:09:10Z'))).toBeUndefined();
    expect(over(lines('2026-01-01T12:08:50Z'), now(true))).toBeUndefined();
  });

  test('is not over where one of several pods that told it is in trouble, or none is named', () => {
    const lines = told(['2026-01-01T12:05:00Z', 'pod=shop/cart-1'], ['2026-01-01T12:05:00Z', 'pod=shop/cart-2']);
    expect(over(lines)).toBeUndefined();
    expect(over(told(['2026-01-01T12:05:00Z', 'container 3f2a']))).toBeUndefined();
    expect(over(told(['2026-01-01T12:05:00Z', `volume pvc-${UID}`]))).toBeUndefined();
  });

  test('is not over where the list of pods may lack some', () => {
    const facts = sound({
      ...told(['2026-01-01T12:05:00Z', 'pod=shop/cart-1']),
      pods: fact([OTHER], { complete: false }),
    });
    expect(first(ofPods(), { facts })?.verdict).toBe('possible');
  });
});

describe('what lies under the chain', () => {
  const at = (breaks_at: string) => ({ ...cause, breaks_at });
  const cause = {
    breaks_at: 'storage',
    felt_at: 'kubelet',
    mechanism: 'The ground under the chain breaks, for a test.',
  };
  const pressure = check({ role: 'helps', fact: 'node.conditions', any_row: { type: '^Memory', status: '^True$' } });
  const facts = sound(logged('2026-01-01T12:05:00Z'));

  test('is not over because execs go through: a disk stays broken without a word', () => {
    expect(first(ofNode({ cause }), { facts })?.verdict).toBe('possible');
  });

  test('is over when daemons alone told of the host, not when the kernel did', () => {
    const kernel = { 'kernel.log': fact([line('2026-01-01T12:05:00Z')], { at: NOW }) };
    const of = (place: string) => ofNode({ cause: at('host'), symptoms: symptoms(place) });
    expect(first(of('journal.dockerd'), { facts })?.over).toBeDefined();
    expect(first(of('kernel.log'), { facts: sound(kernel) })?.verdict).toBe('possible');
  });

  test('is over where a check of its own finds it no more', () => {
    expect(first(ofNode({ cause, checks: [pressure] }), { facts })?.over).toBeDefined();
  });
});

describe('a node', () => {
  const one = ofPods();
  test('is well when everything was read, works, and shows no known failure', () => {
    expect(isWell(judged(one, { facts: sound(), node: 'node-1' }))).toBe(true);
  });
  test.each<[string, Facts, boolean]>([
    ['a container of it is in trouble', sound({ pods: fact([{ ...RUNS, ready: false }]) }), true],
    ['not everything was read', sound(), false],
    ['nothing of it was read', {}, true],
  ])('is not called well when %s', (_, facts, complete) => {
    const found = judged(one, { facts, node: 'node-1' });
    expect(isWell({ ...found, collection: { ...found.collection, complete } })).toBe(false);
  });
});
