import { label } from './labels.js';
import { firstLine } from './status.js';

const STATES = '(?:Re-)?(?:Triggered|Warn|Warning|No data|Recovered|Alert|OK)';

/** Where the rule's name stands, in the shapes of the usual bots. */
const NAMES: readonly RegExp[] = [
  /\[(?:FIRING|RESOLVED)[^\]\n]*\]\s+([^\n]{3,200})/i,
  /\bPrometheus (?:Alert )?(?:Firing|Resolved)\b[^\n]*\n([^\n]{3,200})/i,
  new RegExp(`\\[${STATES}\\b[^\\]\\n]*\\]\\s*([^\\n]{3,200})`, 'i'),
  /^\W{0,4}(?:(?:Re-)?Triggered|Recovered|Resolved|Warn|Closed)(?:\s+#\d+)?\s*[:-]\s*([^\n]{3,200})/im,
  /#\d{1,9}\]?\s*[:-]?\s+([^\n]{3,200})/,
];

/** `KubeNodeNotReady`, `node_down`: a name that was made as one, and not the first word of a sentence. */
const MADE = /^\W{0,4}([A-Za-z][a-z0-9]*(?:[A-Z_]\w*|[.-]\w*[A-Z_]\w*))(?![\w.-])/;

/** What two alerts of one rule share, whatever node they are about. */
export function ruleName(text: string): string {
  const stated = label(text, 'alertname');
  if (stated !== undefined) return stated;
  for (const pattern of NAMES) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return MADE.exec(found)?.[1] ?? general(found);
  }
  return general(firstLine(text));
}

const MOST_NAME = 80;

/** Without what differs from node to node, so that the same rule has the same name. */
function general(words: string): string {
  const kept = words
    .replace(/^\s*\[P\d\]/, ' ')
    .replace(/\([^)]*\)|\s(?:on|for)\s.*$/g, ' ')
    .replace(/\S*\d\S*/g, '#')
    .replace(/[^\p{L}\p{N}#._-]+/gu, ' ')
    .trim();
  return kept.slice(0, MOST_NAME) || 'alert';
}
