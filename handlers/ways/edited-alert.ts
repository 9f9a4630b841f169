import { z } from 'zod';
import { reportId } from '../../src/jobs/ids.js';
import type { Parts } from '../parts.js';
import { isPicture } from '../text/message-files.js';
import { messageText, type SlackMessage, slackMessage } from '../text/message-text.js';
import { messageReport, type Place } from './message-report.js';
import { isAnswer, isWorthReading } from './pasted-error.js';

/** What Slack tells of an edit: the message as it is now, as it was, and the time of the edit, by which its redeliveries are known. */
const edit = z.looseObject({ ts: z.string(), message: slackMessage, previous_message: slackMessage.nullish() });

/**
 * An alert bot changed its message: Alertmanager and PagerDuty edit one from firing to resolved, groups grow, files come later. People's
 * edits, previews, buttons that go and answers that are counted say nothing new.
 * @returns true when it was stored
 */
export async function editedAlert(
  event: object,
  place: Place,
  parts: Pick<Parts, 'self' | 'engine' | 'jobs' | 'rights' | 'now'>,
): Promise<boolean> {
  const parsed = edit.safeParse(event);
  if (!parsed.success || !parts.rights.readsBots(place.channel)) return false;
  const { ts, message, previous_message: before } = parsed.data;
  if (message.bot_id === undefined || isAnswer(message, parts.self)) return false;
  const text = messageText(message);
  const report = messageReport(message, place);
  const files = report.files.filter((file) => file.url !== '' && !isPicture(file));
  if (before != null && !saysMore(report.files, text, before, place)) return false;
  const worth = [message, ...(before == null ? [] : [before])].some((one) => isWorthReading(messageText(one), parts));
  if (files.length === 0 && !worth) return false;
  await parts.jobs.enqueueRead(
    {
      ...report,
      id: reportId('event', [place.team, place.channel, message.ts, ts]),
      files,
      way: 'alert',
      asked: false,
      at: parts.now(),
      extra: { edits: report.id },
    },
    text,
  );
  return true;
}

function saysMore(
  files: ReturnType<typeof messageReport>['files'],
  text: string,
  before: SlackMessage,
  place: Place,
): boolean {
  const had = new Set(messageReport(before, place).files.map(({ id, url }) => `${id} ${url}`));
  return text !== messageText(before) || files.some(({ id, url }) => !had.has(`${id} ${url}`));
}
