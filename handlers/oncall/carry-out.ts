import type { CasePayload } from '../../src/jobs/cases.js';
import type { Effect } from '../../src/oncall/effects.js';
import { PageError } from '../../src/paging/page-error.js';
import { dedupKeyOf } from '../../src/paging/pagerduty.js';
import type { Desk } from '../answering/buttons.js';
import type { Parts } from '../parts.js';
import { drawCase } from './face.js';
import { look } from './look-job.js';
import { page, pageFailed } from './page.js';
import { recheck } from './recheck-job.js';
import { sendReport } from './send-report.js';
import { tellPerson } from './tell-person.js';

type Carry = {
  readonly [K in Effect['kind']]: (
    id: string,
    effect: Extract<Effect, { kind: K }>,
    parts: Parts,
    desk: Desk,
    start: number,
  ) => Promise<void>;
};

/** What each effect of a case is in the world. All of them bear repeating. */
const CARRY: Carry = {
  async timer(id, { timer }, { jobs, now }) {
    await jobs.cases.tell(id, { kind: 'timer', at: now(), timer });
  },
  page,
  async reflect(id, { step, action }, { jobs, escalation: { pagerduty } }) {
    const shown = await jobs.cases.get(id);
    // The trigger must be out of the way first: an acknowledgement that overtakes it would be undone by it.
    if (shown?.pages.some((one) => one.step === step && one.road === 'pagerduty' && one.state === 'asked'))
      throw new PageError('the page of this step is still on its way', null);
    await pagerduty?.[action](dedupKeyOf(id, step));
  },
  async show(id, { soon }, parts, desk) {
    const { cases } = parts.records;
    if (!soon) await cases.dropDrawing(id);
    const shown = await parts.jobs.cases.get(id);
    // Drawn already with what came after it.
    if (shown === null || (await cases.shown(id)).turn >= shown.turn) return;
    await drawCase(shown, parts, desk);
    await cases.show(id, shown.turn, Date.parse(parts.now()));
  },
  look,
  recheck,
  report: (id, _, parts, desk) => sendReport(id, parts, desk),
  tell: tellPerson,
};

/** @param start which try this is, from 1 */
export function carryOut<K extends Effect['kind']>(
  { case: id, effect }: { readonly case: string; readonly effect: Extract<Effect, { kind: K }> },
  parts: Parts,
  desk: Desk,
  start: number,
): Promise<void> {
  return (CARRY[effect.kind] as Carry[K])(id, effect as never, parts, desk, start);
}

/** An effect that will not be tried again: only a page has somebody who must know. */
export async function carryFailed({ case: id, effect }: CasePayload, error: Error, parts: Parts): Promise<void> {
  if (effect.kind === 'page') return await pageFailed(id, effect, error, parts);
  parts.log.error({ err: error, case: id, effect: effect.kind }, 'an effect of a case was not carried out');
}
