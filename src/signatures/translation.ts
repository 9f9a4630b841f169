import { basename } from 'node:path';
import { z } from 'zod';
import { knowledgeFiles } from './folder.js';
import type { Problem } from './problem.js';
import { readFile } from './read-file.js';
import type { Signature } from './signature.js';
import { problemAt } from './source.js';

/** Languages besides English. Commands, ids and what programs print are never translated. */
export const TRANSLATED = ['zh'] as const;
export type Translated = (typeof TRANSLATED)[number];

// Commands are filled in before their words are translated, so a placeholder here would stay as it is.
const words = z
  .string()
  .min(1)
  .refine((text) => !text.includes('{{'), 'a translation holds no placeholder');

/** `<id>.zh.yaml` beside a signature: the same parts, in another language. What it leaves out stays English. */
export const translationSchema = z.strictObject({
  title: words.max(60),
  summary: words,
  mechanism: words.optional(),
  not_this: z.record(z.string(), words).default({}).describe('id of the look-alike: tell'),
  checks: z.record(z.string(), words).default({}).describe('id of the check: because'),
  steps: z
    .record(
      z.string(),
      z.strictObject({
        run: words.optional().describe('only where the step is advice in words, not a command'),
        expect: words.optional(),
        hurts: words.optional(),
        undo: words.optional(),
        verify: words.optional(),
        note: words.optional(),
      }),
    )
    .default({}),
});
export type Translation = z.infer<typeof translationSchema>;

export interface LoadedTranslations {
  readonly byId: ReadonlyMap<string, Translation>;
  readonly problems: readonly Problem[];
}

/**
 * Reads the translations beside the signatures.
 * @param signatures what they translate: an unknown id, look-alike, check or step is a problem, and the file is left out.
 */
export function loadTranslations(
  dirs: readonly string[],
  language: Translated,
  signatures: readonly Signature[],
): LoadedTranslations {
  const known = new Map(signatures.map((signature) => [signature.id, signature]));
  const byId = new Map<string, Translation>();
  const { sources, problems: unread } = knowledgeFiles(dirs, language);
  const problems = [...unread];
  for (const source of sources) {
    const id = basename(source.file, `.${language}.yaml`);
    const { value, problems: own } = readFile(source, translationSchema);
    problems.push(...own);
    if (value === null) continue;
    const strange = strangers(id, value, known.get(id));
    problems.push(...strange);
    if (strange.length === 0) byId.set(id, value);
  }
  return { byId, problems };
}

function strangers(id: string, translation: Translation, signature: Signature | undefined): readonly Problem[] {
  if (signature === undefined)
    return [
      problemAt(translation, [], {
        id,
        message: `there is no signature ${id}`,
        fix: 'name the file after the signature it translates',
      }),
    ];
  const ids = {
    not_this: new Set(signature.not_this.map((one) => one.id)),
    checks: new Set(signature.checks.map((one) => one.id)),
    steps: new Set(signature.runbook.map((one) => one.id)),
  };
  return (['not_this', 'checks', 'steps'] as const).flatMap((part) =>
    Object.keys(translation[part])
      .filter((name) => !ids[part].has(name))
      .map((name) =>
        problemAt(translation, [part, name], {
          id,
          message: `${part} has no ${name} in the signature`,
          fix: 'compare it with the English file beside it',
        }),
      ),
  );
}
