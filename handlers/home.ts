import type { HomeView, KnownBlock } from '@slack/types';
import { section } from './blocks/fit.js';
import { prose } from './blocks/mrkdwn.js';
import { HELP } from './help.js';
import type { Parts } from './parts.js';

type Needs = Pick<Parts, 'jobs' | 'records'>;

/** The Home tab: what to type, which clusters I know and how fresh that is, what waits, how often I was right. */
export async function homeView(parts: Needs): Promise<HomeView> {
  const known = await parts.records.inventory.all();
  const clusters = known.map(({ inventory, ageSeconds, stale }) => {
    const sick = inventory.nodes.filter((node) => node.ready === false).map((node) => node.name);
    const state =
      sick.length === 0 ? 'all ready' : `not ready: ${sick.slice(0, 10).join(', ')}${sick.length > 10 ? ', ...' : ''}`;
    const age = stale ? ` (${ageSeconds} s old: its collector is silent)` : '';
    return `• *${prose(inventory.cluster)}*: ${inventory.nodes.length} nodes, ${prose(state)}${age}`;
  });
  const counts = await parts.jobs.counts(known.map(({ inventory }) => inventory.cluster));
  const sum = (state: string) => Object.values(counts).reduce((total, queue) => total + (queue[state] ?? 0), 0);
  const voices = Object.values(await parts.records.feedback.totals());
  const right = voices.reduce((total, one) => total + one.right, 0);
  const wrong = voices.reduce((total, one) => total + one.wrong, 0);
  return page([
    HELP,
    `*Clusters*\n${clusters.length === 0 ? 'No collector has reported one yet: `plegmatic start --role collector`.' : clusters.join('\n')}`,
    `*Queue*: ${sum('waiting')} waiting, ${sum('active')} running, ${sum('failed')} parked`,
    `*Was it right?* ${right} times yes, ${wrong} times no`,
  ]);
}

/** When the queue does not answer. */
export function homeDown(reason: string): HomeView {
  return page([prose(reason), HELP]);
}

function page(texts: readonly string[]): HomeView {
  const blocks: KnownBlock[] = texts.flatMap((text) => [section(text.slice(0, 3000)), { type: 'divider' as const }]);
  return { type: 'home', blocks: blocks.slice(0, -1) };
}
