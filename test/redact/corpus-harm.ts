import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { redact } from '../../src/redact/redact.js';
import { corpusPaths, readLabelled } from '../accuracy/corpus.js';
import { answerSchema } from '../accuracy/labelled.js';

export interface CorpusHarm {
  readonly texts: number;
  /** Texts that did not come out byte for byte, with what was removed, by kind. */
  readonly changed: readonly { readonly id: string; readonly removed: string }[];
  readonly differing: readonly { readonly id: string; readonly before: string; readonly after: string }[];
}

const bin = fileURLToPath(new URL('../../bin/plegmatic.js', import.meta.url));

/** Redacts the error texts of test/corpus, and has what changed diagnosed before and after by the shipped command. */
export async function corpusHarm(): Promise<CorpusHarm> {
  const all = readLabelled(corpusPaths());
  const pairs: { readonly id: string; readonly removed: string; readonly before: string; readonly after: string }[] =
    [];
  for (const { id, text } of all) {
    const { text: after, counts } = await redact(text);
    if (after !== text) pairs.push({ id, removed: JSON.stringify(counts), before: text, after });
  }
  const [before, after] = [verdicts(pairs.map((pair) => pair.before)), verdicts(pairs.map((pair) => pair.after))];
  const differing = pairs.flatMap(({ id }, index) =>
    before[index] === after[index] ? [] : [{ id, before: before[index] ?? '', after: after[index] ?? '' }],
  );
  return { texts: all.length, changed: pairs.map(({ id, removed }) => ({ id, removed })), differing };
}

function verdicts(texts: readonly string[]): readonly string[] {
  const input = texts.map((text, index) => `${JSON.stringify({ id: String(index), text })}\n`).join('');
  const { stdout } = spawnSync(process.execPath, [bin, 'explain', '--jsonl'], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const answers = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => answerSchema.parse(JSON.parse(line)));
  return answers.map(({ diagnoses }) =>
    diagnoses.flatMap((one) => one.verdicts.map(({ id, verdict }) => `${verdict} ${id}`)).join(', '),
  );
}
