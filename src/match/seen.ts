import type { SeenSymptom } from '../diagnosis/diagnosis.js';
import { PLACES } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import { excerpt } from './excerpt.js';
import type { Hit } from './hit.js';
import { mentionedBy } from './mentioned.js';

/** A matched line is shown up to here. */
const SHOWN_CHARACTERS = 400;

/**
 * Groups hits into symptoms seen, and applies `at_least`, place by place: the same line pasted and in the journal is not two.
 * @param hits of any number of places.
 * @returns per signature its symptoms in the order of its file, each once. The line shown is the newest dated one, else the first;
 *   the place is the first in the order of places that has it; `count` counts that place.
 */
export function symptomsSeen(hits: readonly Hit[]): ReadonlyMap<Signature, readonly SeenSymptom[]> {
  const bySignature = new Map<Signature, Hit[]>();
  for (const hit of hits) {
    const own = bySignature.get(hit.signature);
    if (own === undefined) bySignature.set(hit.signature, [hit]);
    else own.push(hit);
  }
  const seen = new Map<Signature, readonly SeenSymptom[]>();
  for (const [signature, own] of bySignature) {
    const symptoms = signature.symptoms.flatMap((symptom) => {
      const one = seenOf(own.filter((hit) => hit.symptom.id === symptom.id));
      return one === null ? [] : [one];
    });
    if (symptoms.length > 0) seen.set(signature, symptoms);
  }
  return seen;
}

function seenOf(all: readonly Hit[]): SeenSymptom | null {
  // Only words that decide are asked whether they are told or named: a proof, and what speaks against a cause.
  const { weight, refutes } = all[0]?.symptom ?? {};
  const told = weight === 'proves' || refutes ? all.filter((hit) => mentionedBy(hit) === undefined) : all;
  const mention = told.length === 0 && all[0] !== undefined ? mentionedBy(all[0]) : undefined;
  if (mention !== undefined && refutes) return null;
  const hits = mention === undefined ? told : all;
  const enough = PLACES.map((place) => hits.filter((hit) => hit.place === place)).filter(isEnough);
  const best = enough[0];
  const first = best?.[0];
  if (best === undefined || first === undefined) return null;
  const newest = best.reduce((latest, hit) => (timeOf(hit) > timeOf(latest) ? hit : latest), first);
  const at = enough.flat().map(timeOf).sort().at(-1) ?? '';
  const shown = excerpt(newest.line.text, newest.span, SHOWN_CHARACTERS);
  return {
    id: first.symptom.id,
    weight: first.symptom.weight,
    place: newest.place,
    line: newest.line.number,
    text: shown.text,
    span: shown.span,
    captures: newest.captures,
    count: onePerLine(best).length,
    ...(at === '' ? {} : { at }),
    ...(first.symptom.refutes ? { refutes: true } : {}),
    ...(mention === undefined ? {} : { mention }),
  };
}

/** ISO 8601 UTC compares as text. */
const timeOf = (hit: Hit): string => hit.line.time ?? '';

function isEnough(hits: readonly Hit[]): boolean {
  const asked = hits[0]?.symptom.at_least;
  if (asked === undefined) return hits.length > 0;
  if (typeof asked === 'number') return onePerLine(hits).reduce((times, hit) => times + timesSaid(hit), 0) >= asked;
  return new Set(hits.flatMap((hit) => hit.captures[asked.distinct] ?? [])).size >= asked.count;
}

/** A pasted line that is read in more than one way says what it says once. */
const onePerLine = (hits: readonly Hit[]): readonly Hit[] => [
  ...new Map(hits.map((hit) => [`${hit.line.number} ${hit.line.raw}`, hit])).values(),
];

/** kubectl prints an event once and says how often it was: "3m (x110 over 68m)". */
function timesSaid(hit: Hit): number {
  return Number(/ \(x(\d{1,9}) over /.exec(hit.line.raw)?.[1] ?? 1);
}
