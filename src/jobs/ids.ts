import { createHash } from 'node:crypto';
import type { Scoped, Target } from './payloads.js';

/**
 * Ids decide what collapses into one. BullMQ refuses integers and a lone `:`, so every id starts with a word and its parts are
 * percent-encoded (a kubeconfig context may well hold colons and slashes).
 */
const part = (text: string): string => encodeURIComponent(text).replaceAll('.', '%2E');
const join = (word: string, parts: readonly string[]): string => [word, ...parts.map(part)].join('.');

/**
 * The id of a report, from what Slack repeats when it delivers again: `event` + (team, channel, ts) or `trigger` + trigger_id.
 * The same parts give the same id in every process.
 */
export function reportId(kind: 'event' | 'trigger' | 'alert', parts: readonly string[]): string {
  const plain = join(kind, parts);
  // Redis keys and Slack metadata stay short; a hash keeps what makes it unique.
  return plain.length <= 120 ? plain : `${kind}.${createHash('sha256').update(plain).digest('hex').slice(0, 40)}`;
}

/** Queue of one cluster's collections: a collector serves only the clusters it has credentials for. */
export const collectQueueName = (cluster: string): string => join('collect', [cluster]);
export const READ_QUEUE = 'read';
export const ANSWER_QUEUE = 'answer';
export const DEADLINE_QUEUE = 'deadline';
export const CASE_QUEUE = 'case';
/** All BullMQ keys start with this, ours with `plegmatic:` (records). */
export const QUEUE_PREFIX = 'plegmatic-jobs';

export const targetKey = ({ cluster, node, scope }: Scoped): string =>
  [cluster, node, ...(scope === undefined ? [] : [scope])].map(part).join('/');
export const collectJobId = (target: Scoped, run: number): string => `collect.${targetKey(target)}.${run}`;
/** One report waits once per node. `again` tells a recheck of the same report from the first time. */
export const waiterId = (report: string, target: Target, again = ''): string =>
  join('waiter', [report, target.cluster, target.node, ...(again === '' ? [] : [again])]);
export const answerJobId = (waiter: string): string => `answer.${waiter}`;
export const deadlineJobId = (waiter: string): string => `deadline.${waiter}`;
export const caseJobId = (id: string, effect: string): string => join('case', [id, effect]);
