import { factSpec } from '../../facts/catalogue.js';
import type { VersionRange } from '../../versions/scheme.js';
import { inRanges } from '../../versions/versions.js';
import { isReading, known, type Question, type Reading, unknown } from '../reading.js';

const printed = (range: VersionRange): string =>
  range.fixed === undefined
    ? `${range.introduced === '0' ? 'every version' : `${range.introduced} and later`}`
    : range.introduced === '0'
      ? `before ${range.fixed}`
      : `${range.introduced} up to, not including, ${range.fixed}`;

/** Is the version one of the affected ones? The order belongs to the fact; two different answers are none. */
export function versionIn(question: Question, name: string, ranges: readonly VersionRange[]): Reading {
  const fact = known(question, name);
  if (isReading(fact)) return fact;
  const answers = [...new Set(Array.isArray(fact.value) ? fact.value.map(String) : [String(fact.value)])];
  const version = answers[0];
  if (version === undefined) return unknown(`${name}: no answer`);
  if (answers.length > 1) return unknown(`${name} has ${answers.length} different answers: ${answers.join(' and ')}`);
  const spec = factSpec(name);
  if (spec?.kind !== 'version') return unknown(`${name} is not a version`);
  const affected = ranges.map(printed).join(', or ');
  const answer = inRanges(spec.scheme, version, ranges);
  if (answer === 'unknown')
    return unknown(
      `${version} does not settle it (affected: ${affected}): its build may or may not contain the change`,
    );
  if (answer === 'yes') return { answer: 'holds', value: version, because: `${version} is affected (${affected})` };
  return { answer: 'fails', value: version, because: `${version} is not affected (affected: ${affected})` };
}
