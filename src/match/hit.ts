import type { Line, Place } from '../report/report.js';
import type { Signature, Symptom } from '../signatures/signature.js';
import type { Span } from './excerpt.js';

/** One line that one symptom of one signature matches. */
export interface Hit {
  readonly signature: Signature;
  readonly symptom: Symptom;
  /** For `across_lines`, the line where the match begins. */
  readonly line: Line;
  readonly place: Place;
  /** Where in the line's text; a match over several lines ends with the first. */
  readonly span: Span;
  /** Found only as people retell it, in other letters or lines than the program writes (see `retold`). */
  readonly retold?: true;
  /** Named captures that took part, each cut to 200 characters. */
  readonly captures: Readonly<Record<string, string>>;
}
