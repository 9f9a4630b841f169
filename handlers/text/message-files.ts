import { z } from 'zod';
import { type SlackFile, slackFile } from '../../src/jobs/payloads.js';
import type { SlackMessage } from './message-text.js';

const raw = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});
/** A forwarded message carries its files in an attachment. */
const forwarded = z.looseObject({ files: z.array(z.unknown()) });
// What a queue entry may carry; more files than that are nobody's single report.
const MOST_FILES = 20;
const NOT_TEXT = /^(image|audio|video)\//;

/**
 * The files of a message, those of messages forwarded in it included, as they travel in a job. `url` is '' where Slack shows only that
 * there was one (deleted, too old for the plan, another company's).
 */
export function filesOf(message: Pick<SlackMessage, 'files' | 'attachments'>): readonly SlackFile[] {
  const inside = (message.attachments ?? []).flatMap((one) => forwarded.safeParse(one).data?.files ?? []);
  return [...(message.files ?? []), ...inside].slice(0, MOST_FILES).flatMap((file) => {
    const parsed = raw.safeParse(file);
    if (!parsed.success) return [];
    const { id, name, title, mimetype, size, url_private_download: download, url_private: shown } = parsed.data;
    return [
      slackFile.parse({
        id,
        url: download || shown || '',
        name: name || title || '',
        mimetype: mimetype ?? '',
        size: Math.max(0, Math.round(size ?? 0)),
      }),
    ];
  });
}

/** Nothing we could read: a picture, a recording. */
export const isPicture = (file: SlackFile): boolean => NOT_TEXT.test(file.mimetype);
