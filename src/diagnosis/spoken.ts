import type { Hit } from '../match/hit.js';
import type { Spoken } from './check.js';
import type { FailedProbe } from './conditions/in-step.js';
import type { SeenSymptom } from './diagnosis.js';
import type { SubjectKind } from './subject.js';

/** The captures that may name a subject: the kind itself, or the word logs use for it. */
const CAPTURES: Readonly<Record<SubjectKind, readonly string[]>> = {
  container: ['container', 'container_id', 'cid', 'id'],
  pod: ['pod', 'pod_uid', 'uid'],
  process: ['process', 'pid'],
};

/** How the kubelet names whose probe failed: pod, uid and container, in quotes. */
const PROBED = /\bprobe for \\?"([^"\\]{1,400})\\?" (?:failed|errored)/;

function failedProbe({ symptom, line }: Hit): FailedProbe | undefined {
  const of = line.time === undefined ? undefined : PROBED.exec(line.text)?.[1];
  return of === undefined || line.time === undefined
    ? undefined
    : { symptom: symptom.id, at: Date.parse(line.time), of };
}

/** @returns the newest of the times, which are ISO 8601 UTC. */
function newest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .filter((time) => time !== undefined)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

/**
 * @param hits every hit of one signature: a symptom may speak of several containers, one a line.
 * @param seen its symptoms that count.
 * @returns whom they spoke of, and the time of the newest dated one (else when the report was made).
 */
export function spokenOf(hits: readonly Hit[], seen: readonly SeenSymptom[], reportedAt: string | undefined): Spoken {
  const subjects: Record<SubjectKind, string[]> = { container: [], pod: [], process: [] };
  const counted = new Set(seen.filter((symptom) => !symptom.refutes).map((symptom) => symptom.id));
  for (const { symptom, captures } of hits) {
    if (symptom.subject === undefined || !counted.has(symptom.id)) continue;
    const name = CAPTURES[symptom.subject].find((one) => (captures[one] ?? '') !== '');
    const value = name === undefined ? undefined : captures[name];
    if (value !== undefined && !subjects[symptom.subject].includes(value)) subjects[symptom.subject].push(value);
  }
  const moment = newest(seen.map((symptom) => (symptom.refutes ? undefined : symptom.at))) ?? reportedAt;
  const failures = hits.flatMap((hit) => failedProbe(hit) ?? []);
  return { subjects, failures, ...(moment === undefined ? {} : { moment }) };
}
