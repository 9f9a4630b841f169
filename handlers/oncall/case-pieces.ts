import type { Verdict } from '../../src/diagnosis/diagnosis.js';
import { type Case, isOpen, type Place } from '../../src/oncall/case.js';
import { roadsOf } from '../../src/oncall/escalation.js';
import type { Tier } from '../../src/oncall/policy.js';
import type { Language } from '../../src/report/language.js';
import type { Piece } from '../blocks/fit.js';
import { code, prose } from '../blocks/mrkdwn.js';
import { wordsIn } from '../words/words.js';
import { type CaseWords, caseWordsIn } from './case-words.js';
import { nodeCount } from './node-count.js';
import { person } from './people.js';
import { when } from './times.js';

const MOST_NODES = 8;
const MOST_OTHERS = 3;

/**
 * What a case adds to the answer that is its face: where it stands, who has it, where else it is. Edited in place.
 * @param best the verdict that the answer shows on top
 */
export function casePieces(
  shown: Case,
  best: Pick<Verdict, 'id' | 'verdict'> | null,
  language: Language,
): readonly Piece[] {
  const words = caseWordsIn(language);
  const { cause } = shown;
  // While a better look is on its way into the case, the answer itself says more.
  const known = best?.id === cause.signature || (best?.verdict === 'confirmed' && cause.certainty !== 'confirmed');
  const said = cause.signature === null || known ? [] : [words.cause(prose(cause.title), certainty(cause, language))];
  const state = [...phaseLines(shown, words), ...muteLines(shown, words), ...recheckLines(shown, words)];
  const lines = [
    // What is over is said before anything else.
    ...(isOpen(shown) ? [...said, ...state] : [...state, ...said]),
    ...failedPages(shown, words),
    ...placeLines(shown, words),
  ];
  return lines.map((text) => ({ group: 'case', text, rank: 0 }));
}

const muteLines = ({ mute }: Case, words: CaseWords): readonly string[] =>
  mute === null ? [] : [words.muted(person(mute.by), when(mute.until))];

const certainty = ({ certainty: value }: Case['cause'], language: Language): string =>
  value === 'not-known' ? wordsIn(language).notKnown : wordsIn(language).file.verdict[value];

function phaseLines({ phase, tiers, owner, timeline }: Case, words: CaseWords): readonly string[] {
  switch (phase.kind) {
    case 'open':
      return [];
    case 'held':
      return [words.held[timeline.findLast((entry) => entry.kind === 'held')?.why ?? 'hours'](when(phase.until))];
    case 'escalating': {
      const tier = tiers[phase.tier];
      const why = words.reason[timeline.findLast((entry) => entry.kind === 'escalated')?.reason ?? 'asked'];
      return [words.told(phase.tier + 1, tiers.length, tier ? whom(tier, words) : '', why), words.nobodyYet];
    }
    case 'exhausted':
      return [tiers.length === 0 ? words.noTiers : words.exhausted];
    case 'acknowledged':
      return [
        words.acknowledged(person(phase.by), when(phase.at)),
        ...(owner === null || owner === phase.by ? [] : [words.owner(person(owner))]),
      ];
    case 'resolved':
      return [words.resolved[phase.how](person(phase.by ?? ''), when(phase.at))];
  }
}

/** `<@U1>, <!subteam^S1>, PagerDuty`. Shown in edits, which call nobody. */
export function whom(tier: Tier, words: CaseWords): string {
  const others = roadsOf(tier).filter((road) => road !== 'slack');
  return [
    ...tier.users.map((user) => `<@${user}>`),
    ...tier.groups.map((group) => `<!subteam^${group}>`),
    ...others.map((road) => words.road[road]),
  ].join(', ');
}

function recheckLines({ recheck, timeline, phase }: Case, words: CaseWords): readonly string[] {
  if (recheck !== null) return [words.rechecking];
  const last = timeline.findLast((entry) => entry.kind === 'rechecked');
  if (last === undefined || (phase.kind === 'resolved' && phase.how === 'recheck')) return [];
  return [
    `${words.rechecked[last.outcome](when(last.at))}${last.reason === undefined ? '' : ` (${prose(last.reason)})`}`,
  ];
}

function failedPages({ timeline, phase, pages, round }: Case, words: CaseWords): readonly string[] {
  if (phase.kind === 'resolved' || phase.kind === 'acknowledged') return [];
  const failed = pages.filter(({ state, step }) => state === 'failed' && step.startsWith(`${round}.`));
  return failed.flatMap(({ step, road }) => {
    const tier = Number(step.split('.')[1]);
    const said = timeline.findLast((entry) => entry.kind === 'not-paged' && entry.road === road && entry.tier === tier);
    return said?.kind === 'not-paged' ? [words.notPaged(words.road[road], prose(said.reason))] : [];
  });
}

function placeLines(shown: Case, words: CaseWords): readonly string[] {
  const { places, alerts } = shown;
  const lines: string[] = [];
  const [first, ...others] = places;
  if (first !== undefined && others.length > 0) {
    const nodes = others.slice(-MOST_NODES).map(({ node }) => code(node, 253));
    const count = nodeCount(shown, words);
    const sum = alerts > places.length ? ` ${words.alerts(alerts)}` : '';
    lines.push(`${words.alsoOn(nodes.join(', '), count, versionOf(places, words))}${sum}`);
  } else if (alerts > 1) lines.push(words.alerts(alerts));
  const differing = places.filter(({ looked }) => isOther(looked, shown.cause.signature));
  for (const { node, looked } of differing.slice(0, MOST_OTHERS))
    lines.push(words.differs(code(node, 253), prose(looked?.title ?? '')));
  return lines;
}

function isOther(looked: Place['looked'], signature: string | null): boolean {
  return looked?.certainty === 'confirmed' && looked.signature !== signature;
}

/** `, all runc 1.0.0-rc93`: said when every node that was looked at has it, and there are at least two. */
function versionOf(places: readonly Place[], words: CaseWords): string {
  // A look that was refused or found nothing says nothing about versions.
  const known = places.flatMap(({ looked }) =>
    looked === undefined || (looked.certainty === 'not-known' && looked.version === undefined) ? [] : [looked.version],
  );
  const [first] = known;
  if (first === undefined || known.length < 2 || known.some((version) => version !== first)) return '';
  return words.allVersion(prose(first), known.length, places.length);
}
