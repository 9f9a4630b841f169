import { toReason } from '../../src/errors.js';
import type { ReadPayload, SlackFile } from '../../src/jobs/payloads.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { isSlackTrouble, SLACK_TRIES } from '../slack/slack-errors.js';
import { FileError } from '../text/file-error.js';
import { filesOf, isPicture } from '../text/message-files.js';
import { messageText } from '../text/message-text.js';
import { isAnswer } from '../ways/pasted-error.js';
import { noteWordsIn } from '../words/note-words.js';

/** The whole text of a report: what was pasted, the thread around it, its files; with a sentence for all that could not be read. */
export interface Gathered {
  readonly text: string;
  /** What the person wrote themselves: its language is theirs. */
  readonly question: string;
  readonly notesIn: (language: Language) => readonly string[];
}

type Needs = Pick<Parts, 'self' | 'slack' | 'records' | 'download' | 'redact' | 'maxTextBytes'>;
type Note = (language: Language) => string;

/** Ways in which the thread belongs to the question. A plain paste in a thread speaks for itself. */
const WITH_THREAD = new Set(['mention', 'shortcut', 'direct']);

/** Each is a download and a redaction; an incident's thread may have hundreds, most of them pictures. */
const MOST_FILES = 20;
/** Pictures that are called by their names. */
const MOST_NAMES = 5;

/**
 * Reads what belongs to a report, in the order of the thread, the question itself last, then files: as much as the cap of one text allows.
 * @param start which try of the job this is, from 1: all but the last reject while Slack is in trouble with the thread
 */
export async function gather(payload: ReadPayload, parts: Needs, start = SLACK_TRIES): Promise<Gathered> {
  const notes: Note[] = [];
  const texts: string[] = [];
  let left = parts.maxTextBytes;
  const take = (text: string): boolean => {
    const bytes = Buffer.byteLength(text) + 1;
    if (bytes > left) return false;
    left -= bytes;
    if (text.trim() !== '') texts.push(text);
    return true;
  };
  const files = new Map(payload.files.map((file) => [file.id, file]));
  const own = payload.text === undefined ? null : await parts.records.texts.get(payload.text);
  // First of all its room: a long thread must not crowd out the question.
  left -= Buffer.byteLength(own ?? '');
  if (payload.thread !== undefined && WITH_THREAD.has(payload.way)) {
    try {
      const { messages, whole } = await parts.slack.thread(payload.channel, payload.thread);
      let crowded = !whole;
      for (const message of messages) {
        if (message.ts === payload.message || isAnswer(message, parts.self)) continue;
        crowded = !take((await parts.redact(messageText(message))).text) || crowded;
        for (const file of filesOf(message)) files.set(file.id, file);
      }
      if (crowded) notes.push((language) => noteWordsIn(language).threadTooLong);
    } catch (error) {
      if (isSlackTrouble(error) && start < SLACK_TRIES) throw error;
      const { family, text } = toReason(error);
      notes.push((language) => noteWordsIn(language).threadUnread(family === 'bug' ? undefined : text));
    }
  }
  if (own !== null && own.trim() !== '') texts.push(own);
  notes.push(...(await takeFiles([...files.values()], take, parts)));
  return { text: texts.join('\n'), question: own ?? '', notesIn: (language) => notes.map((note) => note(language)) };
}

async function takeFiles(
  files: readonly SlackFile[],
  take: (text: string) => boolean,
  parts: Needs,
): Promise<readonly Note[]> {
  const notes: Note[] = [];
  const readable = files.filter((one) => !isPicture(one));
  for (const file of readable.slice(0, MOST_FILES)) {
    try {
      const { text } = await parts.redact(await parts.download(file));
      if (!take(text)) throw new FileError(file.name || file.id, { kind: 'no-room', most: parts.maxTextBytes });
    } catch (error) {
      notes.push((language) => (error instanceof FileError ? error.in(language) : toReason(error).text));
    }
  }
  const beyond = readable.length - MOST_FILES;
  if (beyond > 0) notes.push((language) => noteWordsIn(language).filesLeftOut(MOST_FILES, beyond));
  const pictures = files.filter(isPicture).map((file) => file.name || file.id);
  const named = [...pictures.slice(0, MOST_NAMES), ...(pictures.length > MOST_NAMES ? ['…'] : [])];
  if (named.length > 0) notes.push((language) => noteWordsIn(language).pictures(named));
  return notes;
}
