import type { Alert } from './alert.js';
import { label, labelNames, words } from './labels.js';

const RESOLVED = [
  /\[RESOLVED(?::\d+)?\]/i,
  /^\W{0,4}(?::[a-z_]+:\s*)*(?:\[(?:RECOVERED|OK|CLOSED)\b|(?:Resolved|Recovered|Closed)\b)/im,
  /\b(?:Alert|Incident|Issue)\s+(?:is\s+)?(?:Resolved|Recovered|Closed)\b/i,
  /^\W{0,4}Status\W{1,6}(?:Resolved|Closed)\b/im,
  /\bclosed alert\b/i,
];
const FIRING = [/\[FIRING(?::\d+)?[^\]\n]*\]/i, /\*\*Firing\*\*/];
/** What people do with an alert is told in the same channel, in the first line; it is not the alert. */
const OTHER =
  /^\W{0,4}\[?(?:Acknowledged|Ack|Assigned|Reassigned|Snoozed|Muted|Escalated|Note added)\b|\backnowledged alert\b|\badded (?:a )?note\b/i;

/** Where the rule's name stands, in the shapes of the usual bots. */
const NAMES: readonly RegExp[] = [
  /\[(?:FIRING|RESOLVED)[^\]\n]*\]\s+([A-Za-z][\w.-]{2,100})/,
  /\bAlert (?:Firing|Resolved)\b[^\n]*\n\W{0,4}([A-Za-z][\w.-]{2,100})/,
  /\[(?:Triggered|Warn|Warning|No data|Re-Triggered|Recovered|Alert|P\d|OK)[^\]\n]*\]\s*([^\n]{3,200})/i,
  /^\W{0,4}(?:Triggered|Recovered|Resolved|Re-Triggered|Warn|Closed)(?:\s+#\d+)?\s*[:-]\s*([^\n]{3,200})/im,
  /#\d{1,9}\]?\s*[:-]?\s+([^\n]{3,200})/,
];

const CRITICAL =
  /\bseverity["']?\W{1,6}(?:critical|page|high)\b|\bPriority\W{1,6}P1\b|\[P1\]|\bUrgency\W{1,6}High\b|🔴\s*High/i;

/** Reads what alert bots write. Their texts are templates that every team changes, so nothing here is needed for an answer. */
export function readAlert(text: string): Alert {
  return {
    status: statusOf(text),
    name: nameOf(text),
    critical: CRITICAL.test(text),
    cluster: label(text, 'cluster'),
    names: [...new Set([...labelNames(text), ...words(text)])],
  };
}

function statusOf(text: string): Alert['status'] {
  // A group in which one still fires is firing.
  if (FIRING.some((pattern) => pattern.test(text))) return 'firing';
  if (RESOLVED.some((pattern) => pattern.test(text))) return 'resolved';
  return OTHER.test(firstLine(text)) ? 'other' : 'firing';
}

const MOST_NAME = 80;

function nameOf(text: string): string {
  const stated = label(text, 'alertname');
  if (stated !== undefined) return stated;
  for (const pattern of NAMES) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return general(found);
  }
  return general(firstLine(text));
}

const firstLine = (text: string): string => text.split('\n').find((line) => line.trim() !== '') ?? '';

/** Without what differs from node to node, so that the same rule has the same name. */
function general(words: string): string {
  const kept = words
    .replace(/\([^)]*\)|\s(?:on|for)\s.*$/g, ' ')
    .replace(/\S*\d\S*/g, '#')
    .replace(/[^\p{L}\p{N}#._-]+/gu, ' ')
    .trim();
  return kept.slice(0, MOST_NAME) || 'alert';
}
