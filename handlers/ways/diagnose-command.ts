import { z } from 'zod';
import { reportId } from '../../src/jobs/ids.js';
import { isSelector } from '../fleet/selector.js';
import type { Parts } from '../parts.js';
import { replyLanguage } from '../reading/reply-language.js';
import { typedText } from '../text/slack-text.js';
import { askingWordsIn } from '../words/asking-words.js';

export const slashCommand = z.looseObject({
  text: z.string().default(''),
  channel_id: z.string(),
  user_id: z.string(),
  team_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
export type SlashCommand = z.output<typeof slashCommand>;

/** What `/diagnose ...` asks for. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'form' }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  /** An error pasted behind the command. */
  | { readonly kind: 'text'; readonly text: string };

const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/;
/** Of the three seconds until the acknowledgement, what Slack may take to say which language somebody reads. */
export const ACK_WAIT_MS = 700;

// More words than this are a pasted error, not a list of nodes.
const MOST_NAMES = 20;

/** Reads the words behind the command. Whatever cannot be a list of names is a pasted error. */
export function readCommand(raw: string): Asked {
  const text = typedText(raw).trim();
  if (text === '') return { kind: 'form' };
  if (/^(?:help|帮助)$/i.test(text)) return { kind: 'help' };
  const words = text
    .split(/[\s,]+/)
    .map((word) => word.replace(/^[`'"]+|[`'"]+$/g, ''))
    .filter((word) => word !== '');
  const selectors = selectorsIn(words);
  if (selectors.length > 0) return { kind: 'names', names: selectors };
  const names =
    words.length > 0 && words.length <= MOST_NAMES && !text.includes('\n') && words.every((word) => NAME.test(word));
  // Prose is made of name-like words as well; a list of nodes has digits, dots, hyphens or slashes in nearly every word.
  const proseLike = words.length > 2 && words.filter((word) => !/[0-9./-]/.test(word)).length > words.length / 2;
  return names && !proseLike ? { kind: 'names', names: [...new Set(words)] } : { kind: 'text', text };
}

/** Many nodes at once: `all`, `pool=gpu`, `prod/all`. Empty where any word is something else. */
export function selectorsIn(words: readonly string[]): readonly string[] {
  return words.length <= MOST_NAMES && words.every(isSelector) ? [...new Set(words)] : [];
}

/**
 * Stores the question; @returns what only the asker sees at once. Rejects with UserError queue-down when it could not be stored.
 */
export async function diagnoseCommand(
  command: SlashCommand,
  asked: Extract<Asked, { kind: 'help' | 'names' | 'text' }>,
  parts: Pick<Parts, 'jobs' | 'now' | 'localeOf' | 'sleep'>,
): Promise<string> {
  // Side by side with storing: Slack waits three seconds for both.
  const language = replyLanguage(command.text, command.user_id, parts, ACK_WAIT_MS);
  if (asked.kind === 'help') return askingWordsIn(await language).help;
  const names = asked.kind === 'names' ? asked.names.map((name) => name.slice(0, 460)) : [];
  await parts.jobs.enqueueRead(
    {
      id: reportId('trigger', [command.trigger_id]),
      way: 'command',
      asked: true,
      team: command.team_id,
      channel: command.channel_id,
      user: command.user_id,
      responseUrl: command.response_url,
      names: [...names],
      at: parts.now(),
    },
    asked.kind === 'text' ? asked.text : '',
  );
  const words = askingWordsIn(await language);
  return asked.kind === 'names' ? words.lookingAt(names) : words.reading;
}
