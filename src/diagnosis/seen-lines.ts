import type { SeenSymptom } from './diagnosis.js';

/**
 * The symptoms as a person reads them: a line that several symptoms point to stands once, with a span around all of them.
 * What speaks for a cause is never joined with what speaks against it.
 * @returns in the order of `symptoms`; the first symptom of a line stands for it.
 */
export function seenLines(symptoms: readonly SeenSymptom[]): readonly SeenSymptom[] {
  const lines = new Map<string, SeenSymptom>();
  for (const symptom of symptoms) {
    const key = JSON.stringify([symptom.place, symptom.line, symptom.refutes === true, symptom.text]);
    const first = lines.get(key);
    const mention = first?.mention ?? symptom.mention;
    lines.set(
      key,
      first === undefined
        ? symptom
        : {
            ...first,
            span: around(first, symptom),
            count: most(first, symptom),
            ...(mention === undefined ? {} : { mention }),
          },
    );
  }
  return [...lines.values()];
}

function around({ span: one }: SeenSymptom, { span: other }: SeenSymptom): SeenSymptom['span'] {
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

function most(one: SeenSymptom, other: SeenSymptom): number {
  return Math.max(one.count, other.count);
}
