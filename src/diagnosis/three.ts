import type { Answer } from './diagnosis.js';

/** Three-valued logic: unknown is carried along wherever it could still change the outcome, and nowhere else. */

/** AND: one `fails` decides, else one `unknown` spoils. Nothing asked holds. */
export function every(answers: Iterable<Answer>): Answer {
  let result: Answer = 'holds';
  for (const answer of answers) {
    if (answer === 'fails') return 'fails';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** OR: one `holds` decides, else one `unknown` spoils. Nothing asked fails. */
export function some(answers: Iterable<Answer>): Answer {
  let result: Answer = 'fails';
  for (const answer of answers) {
    if (answer === 'holds') return 'holds';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

/** NOT: unknown stays unknown. */
export function not(answer: Answer): Answer {
  return answer === 'unknown' ? 'unknown' : answer === 'holds' ? 'fails' : 'holds';
}
