import { UserError } from '../src/errors.js';

/** Slack's error word (`not_in_channel`), or '' for anything that is not an answer of Slack's. */
export function slackCode(error: unknown): string {
  const data = field(error, 'data');
  const code = field(data, 'error');
  return typeof code === 'string' ? code : '';
}

/** Seconds to wait when Slack says 429; null for every other error. */
export function retryAfterSeconds(error: unknown): number | null {
  const after = field(error, 'retryAfter');
  if (typeof after === 'number') return after;
  // A 429 without Retry-After is a plain error in web-api 8.
  return slackCode(error) === 'ratelimited' || /\b429\b/.test(words(error)) ? 5 : null;
}

const PASSING = [
  'slack_webapi_request_error',
  'slack_webapi_http_error',
  'slack_webapi_rate_limited_error',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
];

/** Slack itself is in trouble: what failed is worth trying again later. */
export function isSlackTrouble(error: unknown): boolean {
  return PASSING.includes(slackCode(error)) || PASSING.includes(String(field(error, 'code')));
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  not_in_channel: 'I am not a member of that channel',
  channel_not_found: 'I cannot see that channel',
  is_archived: 'That channel is archived',
  restricted_action: 'This workspace does not let me write in that channel',
  not_allowed: 'This workspace does not let me write in that channel',
  messages_tab_disabled: 'This workspace has direct messages to me switched off',
  cannot_dm_bot: 'That account takes no direct messages',
  user_disabled: 'That account is disabled',
  cannot_reply_to_message: 'That message takes no replies',
};
const TOO_MUCH = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_arguments',
];

/** True when the blocks are to blame, and the same words as plain text may pass. */
export function isAboutBlocks(error: unknown): boolean {
  return TOO_MUCH.includes(slackCode(error));
}

/** The channel cannot be written to: as an error a person can be told; undefined for every other error. */
export function unreachable(error: unknown): UserError | undefined {
  const message = UNREACHABLE[slackCode(error)];
  if (message === undefined) return undefined;
  return new UserError('channel-unreachable', {
    message,
    next: 'Invite me with `/invite @plegmatic` and ask again',
    cause: error,
  });
}

/** What the network or Slack said, innermost first: `connect ECONNREFUSED 10.0.0.1:443` says more than `fetch failed`. */
export function whyUnreachable(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  return words(innermost) || String(field(innermost, 'code') ?? slackCode(error));
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
