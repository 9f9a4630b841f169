import type { Message } from '../model.js';
import { stampToMillis } from '../stamps.js';
import { printMessage } from './message.js';
import { createPaint } from './paint.js';
import { narrower, type Sheet } from './sheet.js';

export type Thread = {
  /** What stands on top, e.g. `#ops`. */
  readonly title?: string;
  /** Root first, then its replies. */
  readonly messages: readonly Message[];
  /** The display name of a user, bot or channel id. */
  readonly nameOf: (id: string) => string;
};

export type PrintOptions = {
  /** Columns; default 100. Code is never broken, so it may be wider. */
  readonly width?: number;
  readonly color?: boolean;
  /** Whose clock the times are in; default UTC. */
  readonly timeZone?: string;
};

/** A thread as a person sees it: the root, then its replies behind a line. Ends without a newline. */
export function printThread(
  thread: Thread,
  { width = 100, color = false, timeZone = 'UTC' }: PrintOptions = {},
): string {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  const sheet: Sheet = {
    width,
    paint: createPaint(color),
    nameOf: thread.nameOf,
    timeOf: (ts) => clock.format(stampToMillis(ts)),
  };
  const [root, ...replies] = thread.messages;
  const lines = thread.title ? [sheet.paint.bold(thread.title), ''] : [];
  if (root) lines.push(...printMessage(root, sheet));
  const bar = sheet.paint.dim('│');
  for (const reply of replies) {
    lines.push(`  ${bar}`);
    lines.push(...printMessage(reply, narrower(sheet, 4)).map((line) => `  ${bar} ${line}`.trimEnd()));
  }
  return lines.join('\n');
}
