import { toReason } from '../src/errors.js';
import type { ReadPayload } from '../src/jobs/payloads.js';
import type { Parts } from './parts.js';
import { isOwn } from './pasted-error.js';
import { filesOf } from './text/message-files.js';
import { messageText } from './text/message-text.js';

/** The whole text of a report: what was pasted, the thread around it, its files; with a sentence for all that could not be read. */
export interface Gathered {
  readonly text: string;
  readonly notes: readonly string[];
}

type Needs = Pick<Parts, 'self' | 'slack' | 'records' | 'download' | 'redact'>;

/** Ways in which the thread belongs to the question. A plain paste in a thread speaks for itself. */
const WITH_THREAD = new Set(['mention', 'shortcut', 'direct']);

export async function gather(payload: ReadPayload, parts: Needs): Promise<Gathered> {
  const notes: string[] = [];
  const texts: string[] = [];
  const files = new Map(payload.files.map((file) => [file.id, file]));
  if (payload.thread !== undefined && WITH_THREAD.has(payload.way)) {
    try {
      for (const message of await parts.slack.thread(payload.channel, payload.thread)) {
        if (message.ts === payload.message || isOwn(message, parts.self)) continue;
        texts.push((await parts.redact(messageText(message))).text);
        for (const file of filesOf(message.files ?? [])) files.set(file.id, file);
      }
    } catch (error) {
      const reason = toReason(error);
      const why = reason.family === 'bug' ? 'Slack did not show it to me (scope `channels:history`?).' : reason.text;
      notes.push(`I could not read the thread, so I judge this message alone. ${why}`);
    }
  }
  const own = payload.text === undefined ? null : await parts.records.texts.get(payload.text);
  if (own !== null) texts.push(own);
  for (const file of files.values()) {
    try {
      texts.push((await parts.redact(await parts.download(file))).text);
    } catch (error) {
      notes.push(toReason(error).text);
    }
  }
  return { text: texts.filter((text) => text.trim() !== '').join('\n'), notes };
}
