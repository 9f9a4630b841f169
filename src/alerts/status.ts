import type { Alert } from './alert.js';

/**
 * What an incident tool says of its own incident stands before the title that it quotes: an incident of Alertmanager's is called
 * `[FIRING:1] …` also when it is over.
 */
const TOOL: readonly (readonly [Alert['status'], RegExp])[] = [
  ['resolved', /^\W{0,4}(?:Resolved|Closed)\s+#\d|\bclosed alert\b/i],
  ['other', /^\W{0,4}(?:Acknowledged|Reassigned|Snoozed|Escalated)\s+#\d|\backnowledged alert\b/i],
];

/** At the beginning of a message; further down "Resolved when ..." is what somebody wrote about the rule. Datadog puts the priority before it. */
const RESOLVED_HEAD =
  /^\W{0,4}(?::[a-z_]+:\s*)*(?:\[P\d\]\s*)?(?:\[(?:RECOVERED|OK|CLOSED)\b|(?:Resolved|Recovered|Closed)\b)/im;
const RESOLVED = [
  /\[RESOLVED(?::\d+)?\]/i,
  /\bPrometheus (?:Alert )?Resolved\b/i,
  /\b(?:Alert|Incident|Issue)\s+(?:is\s+)?(?:Resolved|Recovered|Closed)\b/i,
  /^\W{0,4}Status\W{1,6}(?:Resolved|Closed)\b/im,
];
const FIRING = [/\[FIRING(?::\d+)?[^\]\n]*\]/i, /\*\*Firing\*\*/];
/** Words of bots whose state stands elsewhere when it is over. */
const TRIGGERED = /\[(?:Re-)?(?:Triggered|Warn|No data)\b|^\W{0,4}(?:Re-)?Triggered\b|\bAlert Firing\b|\bNew alert\b/im;
/** What people do with an alert is told in the same channel, in the first line; it is not the alert. */
const OTHER =
  /^\W{0,4}\[?(?:Acknowledged|Ack|Assigned|Reassigned|Snoozed|Muted|Escalated|Note added)\b|\badded (?:a )?note\b|^\W{0,4}Alerts Summary\b/i;

/** Whether it is about something that goes wrong, that is over, or neither. What says nothing of itself counts as firing. */
export function statusOf(text: string): Alert['status'] {
  const head = firstLine(text);
  const said = TOOL.find(([, pattern]) => pattern.test(head));
  if (said !== undefined) return said[0];
  // A group in which one still fires is firing.
  if (FIRING.some((pattern) => pattern.test(text))) return 'firing';
  const over = first(text, RESOLVED, RESOLVED_HEAD);
  // Whichever the message says first is its state; what follows is about the rule.
  if (over < first(text, [TRIGGERED], TRIGGERED)) return 'resolved';
  return OTHER.test(head) ? 'other' : 'firing';
}

const HEAD_LINES = 2;

/** Where one of the patterns fits first, `atHead` in the first lines alone; beyond the end where none does. */
function first(text: string, anywhere: readonly RegExp[], atHead: RegExp): number {
  const head = text.trimStart().split('\n', HEAD_LINES).join('\n');
  const found = [...anywhere.map((pattern) => text.search(pattern)), head.search(atHead)];
  return Math.min(text.length, ...found.filter((at) => at >= 0));
}

/** Whether the text says of itself in which state the alert is. */
export const isStated = (text: string): boolean =>
  statusOf(text) !== 'firing' || TRIGGERED.test(text) || FIRING.some((pattern) => pattern.test(text));

export const firstLine = (text: string): string => text.split('\n').find((line) => line.trim() !== '') ?? '';

const HEADING = /^\W{0,6}(?:\[\d+\]\s*)?(?:alerts?\s+)?(firing|resolved)(?:\s+alerts?)?\W{0,6}(?:\d+\W{0,3})?$/i;

/** A group lists what fires and what is over under headings of their own. Text before any heading belongs to what fires. */
export function parts(text: string): Readonly<Record<'firing' | 'over', string>> {
  const lines: Record<'firing' | 'over', string[]> = { firing: [], over: [] };
  let under: 'firing' | 'over' = 'firing';
  for (const line of text.split('\n')) {
    const [, heading] = HEADING.exec(line.trim()) ?? [];
    if (heading !== undefined) under = heading.toLowerCase() === 'firing' ? 'firing' : 'over';
    lines[under].push(line);
  }
  return { firing: lines.firing.join('\n'), over: lines.over.join('\n') };
}
