import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { reportId } from '../../src/jobs/ids.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { sentView } from '../slack/sent-view.js';
import { tidyPaste } from '../text/slack-text.js';
import { askingWordsIn } from '../words/asking-words.js';
import type { SlashCommand } from './diagnose-command.js';

/** The form behind `/diagnose` alone: nodes with type-ahead, and a box for the error. */
export const FORM = 'plegmatic_form';
export const NODE_PICKER = 'plegmatic.node';

/** What the form carries from the command that opened it to the moment it is sent. */
const carried = z.object({
  channel: z.string(),
  responseUrl: z.string().optional(),
  language: z.enum(['en', 'zh']).default('en'),
});

export function formView(command: Pick<SlashCommand, 'channel_id' | 'response_url'>, language: Language): ModalView {
  const words = askingWordsIn(language);
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify({
      channel: command.channel_id,
      responseUrl: command.response_url,
      language,
    } satisfies z.input<typeof carried>),
    title: plain(words.title),
    submit: plain(words.title),
    close: plain(words.cancel),
    blocks: [
      {
        type: 'input',
        block_id: 'nodes',
        optional: true,
        label: plain(words.nodes),
        element: {
          type: 'multi_external_select',
          action_id: NODE_PICKER,
          placeholder: plain(words.nodesHint),
          min_query_length: 0,
          max_selected_items: 20,
        },
      },
      {
        type: 'input',
        block_id: 'paste',
        optional: true,
        label: plain(words.error),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true },
      },
    ],
  };
}

export const formSent = sentView(carried, {
  nodes: z
    .looseObject({
      [NODE_PICKER]: z.looseObject({ selected_options: z.array(z.looseObject({ value: z.string() })).nullish() }),
    })
    .optional(),
  paste: z.looseObject({ text: z.looseObject({ value: z.string().nullish() }) }).optional(),
}).extend({ team: z.looseObject({ id: z.string() }).nullish() });

/** Stores what the form holds. @returns a sentence when it is empty. */
export async function formAsked(
  body: z.output<typeof formSent>,
  parts: Pick<Parts, 'jobs' | 'now'>,
): Promise<string | undefined> {
  const { nodes, paste } = body.view.state.values;
  const { channel, responseUrl, language } = body.view.private_metadata;
  const names = (nodes?.[NODE_PICKER]?.selected_options ?? []).map((option) => option.value);
  const text = tidyPaste(paste?.text.value ?? '');
  if (names.length === 0 && text.trim() === '') return askingWordsIn(language).pickOrPaste;
  await parts.jobs.enqueueRead(
    {
      id: reportId('trigger', ['form', body.view.id]),
      way: 'modal',
      asked: true,
      team: body.team?.id,
      channel,
      user: body.user.id,
      responseUrl,
      names,
      at: parts.now(),
    },
    text,
  );
  return undefined;
}
