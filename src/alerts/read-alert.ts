import type { Alert } from './alert.js';
import { clusterLabel, labelNames, words } from './labels.js';
import { ruleName } from './rule-name.js';
import { isStated, parts, statusOf } from './status.js';

const CRITICAL =
  /\bseverity["']?\W{1,6}(?:critical|page|high)\b|\bPriority\W{1,6}P1\b|\[P1\]|\bUrgency\W{1,6}High\b|🔴\s*\*?High/i;

/** Reads what alert bots write. Their texts are templates that every team changes, so nothing here is needed for an answer. */
export function readAlert(text: string): Alert {
  const status = statusOf(text);
  const { firing, over } = status === 'firing' ? parts(text) : { firing: text, over: '' };
  const names = namesIn(firing);
  return {
    status,
    stated: isStated(text),
    name: ruleName(text),
    critical: CRITICAL.test(text),
    cluster: clusterLabel(text),
    names,
    over: namesIn(over).filter((name) => !names.includes(name)),
  };
}

// Bots cut what is too long: half a name may be the whole name of another node.
const CUT = /\S*(?:…|\.{3})(?=\s|$)/g;

function namesIn(text: string): readonly string[] {
  const whole = text.replace(CUT, ' ');
  return [...new Set([...labelNames(whole), ...words(whole)])];
}
