import type { Target } from '../../src/jobs/payloads.js';
import type { WaitInput, Waiting } from '../../src/jobs/producer.js';
import type { Charge } from '../../src/records/budgets.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { noteWordsIn } from '../words/note-words.js';
import type { Allowed, Asker } from './rights.js';

type Needs = Pick<Parts, 'rights' | 'records' | 'limits'>;

/** What one collection is charged under: the same whenever its job is repeated, another for each *Collect again*. */
export const chargeOf = (report: string, target: Target, { user }: Pick<Asker, 'user'>, again = ''): Charge => ({
  id: [report, target.node, again].join(' '),
  cluster: target.cluster,
  ...(user === undefined ? {} : { user }),
});

/** Whether this collection may be started: the right to it, then the budget of the hour, which is taken. */
export async function permit(asker: Asker, charge: Charge, language: Language, parts: Needs): Promise<Allowed> {
  const allowed = await parts.rights.may(asker, 'collect', charge.cluster, language);
  const { allowance } = parts.limits;
  if (!allowed.ok || allowance === undefined) return allowed;
  const charged = await parts.records.budgets.take(charge, allowance);
  if (charged.ok) return allowed;
  const words = noteWordsIn(language).refused;
  const minutes = Math.max(1, Math.ceil(charged.freeInMs / 60_000));
  const why =
    charged.usedUp === 'user'
      ? words.userUsedUp(allowance.perUser, minutes)
      : words.clusterUsedUp(charge.cluster, allowance.perCluster, minutes);
  return { ok: false, because: 'budget', why };
}

/** Waits for a permitted collection. Whoever joins one that runs, or meets a fresh snapshot, has its charge given back. */
export async function collectFor(
  wait: WaitInput,
  charge: Charge,
  parts: Pick<Parts, 'jobs' | 'records'>,
): Promise<Waiting> {
  const waiting = await parts.jobs.waitFor({ ...wait, charge: charge.id });
  if (waiting.state === 'joined' || waiting.state === 'fresh') await parts.records.budgets.refund(charge);
  return waiting;
}
