import type { CollectionReport } from '../facts/collection.js';
import type { Fact, Facts } from '../facts/fact.js';
import { readReport } from '../report/read-report.js';
import { type Line, PLACES, type Place } from '../report/report.js';
import { together } from './moment.js';
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

type Window = CollectionReport['window'];

/** 15 minutes, the format's default window: what a log said before that is another incident, or one that is over. */
const WINDOW_MS = 15 * 60_000;

/**
 * @param incident times that the report itself gives its lines, ISO 8601.
 * @returns whether a log line speaks of this incident: undated, near a line of the report, or not long before the log was read.
 */
function isOfIncident(line: Line, readAt: string | undefined, incident: readonly string[], window?: Window): boolean {
  if (line.time === undefined || readAt === undefined) return true;
  if (window !== undefined && line.time >= window.from && line.time <= window.to) return true;
  return [readAt, ...incident].some((time) => together(line.time, time, WINDOW_MS));
}

interface PlaceLines {
  readonly place: Place;
  readonly lines: readonly Line[];
}

/**
 * Facts that are places: logs, events, conditions and the exec's own words, read like a pasted text. Of logs only what was written
 * around the incident: else /diagnose would tell of every failure the node got over in the last half hour.
 * @param incident times of the report's own lines.
 * @param window the time whose logs were asked for, because the report speaks of it.
 * @returns each collected place with its lines, in the order of the format.
 */
export function placesOf(facts: Facts, incident: readonly string[] = [], window?: Window): readonly PlaceLines[] {
  return PLACES.flatMap((place): readonly PlaceLines[] => {
    const fact = Object.hasOwn(facts, place) ? facts[place] : undefined;
    if (place === 'paste' || fact === undefined || fact.state === 'unknown') return [];
    if (place === 'node.conditions') return [{ place, lines: conditionLines(fact) }];
    const lines = linesOf(fact.value);
    if (lines === undefined) return [];
    const read = readReport(lines.join('\n'), fact.at === undefined ? {} : { at: fact.at }).lines;
    return [{ place, lines: read.filter((line) => isOfIncident(line, fact.at, incident, window)) }];
  });
}
