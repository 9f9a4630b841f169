import type { ReadPayload } from '../../src/jobs/payloads.js';
import type { Desk } from '../answering/buttons.js';
import type { Parts } from '../parts.js';
import { tell } from '../ways/told.js';
import { escalateReport } from './case-clicks.js';

/** "escalate" in a thread: the newest answer that stands there. @returns false when nothing was answered there yet */
export async function escalateThread(payload: ReadPayload, parts: Parts, desk: Desk): Promise<boolean> {
  const { channel, user, thread, message } = payload;
  const root = thread ?? message;
  if (root === undefined || user === undefined) return false;
  const [newest] = await parts.slack.answersIn(channel, root).catch(() => []);
  if (newest === undefined) return false;
  const said = await escalateReport(newest, { user, channel }, parts, desk);
  if (said !== undefined) await tell({ channel, user, thread: root }, user, said, parts);
  return true;
}
