import { z } from 'zod';

/** A planted defect: one line of the product made wrong on purpose. The suite is worth its name only if it notices. */
const defectSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** What a user would suffer. */
  harm: z.string().min(10),
  file: z.string(),
  /** Exact text that occurs once in the file. */
  find: z.string().min(3),
  replace: z.string(),
  /** Test files that ought to notice; the first failing one is enough. */
  tests: z.array(z.string()).min(1),
});

export const defectsSchema = z.array(defectSchema).min(20);
export type Defect = z.infer<typeof defectSchema>;

/**
 * @returns the source with the defect in it.
 * @throws when the text to replace does not occur exactly once: the list is stale, which is a failure of its own.
 */
export function plant(source: string, defect: Defect): string {
  const first = source.indexOf(defect.find);
  if (first === -1 || source.indexOf(defect.find, first + 1) !== -1)
    throw new Error(`${defect.id}: the text to replace must occur exactly once in ${defect.file}`);
  return source.slice(0, first) + defect.replace + source.slice(first + defect.find.length);
}
