import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Parts } from '../parts.js';
import { findCase } from './case-of.js';
import type { CaseWords } from './case-words.js';

/** The forms behind *Hand over* and *Resolve*. */
export const CASE_FORMS = { handOver: 'plegmatic_hand_over', resolve: 'plegmatic_resolve' } as const;
export type CaseForm = keyof typeof CASE_FORMS;

const MOST_NOTE = 2000;

export function formFor(kind: CaseForm, report: string, { form }: CaseWords): ModalView {
  const title = kind === 'resolve' ? form.resolve : form.handOver;
  const note = kind === 'resolve' ? form.fix : form.note;
  const hint = kind === 'resolve' ? form.fixHint : form.noteHint;
  const person = {
    type: 'input' as const,
    block_id: 'to',
    label: { type: 'plain_text' as const, text: form.to },
    element: { type: 'users_select' as const, action_id: 'user' },
  };
  return {
    type: 'modal',
    callback_id: CASE_FORMS[kind],
    private_metadata: report,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: form.cancel },
    blocks: [
      ...(kind === 'handOver' ? [person] : []),
      {
        type: 'input',
        block_id: 'note',
        optional: true,
        label: { type: 'plain_text', text: note },
        hint: { type: 'plain_text', text: hint },
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: MOST_NOTE },
      },
    ],
  };
}

export const caseFormSent = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  view: z.looseObject({
    private_metadata: z.string().max(200),
    state: z.looseObject({
      values: z.looseObject({
        to: z.looseObject({ user: z.looseObject({ selected_user: z.string().nullish() }) }).optional(),
        note: z.looseObject({ text: z.looseObject({ value: z.string().nullish() }) }).optional(),
      }),
    }),
  }),
});

/** A form of a case was sent. Notes are redacted: people paste what they tried. @returns false when the case is no longer remembered */
export async function caseFormTaken(
  kind: CaseForm,
  sent: z.output<typeof caseFormSent>,
  parts: Parts,
): Promise<boolean> {
  const { user, view } = sent;
  const found = await findCase(view.private_metadata, parts);
  if (found === null) return false;
  const { text: note } = await parts.redact((view.state.values.note?.text.value ?? '').slice(0, MOST_NOTE));
  const at = parts.now();
  const by = user.id;
  const to = view.state.values.to?.user.selected_user ?? by;
  await parts.jobs.cases.tell(
    found.id,
    kind === 'resolve' ? { kind: 'resolve', at, by, road: 'slack', note } : { kind: 'hand-over', at, by, to, note },
  );
  return true;
}
