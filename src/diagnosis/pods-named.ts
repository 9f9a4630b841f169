import type { Facts, Row } from '../facts/fact.js';
import type { Hit } from '../match/hit.js';
import { isTroubled } from './sound.js';
import { rowsOf } from './value.js';

/** `podUID=...`, `/pods/...`, `cart-1_shop(...)`, and the cgroups `pod...`: a volume has such an id too (`pvc-...`). */
const UID = /(?:pod(?:UID)?[\\"':=-]{0,5}|\/pods\/|\()(?<uid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;
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
  const uids = [...text.replaceAll('_', '-').matchAll(UID)].flatMap(({ groups }) => groups?.uid ?? []);
  return new Set([...uids, ...names]);
}

const isOneOf = (named: ReadonlySet<string>, { uid, pod }: Row): boolean =>
  (typeof uid === 'string' && named.has(uid)) || (typeof pod === 'string' && named.has(pod));

/**
 * How the pods that told a failure are now, whatever else is in trouble on the node. Lines that name no pod count with one that does and was
 * written in the same moment.
 * @param hits dated lines of one failure.
 * @returns gone: none of them is on the node; well: those that are there are in no trouble; null: one is, a line tells of nobody, or the
 *   API server did not list the pods.
 */
export function podsThatTold(hits: readonly Hit[], facts: Facts): 'gone' | 'well' | null {
  const fact = facts.pods;
  const rows = fact?.state === 'known' && fact.complete ? rowsOf(fact.value) : undefined;
  if (rows === undefined) return null;
  const told = hits.map(({ line }) => ({ at: Date.parse(line.time ?? ''), pods: podsOf(line.raw) }));
  const named = told.filter(({ pods }) => pods.size > 0);
  const isToldWith = (at: number): boolean => named.some((one) => Math.abs(one.at - at) <= TOLD_WITH_MS);
  if (named.length === 0 || !told.every(({ at, pods }) => pods.size > 0 || isToldWith(at))) return null;
  const present = rows.filter((row) => named.some(({ pods }) => isOneOf(pods, row)));
  if (present.length === 0) return 'gone';
  return present.some(isTroubled) ? null : 'well';
}
