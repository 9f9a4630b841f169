import type { HomeView, KnownBlock } from '@slack/types';
import { section } from '../blocks/fit.js';
import { prose } from '../blocks/mrkdwn.js';
import type { Parts } from '../parts.js';
import { replyLanguage } from '../reading/reply-language.js';
import { askingWordsIn } from '../words/asking-words.js';
import { caseBlocks, openCasesOf, sickNodes } from './home-cases.js';
import { homeWordsIn } from './home-words.js';

type Needs = Pick<Parts, 'jobs' | 'records' | 'self' | 'localeOf' | 'sleep'>;

/**
 * The Home tab: open cases (those of `user` first), sick nodes by signature, clusters and how fresh what I know of them is, what
 * waits, how often I was right, what to type.
 */
export async function homeView(user: string, parts: Needs): Promise<HomeView> {
  const language = await replyLanguage('', user, parts);
  const words = homeWordsIn(language);
  const cases = await openCasesOf(user, parts);
  const known = await parts.records.inventory.all();
  const clusters = known.map(({ inventory, ageSeconds, stale }) => {
    const sick = inventory.nodes.filter((node) => node.ready === false).map((node) => node.name);
    const names = `${sick.slice(0, 10).join(', ')}${sick.length > 10 ? ', ...' : ''}`;
    const state = sick.length === 0 ? words.allReady : words.notReady(names);
    const age = stale ? ` (${words.silent(ageSeconds)})` : '';
    return `• *${prose(inventory.cluster)}*: ${words.cluster(inventory.nodes.length)}, ${prose(state)}${age}`;
  });
  const counts = await parts.jobs.counts(known.map(({ inventory }) => inventory.cluster));
  const sum = (state: string) => Object.values(counts).reduce((total, queue) => total + (queue[state] ?? 0), 0);
  const voices = Object.values(await parts.records.feedback.totals());
  const right = voices.reduce((total, one) => total + one.right, 0);
  const wrong = voices.reduce((total, one) => total + one.wrong, 0);
  return page([
    await caseBlocks(cases, user, language, parts),
    [section(`*${words.sick}*\n${sickNodes(cases, words)}`)],
    [section(`*${words.clusters}*\n${clusters.length === 0 ? words.noClusters : clusters.join('\n').slice(0, 2800)}`)],
    [section(words.queue(sum('waiting'), sum('active'), sum('failed'))), section(words.feedback(right, wrong))],
    [section(askingWordsIn(language).help)],
  ]);
}

/** When the queue does not answer. */
export function homeDown(reason: string): HomeView {
  return page([[section(prose(reason))], [section(askingWordsIn('en').help)]]);
}

function page(parts: readonly (readonly KnownBlock[])[]): HomeView {
  const blocks: KnownBlock[] = parts.flatMap((part) => [...part, { type: 'divider' as const }]);
  return { type: 'home', blocks: blocks.slice(0, -1) };
}
