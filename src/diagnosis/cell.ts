import type { Column } from '../facts/catalogue.js';
import type { Cell } from '../facts/fact.js';
import type { CellTest, Role } from '../signatures/signature.js';
import type { Answer } from './diagnosis.js';
import { matches } from './pattern.js';
import { every, not } from './three.js';

const decide = (yes: boolean): Answer => (yes ? 'holds' : 'fails');

function ordered(cell: Cell, compare: (value: number) => boolean): Answer {
  return typeof cell === 'number' ? decide(compare(cell)) : 'unknown';
}

/** Between the two bounds nothing is decided, and without an upper one it never holds. */
function reached(cell: Cell, from: number | undefined, below: number): Answer {
  if (typeof cell !== 'number') return 'unknown';
  if (from !== undefined && cell >= from) return 'holds';
  return cell < below ? 'fails' : 'unknown';
}

function test(cell: Cell, wanted: CellTest): Answer {
  if (typeof wanted === 'string') return decide(matches(wanted, String(cell)));
  if (typeof wanted !== 'object') return decide(cell === wanted);
  const answers: Answer[] = [];
  const { at_least, fails_below, at_most } = wanted;
  const below = fails_below ?? at_least;
  if (below !== undefined) answers.push(reached(cell, at_least, below));
  if (at_most !== undefined) answers.push(ordered(cell, (value) => value <= at_most));
  if (wanted.equals !== undefined) answers.push(decide(cell === wanted.equals));
  if (wanted.matches !== undefined) answers.push(decide(matches(wanted.matches, String(cell))));
  if (wanted.not_matches !== undefined) answers.push(not(decide(matches(wanted.not_matches, String(cell)))));
  return every(answers);
}

/** A limit that is "none" is above every number, so a comparison with it is decided. */
function testUnlimited(wanted: CellTest): Answer {
  if (typeof wanted !== 'object') return 'fails';
  if (wanted.at_most !== undefined || wanted.equals !== undefined || wanted.matches !== undefined) return 'fails';
  return 'holds';
}

/**
 * One cell against one test. An absent cell is unknown (a null in a limit column says "no limit").
 * A total since some start says nothing about now: it may support (`helps`), never decide. No growth in the short
 * interval between two samples is unknown; growth is growth.
 */
export function testCell(cell: Cell | undefined, wanted: CellTest, column: Column | undefined, role: Role): Answer {
  if (cell === undefined) return 'unknown';
  if (cell === null) return column?.none === 'unlimited' ? testUnlimited(wanted) : 'unknown';
  const answer = test(cell, wanted);
  if (column?.time !== 'cumulative') return answer;
  if (column.type === 'flag') return cell === false ? 'unknown' : answer;
  return answer === 'holds' && role === 'helps' ? 'holds' : 'unknown';
}
