import { z } from 'zod';
import { toReason } from '../../src/errors.js';
import { type Click, click, type Desk } from '../answering/buttons.js';
import type { CaseAction } from '../oncall/case-buttons.js';
import { caseClick } from '../oncall/case-clicks.js';
import { type CaseForm, caseFormSent, caseFormTaken } from '../oncall/case-forms.js';
import { caseWordsIn } from '../oncall/case-words.js';
import type { Parts } from '../parts.js';
import { clicked } from './clicks.js';
import type { ViewArgs } from './view-args.js';

const withTrigger = click.extend({ trigger_id: z.string().default('') });

/** A button of a case. */
export const onCase = (action: CaseAction, parts: Parts, desk: Desk) =>
  clicked(parts, (body: Click) => caseClick(action, body, withTrigger.parse(body).trigger_id, parts, desk));

/** *Hand over* or *Resolve* was sent: closed once stored, kept open with a sentence when it could not be. */
export const onCaseForm = (kind: CaseForm, parts: Parts) => async (args: ViewArgs) => {
  const refuse = (text: string) => args.ack({ response_action: 'errors', errors: { note: text } });
  try {
    const taken = await caseFormTaken(kind, caseFormSent.parse(args.body), parts);
    await (taken ? args.ack() : refuse(caseWordsIn('en').gone));
  } catch (error) {
    parts.log.warn({ err: error }, 'case form not taken');
    await refuse(toReason(error).text);
  }
};
