import { readFileSync } from 'node:fs';

/** One text with its secrets marked. */
export interface Labelled {
  readonly kind: string;
  /** As it would be pasted. */
  readonly text: string;
  /** What must go, in order. */
  readonly secrets: readonly string[];
  /** What must stay: the pieces between the secrets, one more than there are of those. */
  readonly rest: readonly string[];
}

/** Reads a fixture: `## kind` above, one text a line, ⟦…⟧ around secrets, · dropped, ↵ a newline, ⇥ a tab. */
export function readLabelled(file: string): readonly Labelled[] {
  const lines = readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8').split('\n');
  let kind = 'others';
  const found: Labelled[] = [];
  for (const line of lines) {
    if (line.startsWith('## ')) kind = line.slice(3);
    else if (line !== '' && !/^# [A-Z·]/.test(line)) found.push(labelled(kind, line));
  }
  return found;
}

function labelled(kind: string, line: string): Labelled {
  const marked = line.replaceAll('·', '').replaceAll('↵', '\n').replaceAll('⇥', '\t');
  const pieces = marked.split(/[⟦⟧]/);
  return {
    kind,
    text: pieces.join(''),
    secrets: pieces.filter((_, index) => index % 2 === 1),
    rest: pieces.filter((_, index) => index % 2 === 0),
  };
}
