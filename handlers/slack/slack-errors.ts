import { UserError } from '../../src/errors.js';

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

interface Closed {
  readonly message: string;
  readonly next: string;
}
const INVITE = 'Invite me with `/invite @plegmatic` and ask again';
const ELSEWHERE = 'Ask me in another channel';
/** Tries of a report for what Slack, in trouble, could not tell: some eight seconds. Then it is judged without. */
export const SLACK_TRIES = 5;

const UNREACHABLE: Readonly<Record<string, Closed>> = {
  not_in_channel: { message: 'I am not a member of that channel', next: INVITE },
  channel_not_found: { message: 'I cannot see that channel', next: INVITE },
  is_archived: { message: 'That channel is archived', next: ELSEWHERE },
  is_inactive: { message: 'That channel is archived', next: ELSEWHERE },
  restricted_action: { message: 'This workspace does not let me write in that channel', next: ELSEWHERE },
  not_allowed: { message: 'This workspace does not let me write in that channel', next: ELSEWHERE },
  messages_tab_disabled: { message: 'This workspace has direct messages to me switched off', next: ELSEWHERE },
  cannot_dm_bot: { message: 'That account takes no direct messages', next: ELSEWHERE },
  user_disabled: { message: 'That account is disabled', next: ELSEWHERE },
  cannot_reply_to_message: { message: 'That message takes no replies', next: 'Paste it as a message of its own' },
};
const TOKEN_GONE = ['token_revoked', 'token_expired', 'account_inactive', 'invalid_auth', 'not_authed'];

/** What whoever runs the bot must mend before it can write anywhere. */
function notGranted(error: unknown): Closed | undefined {
  const code = slackCode(error);
  if (TOKEN_GONE.includes(code))
    return {
      message: `Slack does not accept my token any more (${code})`,
      next: 'Whoever runs me installs the Slack app again and sets SLACK_BOT_TOKEN',
    };
  if (code !== 'missing_scope') return undefined;
  return {
    message: `Slack has not granted me the scope \`${String(field(field(error, 'data'), 'needed') ?? '?')}\``,
    next: 'Whoever runs me adds it to the Slack app and installs the app again',
  };
}

/** True when an invitation is what is missing. */
export const needsInvitation = (error: UserError): boolean => error.next === INVITE;

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
  const closed = UNREACHABLE[slackCode(error)] ?? notGranted(error);
  return closed && new UserError('channel-unreachable', { ...closed, cause: error });
}

export const isUnreachable = (error: unknown): error is UserError =>
  error instanceof UserError && error.code === 'channel-unreachable';

/** A trigger lives three seconds, and whatever came between: the form did not open. */
export function formNotOpened(error: unknown): UserError {
  const why = /_trigger_id$/.test(slackCode(error)) || slackCode(error) === '';
  return (
    (why ? undefined : unreachable(error)) ??
    new UserError('slack-unreachable', {
      message: `Slack did not open the form in its three seconds (${slackCode(error) || 'no answer'})`,
      next: 'Run `/diagnose` again, or name the node behind it',
      cause: error,
    })
  );
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
