import type { FailReason } from './wire/envelope.js';

/**
 * What Slack's client shows a person whose command failed. `operation_timeout` and `dispatch_failed` are Slack's words; which of
 * them goes with a missing socket, and the words for a modal and a button, are guesses.
 */
export function commandFailure(command: string, reason: FailReason): string {
  const late = reason === 'timeout' || reason === 'http_timeout';
  return `${command} failed with the error "${late ? 'operation_timeout' : 'dispatch_failed'}"`;
}

/** The line under a modal, or the mark beside a button, that the app did not answer. */
export const VIEW_FAILURE = 'We had some trouble connecting. Try again?';
