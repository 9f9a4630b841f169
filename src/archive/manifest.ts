import { z } from 'zod';

export const SCHEMA = 'plegmatic.bundle/1';

/** `manifest.json`, the first file of an archive: what is in it, of which node, when, and by which program. */
export const manifest = z.object({
  schema: z.literal(SCHEMA),
  /** Id of the report that the archive was written for. */
  id: z.string().max(300),
  node: z.string().max(253),
  cluster: z.string().max(200).nullable(),
  /** When the collection began, ISO 8601 UTC; it is also the moment the diagnosis speaks of. */
  at: z.iso.datetime({ offset: true }),
  versions: z.object({ plegmatic: z.string().max(100) }),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() })).max(500),
});
export type Manifest = z.output<typeof manifest>;

/** Which program wrote an archive, before it is known to be readable: for the sentence that refuses it. */
export const anyManifest = z.object({ schema: z.string().max(100) });
