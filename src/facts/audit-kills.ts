import { auditKills as killsIn } from '../report/audit.js';
import { readReport } from '../report/read-report.js';
import { type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf, said } from './probe.js';

/** SIGKILL: the signal that ends containers without a word. */
const KILL = 9;

/**
 * Who signalled whom. Without any record of a SIGKILL the node may have no audit rule for kill(2): then the absence of a row decides
 * nothing. One such record shows that the rule is armed, and an unrecorded killer can be excluded.
 */
function parse(looked: Looked): Facts {
  const source = said(looked.text, 'source');
  if (source === undefined)
    return { 'audit.kills': unknown(looked.reason ?? 'no audit log was read', { at: looked.at }) };
  const lines = linesOf(looked.text).filter((line) => !line.startsWith('@ '));
  // The reader decodes the hex titles.
  const rows = killsIn(readReport(lines.join('\n')).lines);
  return {
    'audit.kills': known(
      rows.map((row) => ({ ...row })),
      source,
      { at: looked.at, complete: looked.complete && rows.some((row) => row.signal === KILL) },
    ),
  };
}

export const auditKills = { names: ['audit.kills'], parse };
