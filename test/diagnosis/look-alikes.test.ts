import { describe, expect, test } from 'vitest';
import { check, fact, judged, signature } from './judged.js';

const words = (weight: string, pattern = 'boom') => [{ id: 'words', in: ['paste'], weight, pattern }];
const unseen = (id: string, parts: Record<string, unknown> = {}) =>
  signature({ id, symptoms: words('specific', 'its own words'), ...parts });
const like = (...ids: readonly string[]) => ids.map((id) => ({ id, tell: `${id} is seen on the node` }));

/** `id`, or `id<of` for a look-alike, in order. */
const told = (...asked: Parameters<typeof judged>): readonly string[] =>
  judged(...asked).verdicts.map(({ id, look_alike }) => (look_alike === undefined ? id : `${id}<${look_alike.of}`));

test('where only shared words were seen, the look-alikes stay possible, with what tells them apart', () => {
  const list = [signature({ id: 'a', not_this: like('b', 'c') }), unseen('b'), unseen('c')];
  expect(judged(list, { paste: 'boom' }).verdicts).toMatchObject([
    { id: 'a', verdict: 'possible' },
    { id: 'b', verdict: 'possible', symptoms: [], look_alike: { of: 'a', tell: 'b is seen on the node' } },
    { id: 'c', verdict: 'possible', symptoms: [], look_alike: { of: 'a', tell: 'c is seen on the node' } },
  ]);
});

test('words that are its own leave no look-alikes, unless the signature only names what is seen', () => {
  const list = (general: boolean) => [
    signature({ id: 'a', general, symptoms: words('specific'), not_this: like('b') }),
    unseen('b'),
  ];
  expect(told(list(false), { paste: 'boom' })).toEqual(['a']);
  expect(told(list(true), { paste: 'boom' })).toEqual(['a', 'b<a']);
});

test('a better answer with words of its own leaves none either', () => {
  const list = [
    signature({ id: 'a', symptoms: words('specific') }),
    signature({ id: 'b', not_this: like('c') }),
    unseen('c'),
  ];
  expect(told(list, { paste: 'boom' })).toEqual(['a', 'b']);
});

test('what is confirmed has no look-alikes', () => {
  const driver = check({ fact: 'kubelet.cgroup_driver', equals: 'systemd' });
  const list = [signature({ id: 'a', checks: [driver], not_this: like('b') }), unseen('b')];
  const facts = { 'kubelet.cgroup_driver': fact('systemd') };
  expect(told(list, { paste: 'boom', facts })).toEqual(['a']);
});

describe('what other failures lead to', () => {
  const consequence = signature({ id: 'z', symptoms: words('specific'), explained_by: ['rare', 'common'] });

  test('lists its known causes in the order of its author where none was seen', () => {
    const list = [consequence, unseen('common'), unseen('rare')];
    expect(told(list, { paste: 'boom' })).toEqual(['z', 'rare<z', 'common<z']);
  });

  test('lists no others where one was seen', () => {
    const list = [consequence, unseen('common'), unseen('rare')];
    expect(told(list, { paste: 'boom\nits own words of one' })).toEqual(['common', 'rare', 'z']);
    const one = [consequence, unseen('common'), signature({ id: 'rare', symptoms: words('specific', 'other words') })];
    expect(told(one, { paste: 'boom\nits own words' })).toEqual(['common', 'z']);
  });

  test('lists the others where one was seen in words that several causes print', () => {
    const list = [consequence, unseen('common'), signature({ id: 'rare', symptoms: words('shared') })];
    expect(told(list, { paste: 'boom' })).toEqual(['z', 'rare', 'common<z']);
  });

  test('lists its narrower cases', () => {
    const list = [signature({ id: 'broad', symptoms: words('specific') }), unseen('narrow', { narrows: ['broad'] })];
    expect(told(list, { paste: 'boom' })).toEqual(['broad', 'narrow<broad']);
  });

  test('goes before a cause of which only words are there that several causes print', () => {
    const list = [
      signature({ id: 'z', symptoms: words('specific'), explained_by: ['weak'] }),
      signature({ id: 'weak', symptoms: words('shared') }),
    ];
    expect(told(list, { paste: 'boom' })).toEqual(['z', 'weak']);
  });
});

describe('what the node says', () => {
  const asks = (role: string, wanted: string) => [check({ fact: 'kubelet.cgroup_driver', role, equals: wanted })];
  const facts = { 'kubelet.cgroup_driver': fact('systemd') };

  test('takes away the look-alikes it speaks against, and puts first what it speaks for', () => {
    const list = [
      signature({ id: 'a', not_this: like('failed', 'refuted', 'unknown', 'held') }),
      unseen('failed', { checks: asks('must', 'cgroupfs') }),
      unseen('refuted', { checks: asks('refutes', 'systemd') }),
      unseen('unknown'),
      unseen('held', { checks: asks('must', 'systemd') }),
    ];
    expect(told(list, { paste: 'boom', facts })).toEqual(['a', 'held<a', 'unknown<a']);
  });

  test('alone leads to none: a log line of the node is no question', () => {
    const journal = [{ id: 'words', in: ['journal.kubelet'], weight: 'shared', pattern: 'boom' }];
    const list = [signature({ id: 'a', symptoms: journal, not_this: like('b') }), unseen('b')];
    expect(told(list, { facts: { 'journal.kubelet': fact(['boom']) } })).toEqual(['a']);
  });
});

test('look-alikes stand before what is ruled out, and each stands once', () => {
  const systemd = [check({ fact: 'kubelet.cgroup_driver', equals: 'cgroupfs' })];
  const list = [
    signature({ id: 'a', not_this: like('b', 'out') }),
    signature({ id: 'c', not_this: like('b') }),
    signature({ id: 'out', checks: systemd }),
    unseen('b'),
    unseen('gone', { status: 'withdrawn', superseded_by: 'b' }),
  ];
  const facts = { 'kubelet.cgroup_driver': fact('systemd') };
  expect(told(list, { paste: 'boom', facts })).toEqual(['a', 'c', 'b<a', 'out']);
});
