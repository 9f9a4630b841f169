import type { Facts, Row } from '../facts/fact.js';
import type { Hit } from '../match/hit.js';
import { isTroubled } from './sound.js';
import { rowsOf } from './value.js';

const UID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** `pod="shop/cart-1"` of klog, `pod/shop/cart-1:` of an event, `cart-1_shop(` of older kubelets. RFC 1123 names. */
const NAME =
  /\bpods?[=/][\\"]*(?<space>[a-z0-9-]{1,63})\/(?<name>[a-z0-9.-]{1,253})|(?<before>[a-z0-9.-]{1,253})_(?<within>[a-z0-9-]{1,63})\(/g;
/** Another daemon tells of the same failure within so many milliseconds, by a container's id alone. */
const TOLD_WITH_MS = 5_000;

/** What a log line says of whose failure it is: uids, and `namespace/name`. Empty: it names no pod. */
function podsOf(text: string): ReadonlySet<string> {
  const names = [...text.matchAll(NAME)].map(({ groups }) =>
    groups?.name === undefined ? `${groups?.within}/${groups?.before}` : `${groups.space}/${groups.name}`,
  );
  return new Set([...text.replaceAll('_', '-').matchAll(UID)].map(([uid]) => uid).concat(names));
}

const isOneOf = (named: ReadonlySet<string>, { uid, pod }: Row): boolean =>
  (typeof uid === 'string' && named.has(uid)) || (typeof pod === 'string' && named.has(pod));

/**
 * Whether the pods that told a failure are gone from the node or well now, whatever else is in trouble there. Lines that name no pod count
 * with one that does and was written in the same moment.
 * @param hits dated lines of one failure.
 * @returns false where the API server did not list the pods, or a line tells of nobody.
 */
export function areTheirPodsWell(hits: readonly Hit[], facts: Facts): boolean {
  const fact = facts.pods;
  const rows = fact?.state === 'known' && fact.complete ? rowsOf(fact.value) : undefined;
  if (rows === undefined) return false;
  const told = hits.map(({ line }) => ({ at: Date.parse(line.time ?? ''), pods: podsOf(line.raw) }));
  const named = told.filter(({ pods }) => pods.size > 0);
  const isWell = ({ pods }: (typeof told)[number]): boolean =>
    !rows.some((row) => isOneOf(pods, row) && isTroubled(row));
  const isToldWith = ({ at }: (typeof told)[number]): boolean =>
    named.some((one) => Math.abs(one.at - at) <= TOLD_WITH_MS);
  return named.length > 0 && named.every(isWell) && told.every((one) => one.pods.size > 0 || isToldWith(one));
}
