import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { reportId } from '../src/jobs/ids.js';
import type { Parts } from './parts.js';
import { tidyPaste } from './text/slack-text.js';

/** The form behind `/diagnose` alone: nodes with type-ahead, and a box for the error. */
export const FORM = 'plegmatic_form';
export const NODE_PICKER = 'plegmatic.node';

export function formView(channel: string): ModalView {
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: channel,
    title: { type: 'plain_text', text: 'Diagnose' },
    submit: { type: 'plain_text', text: 'Diagnose' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: 'nodes',
        optional: true,
        label: { type: 'plain_text', text: 'Nodes' },
        element: { type: 'multi_external_select', action_id: NODE_PICKER, min_query_length: 0, max_selected_items: 20 },
      },
      {
        type: 'input',
        block_id: 'paste',
        optional: true,
        label: { type: 'plain_text', text: 'The error, as the terminal shows it' },
        element: { type: 'plain_text_input', action_id: 'text', multiline: true },
      },
    ],
  };
}

export const formSent = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string() }),
  view: z.looseObject({
    id: z.string(),
    private_metadata: z.string(),
    state: z.looseObject({
      values: z.looseObject({
        nodes: z
          .looseObject({
            [NODE_PICKER]: z.looseObject({ selected_options: z.array(z.looseObject({ value: z.string() })).nullish() }),
          })
          .optional(),
        paste: z.looseObject({ text: z.looseObject({ value: z.string().nullish() }) }).optional(),
      }),
    }),
  }),
});

/** Stores what the form holds. @returns a sentence when it is empty. */
export async function formAsked(
  body: z.output<typeof formSent>,
  parts: Pick<Parts, 'jobs' | 'now'>,
): Promise<string | undefined> {
  const { nodes, paste } = body.view.state.values;
  const names = (nodes?.[NODE_PICKER]?.selected_options ?? []).map((option) => option.value);
  const text = tidyPaste(paste?.text.value ?? '');
  if (names.length === 0 && text.trim() === '') return 'Pick a node or paste an error.';
  await parts.jobs.enqueueRead(
    {
      id: reportId('trigger', ['form', body.view.id]),
      way: 'modal',
      asked: true,
      team: body.team?.id,
      channel: body.view.private_metadata,
      user: body.user.id,
      names,
      at: parts.now(),
    },
    text,
  );
  return undefined;
}

// Slack shows at most 100 options.
const MOST_OPTIONS = 100;

/** Nodes of all clusters whose name contains what was typed. */
export async function nodeOptions(typed: string, parts: Pick<Parts, 'records'>) {
  const wanted = typed.trim().toLowerCase();
  const known = await parts.records.inventory.all();
  const names = known.flatMap(({ inventory }) => inventory.nodes.map((node) => `${inventory.cluster}/${node.name}`));
  return names
    .filter((name) => name.toLowerCase().includes(wanted) && name.length <= 75)
    .sort()
    .slice(0, MOST_OPTIONS)
    .map((name) => ({ text: { type: 'plain_text' as const, text: name }, value: name }));
}
