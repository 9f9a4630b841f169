import type { SeenSymptom } from './diagnosis.js';

/** What a symptom matched is known again by so many characters of its beginning: the rest of a long match is cut out where it is shown. */
const BEGINNING = 40;

/**
 * The symptoms as a person reads them: a line that several symptoms point to stands once, with a span around all of them. A line that is too
 * long is shown in parts; one whose words another part shows already is left out.
 * What speaks for a cause is never joined with what speaks against it.
 * @returns in the order of `symptoms`; the first symptom of a line stands for it.
 */
export function seenLines(symptoms: readonly SeenSymptom[]): readonly SeenSymptom[] {
  const lines: SeenSymptom[] = [];
  for (const symptom of symptoms) {
    const at = lines.findIndex((line) => isOfLine(line, symptom) && shows(line, symptom));
    const first = lines[at];
    if (first === undefined) lines.push(symptom);
    else lines[at] = joined(first, symptom);
  }
  return lines;
}

const isOfLine = (one: SeenSymptom, other: SeenSymptom): boolean =>
  one.place === other.place && one.line === other.line && (one.refutes === true) === (other.refutes === true);

function shows({ text }: SeenSymptom, { text: other, span }: SeenSymptom): boolean {
  const words = other.slice(span.from, Math.min(span.to, span.from + BEGINNING));
  return text === other || (words !== '' && text.includes(words));
}

function joined(first: SeenSymptom, other: SeenSymptom): SeenSymptom {
  const mention = first.mention ?? other.mention;
  return {
    ...first,
    ...(first.text === other.text ? { span: around(first, other) } : {}),
    count: Math.max(first.count, other.count),
    ...(mention === undefined ? {} : { mention }),
  };
}

function around({ span: one }: SeenSymptom, { span: other }: SeenSymptom): SeenSymptom['span'] {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
