import type { Alert } from '../../src/alerts/alert.js';
import { readAlert } from '../../src/alerts/read-alert.js';
import { reportId } from '../../src/jobs/ids.js';
import type { ReadPayload } from '../../src/jobs/payloads.js';
import type { Case } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';
import { inStatedCluster } from '../names/alert-names.js';
import { namedNodes } from '../names/named-nodes.js';
import type { Parts } from '../parts.js';
import { findCase } from './case-of.js';

/** The report that an edit changes, or that a reply stands under: what happens to an alert is told in its own place. */
export function earlierReport({ extra, team, channel, thread, message }: ReadPayload): string | undefined {
  if (extra.edits !== undefined) return extra.edits;
  if (thread === undefined || thread === message) return undefined;
  return reportId('event', [team ?? '', channel, thread]);
}

/** What was opened by an edit, once the case of the message itself had ended. */
const byEdit = (report: string): string => `${report}#edited`;

/** The case of what is edited or replied to; the newest, where a message fired again after its case had ended. */
export async function caseBefore(payload: ReadPayload, parts: Pick<Parts, 'records'>): Promise<Case | null> {
  const earlier = earlierReport(payload);
  if (earlier === undefined) return null;
  return (await findCase(byEdit(earlier), parts)) ?? (await findCase(earlier, parts));
}

/** The next edit finds this case, and so does the message itself should it be read only now. */
export async function bindEdit({ extra }: ReadPayload, id: string, { records }: Pick<Parts, 'records'>): Promise<void> {
  const { edits } = extra;
  if (edits === undefined) return;
  await records.cases.bind(byEdit(edits), id);
  if ((await records.cases.ofReport(edits)) === null) await records.cases.bind(edits, id);
}

/** The alert's own names; "Resolved by Maya" names nothing and is about what the alert above it named. */
export async function namesOf(
  alert: Alert,
  payload: ReadPayload,
  language: Language,
  parts: Pick<Parts, 'records'>,
): Promise<readonly string[]> {
  const own = await inStatedCluster(alert.names, alert.cluster, parts);
  const earlier = alert.status === 'resolved' ? earlierReport(payload) : undefined;
  if (earlier === undefined) return own;
  const { targets } = await namedNodes(payload, own, language, parts);
  const text = targets.length > 0 ? null : await parts.records.texts.get(`${earlier}/whole`);
  if (text === null) return own;
  const before = readAlert(text);
  return await inStatedCluster(before.names, before.cluster, parts);
}
