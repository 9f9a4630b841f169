import { factSpec } from '../facts/catalogue.js';
import type { CollectionReport } from '../facts/collection.js';
import type { Facts } from '../facts/fact.js';
import type { Hit } from '../match/hit.js';
import type { Place } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import type { AskedCheck } from './check.js';
import type { Over, SeenSymptom } from './diagnosis.js';
import { together } from './moment.js';
import { podsThatTold } from './pods-named.js';
import { type Sound, soundOf } from './sound.js';

/** Places that remember: what stands there was true when it was written. The others speak of now, or are the question. */
const REMEMBERS: ReadonlySet<Place> = new Set([
  'journal.kubelet',
  'journal.dockerd',
  'journal.containerd',
  'kernel.log',
  'node.events',
]);
/** What lies under the chain may stay broken while every exec goes through: a disk, a driver, the kernel, and what only that tells of the host. */
const GROUND: ReadonlySet<string> = new Set(['kernel', 'storage', 'nvidia']);
const OF_NODE: ReadonlySet<string> = new Set(['node-down', 'node-not-ready']);

/** A line may be written while the bundle runs; clocks of node and collector differ by as much. */
const BESIDE_MS = 5_000;
/** Of a failure of pods: less silence than a minute is the time between two tries. */
const LEAST_SILENCE_MS = 60_000;
/** Near a time of the report: the same as for the logs of an incident. */
const INCIDENT_MS = 15 * 60_000;

/** The times the report asks about: of its own lines, and the window that was read for it. */
export interface AskedAbout {
  readonly incident: readonly string[];
  readonly window?: CollectionReport['window'];
}

/**
 * Whether a cause that only dated lines tell of has passed. A line says what was; it is over where no check shows the cause now or its
 * standing ground (an affected version, a setting), nobody asked about that time, and positive signs of a sound node are younger than the
 * last line. Without such signs nothing is over: silence alone decides nothing.
 * @param hits every hit of this signature.
 */
export function overOf(
  signature: Signature,
  seen: readonly SeenSymptom[],
  asked: readonly AskedCheck[],
  hits: readonly Hit[],
  facts: Facts,
  about: AskedAbout,
): Over | undefined {
  const positive = new Set(seen.filter((symptom) => !symptom.refutes).map((symptom) => symptom.id));
  const mine = hits.filter((hit) => positive.has(hit.symptom.id));
  if (mine.length === 0 || asked.some(standsNow)) return undefined;
  const times = mine.flatMap(({ place, line }) => (REMEMBERS.has(place) && line.time !== undefined ? line.time : []));
  if (times.length < mine.length || times.some((time) => isAskedAbout(time, about))) return undefined;
  const sound = soundOf(facts);
  if (sound === null) return undefined;
  const { breaks_at } = signature.cause;
  const ground = GROUND.has(breaks_at) || (breaks_at === 'host' && mine.some(({ place }) => place === 'kernel.log'));
  if (ground && !asked.some(failsNow)) return undefined;
  const sorted = [...new Set(times.map((time) => Date.parse(time)))].sort((a, b) => a - b);
  const last = sorted.at(-1) ?? Number.NaN;
  const silence = Date.parse(sound.at) - last;
  const node = OF_NODE.has(signature.severity);
  const pods = node ? { say: '', tellNoMore: false } : podsNow(sound, mine, facts);
  if (pods === null || silence < (node ? BESIDE_MS : pods.tellNoMore ? LEAST_SILENCE_MS : quietMs(sorted)))
    return undefined;
  return { last: new Date(last).toISOString(), lines: mine.length, because: `${sentence(sound)}${pods.say}` };
}

const isAskedAbout = (time: string, { incident, window }: AskedAbout): boolean =>
  (window !== undefined && time >= window.from && time <= window.to) ||
  incident.some((one) => together(time, one, INCIDENT_MS));

/** A check that holds on more than a log or a daemon that answers: the failure is there now, or its standing ground is. */
const standsNow = ({ answered, names }: AskedCheck): boolean =>
  answered.answer === 'holds' && !(names.length > 0 && names.every((name) => tellsNoFailure(name, answered.value)));

/** Words of then, and a sign of life. */
const tellsNoFailure = (name: string, value: unknown): boolean =>
  factSpec(name)?.kind === 'lines' || (name.endsWith('.answers') && value === true);

/** A check on something of now that does not find the cause: of the ground, only the signature's own question tells. */
const failsNow = ({ answered, names }: AskedCheck): boolean =>
  answered.answer === 'fails' &&
  answered.role !== 'refutes' &&
  names.some((name) => factSpec(name)?.time === 'momentary');

/** @returns how long what comes and goes must be silent before it counts as gone, in milliseconds: twice its longest pause. */
function quietMs(sorted: readonly number[]): number {
  const pauses = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
  return Math.max(LEAST_SILENCE_MS, 2 * Math.max(0, ...pauses));
}

/** @returns what else is well, as the end of a sentence; null: something that the lines may speak of is in trouble, or was not asked. */
function podsNow({ containers, troubled }: Sound, hits: readonly Hit[], facts: Facts) {
  const theirs = podsThatTold(hits, facts);
  if (theirs === 'gone') return { say: '; the pods that told it are gone', tellNoMore: true };
  if (containers !== null && troubled === 0)
    return { say: `; none of its ${containers} containers is in trouble`, tellNoMore: false };
  return theirs === 'well' ? { say: '; the pods that told it are gone or well', tellNoMore: false } : null;
}

function sentence({ answers }: Sound): string {
  const who = answers.length === 0 ? '' : ` and answered: ${answers.join(', ')}`;
  return `since then an exec went through the whole chain, the node was Ready${who}`;
}
