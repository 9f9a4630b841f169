import type { Facts, Row } from '../facts/fact.js';
import type { Diagnosis } from './diagnosis.js';
import { rowsOf } from './value.js';

/** Positive signs that a node works, all of one collection. What was not read is no sign. */
export interface Sound {
  /** When they were read, ISO 8601 UTC. */
  readonly at: string;
  /** The daemons that were asked and answered. */
  readonly answers: readonly string[];
  /** Containers of the node that the API server knows; null where it was not asked. */
  readonly containers: number | null;
  /** Those of them that wait, are not ready, or ended in failure within the kubelet's longest back-off. */
  readonly troubled: number;
}

/** No known failure in a whole collection, and positive signs of health: all that can be said for a node. */
export function isWell({ known, facts, collection }: Diagnosis): boolean {
  const sound = known || !collection.complete ? null : soundOf(facts);
  return sound !== null && sound.containers !== null && sound.troubled === 0;
}

const DAEMONS = ['kubelet', 'dockerd', 'containerd', 'cri'] as const;
/** The kubelet's longest back-off between two starts (MaxContainerBackOff, 5 min): what fails again and again fails within it. */
const BACK_OFF_SECONDS = 300;

/**
 * @returns the signs, where an exec went through the whole chain, the node is Ready without pressure and no daemon that was asked failed to
 *   answer; else null: then nothing is said, not even that the node is sick.
 */
export function soundOf(facts: Facts): Sound | null {
  const channel = facts['exec.channel'];
  if (channel?.state !== 'known' || !Array.isArray(channel.value) || channel.value.length > 0) return null;
  if (channel.at === undefined || !isReady(facts)) return null;
  const answers = DAEMONS.filter((daemon) => said(facts, `${daemon}.answers`) === true);
  if (DAEMONS.some((daemon) => said(facts, `${daemon}.answers`) === false)) return null;
  const pods = facts.pods?.state === 'known' ? rowsOf(facts.pods.value) : undefined;
  return {
    at: channel.at,
    answers,
    containers: pods?.length ?? null,
    troubled: pods?.filter(isTroubled).length ?? 0,
  };
}

const said = (facts: Facts, name: string): unknown => {
  const fact = facts[name];
  return fact?.state === 'known' ? fact.value : undefined;
};

/** Ready is True, and nothing else is: the other conditions name a pressure or a missing network. */
function isReady(facts: Facts): boolean {
  const fact = facts['node.conditions'];
  const rows = fact?.state === 'known' ? rowsOf(fact.value) : undefined;
  if (rows === undefined || !rows.some(({ type, status }) => type === 'Ready' && status === 'True')) return false;
  return !rows.some(({ type, status }) => type !== 'Ready' && status === 'True');
}

/** A container that waits, is not ready, or ended in failure within the kubelet's longest back-off; a row of the fact `pods`. */
export function isTroubled({ phase, ready, waiting_reason, exit_code, ended_seconds_ago }: Row): boolean {
  if (phase === 'Succeeded') return false;
  if (phase !== 'Running' || ready === false || typeof waiting_reason === 'string') return true;
  return typeof exit_code === 'number' && exit_code !== 0 && Number(ended_seconds_ago ?? 0) <= BACK_OFF_SECONDS;
}
