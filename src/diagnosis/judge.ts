import { factSpec } from '../facts/catalogue.js';
import type { Signature } from '../signatures/signature.js';
import type { AskedCheck } from './check.js';
import type { SeenSymptom, VerdictKind } from './diagnosis.js';

export interface Judgement {
  readonly kind: VerdictKind | 'exposed' | 'silent';
  /** Ids of what ruled it out. */
  readonly by: readonly string[];
}

const SILENT: Judgement = { kind: 'silent', by: [] };

/** @returns ids of the answers that rule it out, whatever was seen: a must that fails, a refutation that holds. */
export function speakingAgainst(asked: readonly AskedCheck[]): readonly string[] {
  const answers = asked.map((one) => one.answered);
  const failed = answers.filter((check) => check.role === 'must' && check.answer === 'fails');
  const held = answers.filter((check) => check.role === 'refutes' && check.answer === 'holds');
  return [...failed, ...held].map((check) => check.id);
}

/** The truth table of the signature format, row by row. No author can change what unknown means. */
export function judge(signature: Signature, seen: readonly SeenSymptom[], asked: readonly AskedCheck[]): Judgement {
  const positive = seen.filter((symptom) => !symptom.refutes);
  const refuting = seen.filter((symptom) => symptom.refutes).map((symptom) => symptom.id);
  const answers = asked.map((one) => one.answered);
  const musts = answers.filter((check) => check.role === 'must');
  const held = answers.filter((check) => check.role === 'refutes' && check.answer === 'holds');
  const proven = musts.length > 0 && musts.every((check) => check.answer === 'holds');
  const confirmed: Judgement = { kind: signature.status === 'draft' ? 'possible' : 'confirmed', by: [] };

  if (positive.length > 0) {
    const by = [...refuting, ...speakingAgainst(asked)];
    if (by.length > 0) return { kind: 'ruled-out', by };
    if (proven || positive.some(({ weight, mention }) => weight === 'proves' && mention === undefined))
      return confirmed;
    return { kind: 'possible', by: [] };
  }

  const manifests = signature.checks.some((check) => check.role === 'must' && check.manifests);
  if (proven && manifests && refuting.length === 0 && held.length === 0) return confirmed;
  const standing = asked.filter((one) => one.answered.role === 'must' && isStanding(one));
  const refutedForGood = asked.some((one) => isStanding(one) && held.includes(one.answered));
  const known = standing.some((one) => byVersion(signature, one));
  const exposed = known && standing.every((one) => one.answered.answer === 'holds') && !refutedForGood;
  return exposed ? { kind: 'exposed', by: [] } : SILENT;
}

/** Exposed means "this build has the bug": a setting alone (cgroup v1, a storage driver) exposes nearly every node to something. */
function byVersion(signature: Signature, asked: AskedCheck): boolean {
  return signature.checks.some((check) => check.id === asked.answered.id && check.version_in !== undefined);
}

/** A check is standing when all it asks stays true until somebody changes it. */
function isStanding(asked: AskedCheck): boolean {
  return asked.names.length > 0 && asked.names.every((name) => factSpec(name)?.time === 'standing');
}
