import { UserError } from '../../src/errors.js';
import type { Case } from '../../src/oncall/case.js';
import type { Effect } from '../../src/oncall/effects.js';
import { isWanted } from '../../src/oncall/escalation.js';
import type { Tier } from '../../src/oncall/policy.js';
import type { Road } from '../../src/oncall/timeline.js';
import { dedupKeyOf, type PagerDutySeverity } from '../../src/paging/pagerduty.js';
import { postJson } from '../../src/paging/post-json.js';
import type { Desk } from '../answering/buttons.js';
import { type View, viewOf } from '../answering/view.js';
import { link } from '../blocks/mrkdwn.js';
import { foremost, verdictWords } from '../blocks/verdict.js';
import type { Parts } from '../parts.js';
import { wordsIn } from '../words/words.js';
import { linkTo } from './case-of.js';
import { whom } from './case-pieces.js';
import { caseWordsIn } from './case-words.js';
import { placeOf } from './face.js';
import { postOnce, standing } from './post-once.js';

type Page = Extract<Effect, { kind: 'page' }>;

/** Everything a page says, on whatever road. */
interface Told {
  readonly shown: Case;
  readonly view: View;
  /** One line without markup. */
  readonly what: string;
  readonly url: string;
}

/**
 * Tells one tier on one road, if that is still wanted, and notes it. Repeated, it rings nobody twice.
 * @param start which try this is, from 1
 */
export async function page(id: string, effect: Page, parts: Parts, desk: Desk, start: number): Promise<void> {
  const shown = await parts.jobs.cases.get(id);
  if (shown === null) return;
  const { step, road } = effect;
  const said = { at: parts.now(), step, road };
  const { cases } = parts.jobs;
  if (!isWanted(shown, step, road)) {
    const told = await toldBefore(shown, effect, parts, desk);
    if (told !== null) await cases.tell(id, { kind: 'paged', ...said, whom: told });
    else {
      // A first try has sent nothing; of a later one nobody outside of Slack can be asked.
      const reason =
        start > 1 && road !== 'slack' ? 'no longer wanted; it may have gone out before' : 'no longer wanted';
      await cases.tell(id, { kind: 'not-paged', ...said, dropped: true, reason });
    }
    return;
  }
  const view = await viewOf(shown.report, { ...parts, ...desk });
  if (view === null) throw new UserError('page-refused', { message: 'what it is about is no longer remembered' });
  const what = verdictWords(foremost(view.shown.answered.diagnoses), view.report.language);
  const url = (await linkTo(shown.report, parts)) ?? parts.self.url;
  const rung = await ROADS[road]({ shown, view, what, url }, effect, parts, desk);
  await cases.tell(id, { kind: 'paged', ...said, at: parts.now(), whom: rung });
}

const slotOf = (step: string): string => `page-${step}`;

/** Whom a page in Slack has told though nobody noted it: whoever posted it died in between. */
async function toldBefore(shown: Case, { step, road, tier }: Page, parts: Parts, desk: Desk): Promise<string | null> {
  if (road !== 'slack') return null;
  const place = await placeOf(shown, parts, desk);
  if (place === null) return null;
  const post = await standing({ report: shown.report, slot: slotOf(step), ...place }, parts);
  return post === null ? null : everybodyOf(tier);
}

const everybodyOf = (tier: Tier): string => whom({ ...tier, pagerduty: false, webhook: undefined }, caseWordsIn('en'));

/** A page that will not be tried again: its tier goes on without it. */
export async function pageFailed(id: string, effect: Page, error: Error, parts: Parts): Promise<void> {
  const { step, road } = effect;
  parts.log.error({ err: error, case: id, step, road }, 'page not delivered');
  const reason = error.message.slice(0, 300);
  await parts.jobs.cases.tell(id, { kind: 'not-paged', at: parts.now(), step, road, dropped: false, reason });
}

/** @returns whom it told. */
const ROADS: Readonly<Record<Road, (told: Told, effect: Page, parts: Parts, desk: Desk) => Promise<string>>> = {
  async slack({ shown, view, what, url }, { step, number, tier }, parts, desk) {
    const words = caseWordsIn(view.report.language);
    const everybody = everybodyOf(tier);
    const place = await placeOf(shown, parts, desk);
    // The answer is on its way; a page without it would say nothing.
    if (place === null) throw new Error('the answer does not stand in Slack yet');
    // One message for everybody of the tier.
    const text = words.page(everybody, number + 1, shown.tiers.length, link(url, what), severityWord(shown, view));
    await postOnce({ report: shown.report, slot: slotOf(step), ...place, text, page: true }, parts);
    return everybody;
  },
  async pagerduty({ shown, what, url }, { step }, { escalation: { pagerduty } }) {
    if (pagerduty === undefined)
      throw new UserError('page-refused', { message: 'PAGERDUTY_ROUTING_KEY is not set', next: 'Set it' });
    const { cause, places, scope } = shown;
    await pagerduty.trigger(dedupKeyOf(shown.id, step), {
      summary: what,
      source: places[0]?.node ?? scope,
      severity: severityOf(shown),
      component: cause.link ?? undefined,
      group: scope,
      class: cause.signature ?? undefined,
      details: detailsOf(shown),
      links: [{ href: url, text: 'The diagnosis in Slack' }],
    });
    return 'PagerDuty';
  },
  async webhook({ shown, what, url }, { step, number, tier }) {
    const key = dedupKeyOf(shown.id, step);
    const { cause, places, moreAlerts, alerts, scope } = shown;
    const body = {
      schema: 'plegmatic.page/1',
      key,
      tier: number + 1,
      tiers: shown.tiers.length,
      summary: what,
      url,
      case: {
        id: shown.id,
        cluster: scope,
        cause,
        nodes: places.map(({ node }) => node),
        more_nodes: moreAlerts > 0,
        alerts,
      },
    };
    await postJson(tier.webhook ?? '', body, { 'idempotency-key': key }, 'the webhook');
    return 'webhook';
  },
};

const severityWord = ({ cause }: Case, { report }: View): string =>
  cause.severity === null ? '' : wordsIn(report.language).severity[cause.severity];

function severityOf({ cause }: Case): PagerDutySeverity {
  switch (cause.severity) {
    case 'node-down':
    case 'node-not-ready':
      return 'critical';
    case 'pods-failing':
      return 'error';
    case 'pods-degraded':
    case 'latent':
      return 'warning';
    case 'harmless':
      return 'info';
    case null:
      return cause.critical ? 'critical' : 'warning';
  }
}

function detailsOf({ cause, places, moreAlerts, alerts }: Case): Readonly<Record<string, string>> {
  const nodes = places.slice(0, 20).map(({ node }) => node);
  const more = places.length - nodes.length;
  return {
    nodes: `${nodes.join(', ')}${more > 0 ? ` and ${moreAlerts > 0 ? 'more than ' : ''}${more} more` : ''}`,
    alerts: String(alerts),
    certainty: cause.certainty,
    ...(cause.signature === null ? {} : { signature: cause.signature }),
    ...(places[0]?.looked?.version === undefined ? {} : { version: places[0].looked.version }),
  };
}
