import { describe, expect, it } from 'vitest';
import { answerBlocks } from '../../handlers/blocks.js';
import { resolutionReport } from '../../handlers/oncall/resolution-report.js';
import type { Case, Place } from '../../src/oncall/case.js';
import { acknowledge, after, cause, escalate, judged, made, play, policy, START, seen, tier } from '../oncall/made.js';
import { printed, shownOf } from './shown.js';

const RULES = policy({ tiers: [tier({ users: ['U1MAYA'] }), tier({ groups: ['S1PLATFORM'], pagerduty: true })] });
const RC93 = cause({
  signature: 'runc-rc93-pipe-seccomp-hang',
  title: 'runc init hangs while exporting its seccomp filter',
  certainty: 'confirmed',
  link: 'runc-init',
});
const looked = (node: string): Partial<Place> => ({
  node,
  looked: {
    signature: RC93.signature,
    title: RC93.title,
    certainty: 'confirmed',
    version: 'runc 1.0.0-rc93',
    at: START,
  },
});

/** Fourteen nodes, two of them looked at; escalated, not acknowledged. */
function storm(): Case {
  const nodes = Array.from({ length: 14 }, (_, index) => `node-${index + 1}`);
  const { case: open } = play(made(), [seen(START, ...nodes), { ...judged(after(1)), cause: RC93 } as never], RULES);
  const places = open.places.map((place) => (/-[12]$/.test(place.node) ? { ...place, ...looked(place.node) } : place));
  return play({ ...open, places }, [escalate(after(2))], RULES).case;
}
const offering = { canEscalate: true, muteMinutes: 60 };
const drawn = (shown: Case, language: 'en' | 'zh' = 'en') =>
  printed(answerBlocks(shownOf({ case: shown, offering, language })).blocks)
    .split('\n\n')
    .filter((block) =>
      /rotating_light|Also on|另见|\[Ack\]|\[确认\]|Acknowledged|已确认|Resolve|解决|Reopen/.test(block),
    )
    .join('\n\n');

describe('the face of a case', () => {
  it('says where it stands, where else it is, and what those nodes share', async () => {
    await expect(drawn(storm())).toMatchFileSnapshot('golden/case-escalated.txt');
  });
  it('says the same in Chinese', async () => {
    await expect(drawn(storm(), 'zh')).toMatchFileSnapshot('golden/case-escalated-zh.txt');
  });
  it('names who has it, and what they can do', () => {
    const { case: taken } = play(storm(), [
      acknowledge(after(5), 'U1MAYA'),
      { kind: 'hand-over', at: after(6), by: 'U1MAYA', to: 'U2LIN', note: '' },
      { kind: 'mute', at: after(7), by: 'U2LIN', minutes: 60 },
    ]);
    const text = drawn(taken);
    expect(text).toContain('*Acknowledged* by <@U1MAYA>, 03:17 UTC');
    expect(text).toContain('<@U2LIN> has it now.');
    expect(text).toContain('*Muted* by <@U2LIN> until 04:19 UTC');
    expect(text).toContain('[Resolve] [Recheck] [Hand over] [Escalate] [Unmute]');
  });
  it('cannot mention anybody with a name that came from elsewhere', () => {
    const { case: taken } = play(storm(), [
      { kind: 'acknowledge', at: after(5), by: '<!channel> Mallory', road: 'pagerduty' },
    ]);
    expect(drawn(taken)).toContain('by &lt;!channel&gt; Mallory');
  });
});

it.each([
  ['en', 'golden/resolution.md'],
  ['zh', 'golden/resolution-zh.md'],
] as const)('writes the resolution report, here in %s', async (language, golden) => {
  const { case: end } = play(storm(), [
    acknowledge(after(5), 'U1MAYA'),
    { kind: 'hand-over', at: after(6), by: 'U1MAYA', to: 'U2LIN', note: 'node-1 已排空' },
    { kind: 'resolve', at: after(30), by: 'U2LIN', road: 'slack', note: '升级了 runc' },
  ]);
  const names = { U1MAYA: '@Maya', U2LIN: '@Lin' };
  const evidence = '# Confirmed\n\n```\n# not a heading\n```\n';
  const short = { ...end, places: end.places.slice(0, 3) };
  await expect(resolutionReport(short, { language, names, fixes: [], evidence })).toMatchFileSnapshot(golden);
});

it('says wherever nodes are counted that there are more than it keeps', () => {
  const nodes = Array.from({ length: 205 }, (_, index) => `node-${index + 1}`);
  const { case: shown } = play(made(), [seen(START, ...nodes)]);
  expect([shown.places.length, shown.moreAlerts]).toEqual([200, 5]);
  expect(drawn(shown)).toMatch(/Also on .*`node-200`; more than 200 nodes so far/);
  const elsewhere = answerBlocks(shownOf({ elsewhere: { link: 'https://x', case: shown } }));
  expect(printed(elsewhere.blocks)).toContain('more than 200 nodes so far');
  const file = resolutionReport(shown, { language: 'en', names: {}, fixes: [], evidence: '' });
  expect(file).toContain('- Nodes: more than 200');
  expect(file).toContain('- and further nodes, not kept one by one: 5 alerts');
});

describe('an answer that is the face of a case', () => {
  const first = (shown: Case, verdict: 'confirmed' | 'possible') => {
    const base = shownOf({ case: shown });
    const answered = {
      ...base.answered,
      diagnoses: base.answered.diagnoses.map((d) => ({
        ...d,
        verdicts: d.verdicts.map((one, index) => (index === 0 ? { ...one, id: 'another', verdict } : one)),
      })),
    };
    return printed(answerBlocks({ ...base, answered }).blocks);
  };
  it('says first that it is over, and of what it was, whatever its old words still allow', () => {
    const { case: end } = play(storm(), [{ kind: 'resolve', at: after(30), by: 'U2LIN', road: 'slack', note: '' }]);
    expect(first(end, 'possible')).toMatch(
      /^:white_check_mark: \*Resolved\*[^\n]*\n[\s\S]*This case: \*runc init hangs[\s\S]*Possible/,
    );
  });
  it('does not speak of a weaker cause while a confirmed one is shown', () => {
    const weak = made({ cause: cause({ title: 'PLEG is slow' }), places: storm().places });
    expect(first(weak, 'confirmed')).not.toContain('This case');
    expect(first(weak, 'possible')).toContain('This case: *PLEG is slow*');
  });
});
