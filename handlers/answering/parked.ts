import type { AnswerPayload, ReadPayload } from '../../src/jobs/payloads.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import { reasonOf, tell } from '../ways/told.js';

type Needs = Pick<Parts, 'slack' | 'log' | 'records'>;

/** A report that will not be tried again: its thread hears why, if somebody asked. */
export async function parkedRead(payload: ReadPayload, error: Error, parts: Needs): Promise<void> {
  parts.log.error({ err: error, report: payload.id }, 'report parked');
  if (!payload.asked) return;
  const text = reasonOf(error);
  const thread = payload.thread ?? payload.message;
  try {
    await parts.slack.say(payload.channel, text, thread);
  } catch {
    if (payload.user !== undefined)
      await tell({ channel: payload.channel, user: payload.user }, payload.user, text, parts);
  }
}

/** An answer that will not be tried again: said in the thread where the first answer stands. */
export async function parkedAnswer(
  payload: AnswerPayload,
  error: Error,
  parts: Needs,
  file: ReportFile,
): Promise<void> {
  const id = payload.waiter.report;
  parts.log.error({ err: error, report: id }, 'answer parked');
  const report = await file.open(id);
  const post = await parts.records.answers.where(id);
  const channel = post?.channel ?? report?.payload.channel;
  if (channel === undefined) return;
  await parts.slack.say(
    channel,
    `${payload.waiter.node}: ${reasonOf(error)}`,
    post?.thread ?? post?.ts ?? report?.payload.message,
  );
}
