import type { ReadPayload } from '../../src/jobs/payloads.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { noteWordsIn } from '../words/note-words.js';
import type { ReportFile } from './open-report.js';

/**
 * "Diagnose this message" on an answer of ours: what it answered is meant, looked at anew. Names and text that stand in no message (a command,
 * a form, a webhook) come from that report; all else is read in the thread again, with what was written since.
 * @returns the payload to read; `extra.answer` says whether the report was still there
 */
export async function asMeant(
  payload: ReadPayload,
  { slack }: Pick<Parts, 'slack'>,
  file: ReportFile,
): Promise<ReadPayload> {
  const { channel, message, extra } = payload;
  if (extra.answer === undefined || message === undefined) return payload;
  const thread = payload.thread ?? message;
  const id = await slack.reportAt(channel, thread, message).catch(() => undefined);
  const original = id === undefined ? null : await file.open(id);
  if (original === null) return { ...payload, thread, extra: { ...extra, answer: 'gone' } };
  const { payload: before, targets } = original;
  const names = before.names.length > 0 ? before.names : targets.map(({ cluster, node }) => `${cluster}/${node}`);
  const text = before.message === undefined ? before.text : payload.text;
  return { ...payload, thread, names, text, extra: { ...extra, answer: 'found' } };
}

/** What a reader is told who pointed at an answer. */
export function pointedAt({ extra: { answer } }: ReadPayload, language: Language): readonly string[] {
  const words = noteWordsIn(language);
  if (answer === 'found') return [words.answerFound];
  return answer === 'gone' ? [words.answerGone] : [];
}
