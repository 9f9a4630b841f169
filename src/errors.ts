/**
 * Three families. A `UserError` is told to the person who asked; a `CollectError` becomes an unknown fact and the answer goes on;
 * anything else is a bug: logged in full, apologised for in one sentence.
 */

export const USER_ERROR_CODES = [
  'queue-down',
  'text-too-long',
  'text-binary',
  'file-unreadable',
  'file-too-large',
  'node-name-invalid',
  'node-unknown',
  'pod-unknown',
  'cluster-unknown',
  'inventory-missing',
  'not-allowed',
  'channel-unreachable',
  'config-invalid',
  'redis-missing',
  'slack-unreachable',
  'rate-limited',
  'page-refused',
] as const;
export type UserErrorCode = (typeof USER_ERROR_CODES)[number];

export const COLLECT_ERROR_CODES = [
  'node-unknown',
  'exec-timeout',
  'exec-failed',
  'probe-pod-missing',
  'kubectl-missing',
  'cluster-unreachable',
  'not-authorised',
  'output-partial',
  'cancelled',
  'stalled',
] as const;
export type CollectErrorCode = (typeof COLLECT_ERROR_CODES)[number];

interface Said {
  /** What happened and why, one sentence, no full stop needed. */
  readonly message: string;
  /** What to do next, one sentence. */
  readonly next?: string;
  readonly cause?: unknown;
}

/** Told in the thread as it stands: what happened, why, what next. Never carries a secret. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: UserErrorCode;
  readonly next: string | undefined;
  constructor(code: UserErrorCode, said: Said) {
    super(said.message, { cause: said.cause });
    this.code = code;
    this.next = said.next;
  }
}

/** A collection could not be made or finished. Facts stay unknown for this reason. */
export class CollectError extends Error {
  override readonly name = 'CollectError';
  readonly code: CollectErrorCode;
  readonly next: string | undefined;
  constructor(code: CollectErrorCode, said: Said) {
    super(said.message, { cause: said.cause });
    this.code = code;
    this.next = said.next;
  }
}

export interface Reason {
  readonly family: 'user' | 'collect' | 'bug';
  readonly code: UserErrorCode | CollectErrorCode | 'bug';
  /** One or two sentences for people. For a bug: an apology without internals. */
  readonly text: string;
}

const sentence = (text: string): string => (/[.!?。]$/u.test(text) ? text : `${text}.`);

/** Any thrown value as something a person can be told. A stranger's message is never repeated: it may hold a secret or a path. */
export function toReason(error: unknown): Reason {
  if (error instanceof UserError || error instanceof CollectError) {
    const next = error.next === undefined ? '' : ` ${sentence(error.next)}`;
    const family = error instanceof UserError ? 'user' : 'collect';
    return { family, code: error.code, text: `${sentence(error.message)}${next}` };
  }
  return {
    family: 'bug',
    code: 'bug',
    text: 'Sorry, this one is my fault: an internal error stopped the diagnosis. It is in my log; ask again, or paste a shorter excerpt.',
  };
}
