import type { KnownBlock } from '@slack/types';

/** What a `response_url` is told: shown to the asker alone, where they asked, whether or not the bot is a member there. */
export interface Said {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** @returns false when Slack did not take it: used up (five times), expired (thirty minutes), or not Slack's address. Never rejects. */
export type Respond = (url: string, said: Said) => Promise<boolean>;

const WAIT_MS = 5000;

/** @param apiUrl address of the Web API when it is not Slack's; its host may be answered as well. */
export function openRespond(apiUrl: string | undefined, send: typeof fetch = fetch): Respond {
  return async (url, { text, blocks }) => {
    if (!isSlack(url, apiUrl)) return false;
    try {
      const answer = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          response_type: 'ephemeral',
          replace_original: false,
          text,
          ...(blocks === undefined ? {} : { blocks }),
        }),
        signal: AbortSignal.timeout(WAIT_MS),
      });
      return answer.ok;
    } catch {
      return false;
    }
  };
}

/** The address lay in the queue meanwhile: only Slack's own is ever posted to. */
function isSlack(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, hostname } = new URL(url);
  if (apiUrl !== undefined && new URL(apiUrl).host === host) return true;
  return protocol === 'https:' && hostname === 'hooks.slack.com';
}
