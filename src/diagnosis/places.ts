import type { Fact, Facts } from '../facts/fact.js';
import { readReport } from '../report/read-report.js';
import { type Line, PLACES, type Place } from '../report/report.js';
import { linesOf, rowsOf } from './value.js';

/** A condition of the node object as one line; it is true when it was read, whenever it began. */
function conditionLines(fact: Extract<Fact, { state: 'known' }>): readonly Line[] {
  return (rowsOf(fact.value) ?? []).map((row, index) => {
    const text = `${row.type ?? ''}=${row.status ?? ''} ${row.reason ?? ''}: ${row.message ?? ''}`;
    return {
      number: index + 1,
      text,
      raw: text,
      program: 'kubelet',
      ...(fact.at === undefined ? {} : { time: fact.at }),
    };
  });
}

interface PlaceLines {
  readonly place: Place;
  readonly lines: readonly Line[];
}

/**
 * Facts that are places: logs, events, conditions and the exec's own words, read like a pasted text.
 * @returns each collected place with its lines, in the order of the format.
 */
export function placesOf(facts: Facts): readonly PlaceLines[] {
  return PLACES.flatMap((place): readonly PlaceLines[] => {
    const fact = Object.hasOwn(facts, place) ? facts[place] : undefined;
    if (place === 'paste' || fact === undefined || fact.state === 'unknown') return [];
    if (place === 'node.conditions') return [{ place, lines: conditionLines(fact) }];
    const lines = linesOf(fact.value);
    if (lines === undefined) return [];
    return [{ place, lines: readReport(lines.join('\n'), fact.at === undefined ? {} : { at: fact.at }).lines }];
  });
}
