import { type Language, languageOf } from '../../src/report/language.js';
import type { Parts } from '../parts.js';

// A language is not worth keeping somebody waiting while Slack limits us or is slow.
const MOST_WAIT_MS = 2000;

/** Chinese where the text is, or where the reporter's Slack is; else English, also when Slack does not say. */
export async function replyLanguage(
  text: string,
  user: string | undefined,
  parts: Pick<Parts, 'localeOf' | 'sleep'>,
  mostWaitMs = MOST_WAIT_MS,
): Promise<Language> {
  if (user === undefined || languageOf(undefined, text) === 'zh') return languageOf(undefined, text);
  const locale = await Promise.race([parts.localeOf(user), parts.sleep(mostWaitMs).then(() => null)]);
  return locale !== null && /^zh\b/i.test(locale) ? 'zh' : 'en';
}
