import { z } from 'zod';
import { type SlackFile, slackFile } from '../../src/jobs/payloads.js';

const raw = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});
// What a queue entry may carry; more files than that are nobody's single report.
const MOST_FILES = 20;
const NOT_TEXT = /^(image|audio|video)\//;

/** The files of a message that may hold text and can be fetched, as they travel in a job. Pictures are passed over. */
export function filesOf(files: readonly unknown[]): readonly SlackFile[] {
  return files.slice(0, MOST_FILES).flatMap((file) => {
    const parsed = raw.safeParse(file);
    if (!parsed.success) return [];
    const { id, name, mimetype, size, url_private_download: download, url_private: shown } = parsed.data;
    const url = download ?? shown;
    if (!url || NOT_TEXT.test(mimetype ?? '')) return [];
    return [
      slackFile.parse({
        id,
        url,
        name: name ?? '',
        mimetype: mimetype ?? '',
        size: Math.max(0, Math.round(size ?? 0)),
      }),
    ];
  });
}
