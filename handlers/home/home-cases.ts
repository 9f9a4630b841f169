import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { type Case, isOpen } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';
import { section } from '../blocks/fit.js';
import { code, prose } from '../blocks/mrkdwn.js';
import { CASE_ACTIONS, type CaseAction } from '../oncall/case-buttons.js';
import { linkTo } from '../oncall/case-of.js';
import { caseWordsIn } from '../oncall/case-words.js';
import { person } from '../oncall/people.js';
import { when } from '../oncall/times.js';
import type { Parts } from '../parts.js';
import { wordsIn } from '../words/words.js';
import { type HomeWords, homeWordsIn } from './home-words.js';

// A Home tab has 100 blocks; two a case, and nobody reads fifty.
const MOST_CASES = 15;
const MOST_READ = 200;
const MOST_NODES = 20;

/** Open cases, those of `user` first, then what nobody has, then the rest; newest first. */
export async function openCasesOf(user: string, { records }: Pick<Parts, 'records'>): Promise<readonly Case[]> {
  const ids = (await records.cases.openIds()).slice(-MOST_READ);
  const cases = (await Promise.all(ids.map((id) => records.cases.get(id)))).flatMap((one) =>
    one !== null && isOpen(one) ? [one] : [],
  );
  const rank = ({ owner }: Case): number => (owner === user ? 0 : owner === null ? 1 : 2);
  return cases.sort((a, b) => rank(a) - rank(b) || b.lastAt.localeCompare(a.lastAt));
}

/** The cases as blocks: what, where, how far, who has it; with buttons. */
export async function caseBlocks(
  cases: readonly Case[],
  user: string,
  language: Language,
  parts: Pick<Parts, 'records' | 'self'>,
): Promise<readonly KnownBlock[]> {
  const words = homeWordsIn(language);
  if (cases.length === 0) return [section(words.noCases)];
  const shown = cases.slice(0, MOST_CASES);
  const mine = shown.filter(({ owner }) => owner === user);
  const others = shown.filter(({ owner }) => owner !== user);
  const rest = cases.length - shown.length;
  const one = async (shown: Case, index: number) => {
    const link = await linkTo(shown.report, parts);
    return [section(lineOf(shown, language)), buttonsOf(shown, index, link, language)];
  };
  const all = async (list: readonly Case[]) =>
    (await Promise.all(list.map((shown) => one(shown, cases.indexOf(shown))))).flat();
  return [
    ...(mine.length > 0 ? [section(`*${words.mine}*`), ...(await all(mine))] : []),
    ...(others.length > 0 ? [section(`*${words.others}*`), ...(await all(others))] : []),
    ...(rest > 0 ? [section(words.moreCases(rest))] : []),
  ];
}

function lineOf(
  { cause, places, moreAlerts, phase, tiers, mute, owner, openedAt, scope }: Case,
  language: Language,
): string {
  const words = homeWordsIn(language);
  const [first] = places;
  const where =
    first === undefined
      ? prose(scope)
      : words.nodes(`${code(first.node, 253)} (${prose(first.cluster)})`, places.length - 1, moreAlerts > 0);
  const state = [
    words.phase[phase.kind],
    ...(phase.kind === 'escalating' ? [words.tier(phase.tier + 1, tiers.length)] : []),
    ...(phase.kind === 'held' ? [words.until(when(phase.until))] : []),
    ...(owner === null ? [] : [person(owner)]),
    ...(mute === null ? [] : [words.muted]),
    words.since(when(openedAt)),
  ];
  const severity = cause.severity === null ? [] : [wordsIn(language).severity[cause.severity]];
  const what = [`*${prose(cause.title || words.unknownCause)}*`, where, ...severity];
  return `${what.join(' · ')}\n${state.join(' · ')}`;
}

function buttonsOf({ report, phase }: Case, index: number, link: string | null, language: Language): ActionsBlock {
  const actions: readonly CaseAction[] =
    phase.kind === 'acknowledged' ? ['resolve', 'handOver'] : ['acknowledge', 'resolve'];
  const words = caseWordsIn(language);
  const press = (action: CaseAction): Button => ({
    type: 'button',
    action_id: `${CASE_ACTIONS[action]}.home.${index}`,
    text: { type: 'plain_text', text: words.button[action]('') },
    value: JSON.stringify({ report }),
  });
  const open: readonly Button[] =
    link === null
      ? []
      : [
          {
            type: 'button',
            action_id: `plegmatic.open.${index}`,
            url: link,
            text: { type: 'plain_text', text: homeWordsIn(language).open },
          },
        ];
  return { type: 'actions', elements: [...open, ...actions.map(press)] };
}

/** `• runc init hangs: node-7, node-8`: confirmed causes of open cases, most nodes first. */
export function sickNodes(cases: readonly Case[], words: HomeWords): string {
  const bySignature = new Map<string, { readonly title: string; readonly nodes: Set<string> }>();
  for (const { looked, node } of cases.flatMap(({ places }) => places)) {
    if (looked?.certainty !== 'confirmed' || looked.signature === null) continue;
    const known = bySignature.get(looked.signature) ?? { title: looked.title, nodes: new Set<string>() };
    bySignature.set(looked.signature, known);
    known.nodes.add(node);
  }
  const lines = [...bySignature.values()]
    .sort((a, b) => b.nodes.size - a.nodes.size)
    .map(({ title, nodes }) => {
      const named = [...nodes].slice(0, MOST_NODES).map((node) => code(node, 253));
      const more = nodes.size - named.length;
      return `• ${prose(title)}: ${named.join(', ')}${more > 0 ? ` ${words.moreCases(more)}` : ''}`;
    });
  return lines.length === 0 ? words.noneSick : lines.join('\n').slice(0, 2800);
}
