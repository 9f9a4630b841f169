import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/match/matcher.js';
import { linesOf, signatureOf, symptomOf } from './made.js';

const seen = (symptom: Record<string, unknown>, text: string, place: 'paste' | 'journal.kubelet' = 'paste') =>
  buildMatcher([signatureOf({ symptoms: [symptomOf({ in: ['paste', 'journal.kubelet'], ...symptom })] })])
    .match(linesOf(text), place)
    .map(({ line }) => line.number);

const PHRASE = { pattern: 'failed to mount the made-up volume: no such device' };

describe('a paste in other letters or lines than its program writes', () => {
  it('is found where the phrase begins with a capital or is all in small letters', () => {
    expect(seen(PHRASE, 'Failed to mount the made-up volume: No such device')).toEqual([1]);
    expect(
      seen({ pattern: 'NetworkPlugin cni failed to set up pod' }, 'networkplugin cni failed to set up pod'),
    ).toEqual([1]);
  });

  it('is found where the phrase was folded', () => {
    const folded =
      'MountVolume.SetUp of web-0 in the shop namespace failed to mount\n  the made-up volume: no such device';
    expect(seen(PHRASE, folded)).toEqual([1]);
  });

  it('is not put together where lines are short, or the next begins an error of its own', () => {
    expect(seen(PHRASE, 'failed to mount\nthe made-up volume: no such device')).toEqual([]);
    const two = 'the rollout of the shop was stopped after it\nFailed to mount: no such device';
    expect(seen({ pattern: 'after it failed to mount: no such device' }, two)).toEqual([]);
  });

  it('is not put together where lines are numbered', () => {
    const numbered =
      '   1  the rollout of the shop was stopped: failed to mount\n   2  the made-up volume: no such device';
    expect(seen({ pattern: 'failed to mount 2? *the made-up volume: no such' }, numbered)).toEqual([]);
  });

  it('takes no word or two, and no name in capitals, for a phrase', () => {
    expect(seen({ pattern: 'Link is Down' }, 'the link is down again')).toEqual([]);
    expect(
      seen({ pattern: 'unknown capability CAP_[A-Z_]+ was asked' }, 'unknown capability cap_of_tea was asked'),
    ).toEqual([]);
  });

  it('is asked so only where nothing was found as it stands', () => {
    const symptom = { pattern: 'failed to mount the made-up volume: (?P<why>[a-z ]+)' };
    expect(seen(symptom, 'Failed to mount the made-up volume: busy\nfailed to mount the made-up volume: busy')).toEqual(
      [2],
    );
  });

  it('is a short one, and no log of a node', () => {
    const told = 'Failed to mount the made-up volume: No such device';
    expect(seen(PHRASE, told, 'journal.kubelet')).toEqual([]);
    expect(seen(PHRASE, `${told}\n${'an ordinary line of a long log\n'.repeat(80)}`)).toEqual([]);
  });
});
