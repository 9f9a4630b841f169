import { z } from 'zod';

/** What travels through the queues. Small and by reference: texts and facts live in records. Every payload is parsed again on the way out. */

/** RFC 1123 subdomain, as node names are. */
export const nodeName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
/** A key of `clusters` in the configuration, or a kubeconfig context. */
export const clusterName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/);

export const target = z.strictObject({ cluster: clusterName, node: nodeName });
export type Target = z.infer<typeof target>;

/**
 * What is collected when it is not everything of now: one probe by id, the layers of one container, or the logs of another time too (from/to, minutes of the node's
 * own time, `z` for UTC). These very words are handed to the probe bundle, so nothing else may ever fit.
 */
export const scope = z
  .string()
  .regex(/^(?:probe\/[a-z]{1,20}(?:\.[a-z]{1,20})?|window\/\d{12}z?\/\d{12}z?|peel\/[0-9a-f]{64})$/);

/** Whom a collection is for: a node, and how much of it. Two scopes of one node are two collections. */
export type Scoped = Target & { readonly scope?: string | undefined };

/** By which door a report came in. */
export const WAYS = [
  'message',
  'alert',
  'mention',
  'direct',
  'command',
  'modal',
  'shortcut',
  'button',
  'webhook',
  'home',
] as const;
export type Way = (typeof WAYS)[number];

export const slackFile = z.strictObject({
  id: z.string(),
  name: z.string().default(''),
  /** `url_private_download`; fetched with the bot token in the read job. */
  url: z.string(),
  size: z.number().int().nonnegative(),
  mimetype: z.string().default(''),
});
export type SlackFile = z.infer<typeof slackFile>;

export const readPayload = z.strictObject({
  /** Id of the report: derived from the Slack event, see `reportId`. */
  id: z.string().min(1).max(200),
  way: z.enum(WAYS),
  /** True: somebody asked, so there is always an answer. False: silence unless something is recognised. */
  asked: z.boolean(),
  team: z.string().optional(),
  channel: z.string(),
  /** `ts` of the thread's root, when the report stands in a thread. */
  thread: z.string().optional(),
  /** `ts` of the message that carries the report. */
  message: z.string().optional(),
  user: z.string().optional(),
  locale: z.string().optional(),
  /** Where a command in a channel without the bot is answered. */
  responseUrl: z.string().optional(),
  /** Reference into `records.texts`. */
  text: z.string().optional(),
  files: z.array(slackFile).max(20).default([]),
  /** Names as typed, `NODE`, `CLUSTER/NODE` or `POD`; resolved against the inventory in the read job. */
  names: z.array(z.string().max(460)).max(50).default([]),
  /** When it was asked, ISO 8601 UTC. */
  at: z.iso.datetime(),
  /** Small extras of one handler (action id, value of a button); never free text. */
  extra: z.record(z.string().max(64), z.string().max(500)).default({}),
});
export type ReadPayload = z.output<typeof readPayload>;
export type ReadInput = z.input<typeof readPayload>;

export const collectPayload = z.strictObject({
  cluster: clusterName,
  node: nodeName,
  scope: scope.optional(),
  /** Which collection of this node: counted by the waiters' script, so that two are never open at once. */
  run: z.number().int().positive(),
  /** Who asked first, for the audit record. */
  by: z.strictObject({ user: z.string().optional(), channel: z.string().optional(), report: z.string() }),
  /** What it was charged under (`records.budgets`), to be given back when nothing ran. */
  charge: z.string().optional(),
  at: z.iso.datetime(),
});
export type CollectPayload = z.infer<typeof collectPayload>;

/** One who waits for one node: a report and the place of its answer. */
export const waiter = z.strictObject({
  /** Report id plus node; at most one answer per waiter. See `waiterId`. */
  id: z.string().min(1).max(900),
  report: z.string(),
  cluster: clusterName,
  node: nodeName,
  scope: scope.optional(),
});
export type Waiter = z.infer<typeof waiter>;

/** How a collection ended, seen from a waiter. `fresh`: answered from the snapshot of a moment ago. `deadline`: it never ended. */
export const ENDS = ['done', 'fresh', 'failed', 'stalled', 'cancelled', 'deadline'] as const;
export type End = (typeof ENDS)[number];

export const answerPayload = z.strictObject({
  waiter,
  end: z.enum(ENDS),
  /** Reference into `records.collected`, when there are facts. */
  collected: z.string().optional(),
  /** A sentence for people, when it did not end well. */
  reason: z.string().max(2000).optional(),
});
export type AnswerPayload = z.infer<typeof answerPayload>;

export const deadlinePayload = z.strictObject({ waiter });
export type DeadlinePayload = z.infer<typeof deadlinePayload>;
