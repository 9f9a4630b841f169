import { z } from 'zod';
import { reportId } from '../../src/jobs/ids.js';
import type { Parts } from '../parts.js';
import { filesOf } from '../text/message-files.js';
import { messageText, slackMessage } from '../text/message-text.js';
import { isAnswer } from './pasted-error.js';

/** The message menu's entry "Diagnose this message". */
export const SHORTCUT = 'plegmatic_diagnose';

/** The message menu's entry "Escalate": diagnosed first where nobody did. */
export const ESCALATE_SHORTCUT = 'plegmatic_escalate';

export const messageShortcut = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish(),
  channel: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }),
  message: slackMessage,
  message_ts: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

/** Works inside threads, where slash commands do not. The message is read with the thread it stands in. */
export async function shortcut(
  body: z.output<typeof messageShortcut>,
  parts: Pick<Parts, 'jobs' | 'now' | 'self'>,
  extra: { readonly escalate?: '1' } = {},
): Promise<void> {
  const { message, channel, user, team } = body;
  const ts = body.message_ts ?? message.ts;
  // An answer quotes what it answers, and names all that it ruled out: it is never read as an error.
  const answer = isAnswer(message, parts.self);
  await parts.jobs.enqueueRead(
    {
      id: reportId('trigger', [body.trigger_id]),
      way: 'shortcut',
      asked: true,
      team: team?.id,
      channel: channel.id,
      thread: message.thread_ts,
      message: ts,
      user: user.id,
      responseUrl: body.response_url,
      files: answer ? [] : [...filesOf(message)],
      extra: answer ? { ...extra, answer: '1' } : extra,
      at: parts.now(),
    },
    answer ? '' : messageText(message),
  );
}
