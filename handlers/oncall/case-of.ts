import type { Case } from '../../src/oncall/case.js';
import type { Parts } from '../parts.js';
import type { OpenReport } from '../reading/open-report.js';

/** Where the case of a report stands, when that is another thread. */
export interface Elsewhere {
  readonly link: string;
  readonly case: Pick<Case, 'places' | 'moreAlerts'>;
}

type Needs = Pick<Parts, 'records' | 'self'>;

/** The case that a report belongs to; a case that joined another leads there. */
export async function findCase(report: string, { records }: Pick<Needs, 'records'>): Promise<Case | null> {
  let id = await records.cases.ofReport(report);
  // Two cases join at most a few times; the bound is for a circle that a bug might make.
  for (let hops = 0; id !== null && hops < 5; hops += 1) {
    const found: Case | null = await records.cases.get(id);
    if (found?.phase.kind !== 'resolved' || found.phase.into === undefined) return found;
    id = found.phase.into;
  }
  return null;
}

/** What a report's answer shows of its case: the case itself where the answer is its face, else a word about where that stands. */
export async function caseOf(
  { payload }: OpenReport,
  parts: Needs,
): Promise<{ readonly face: Case | null; readonly elsewhere: Elsewhere | null }> {
  const found = await findCase(payload.id, parts);
  if (found === null) return { face: null, elsewhere: null };
  if (found.report === payload.id) return { face: found, elsewhere: null };
  const link = await linkTo(found.report, parts);
  return { face: null, elsewhere: link === null ? null : { link, case: found } };
}

/** The address of an answer in Slack; null while it stands nowhere. */
export async function linkTo(report: string, { records, self }: Needs): Promise<string | null> {
  const post = await records.answers.where(report);
  if (post === null || post.ts === '') return null;
  const thread = post.thread === undefined ? '' : `?thread_ts=${post.thread}&cid=${post.channel}`;
  return `${self.url}archives/${post.channel}/p${post.ts.replace('.', '')}${thread}`;
}
