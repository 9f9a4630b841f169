import { auditKills as killsIn } from '../report/audit.js';
import { type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf, said } from './probe.js';

/**
 * Who signalled whom. No rows means nothing was recorded, which a node without an audit rule for kill(2) also says:
 * so the absence of a row decides nothing.
 */
function parse(looked: Looked): Facts {
  const source = said(looked.text, 'source');
  if (source === undefined)
    return { 'audit.kills': unknown(looked.reason ?? 'no audit log was read', { at: looked.at }) };
  const lines = linesOf(looked.text).filter((line) => !line.startsWith('@ '));
  const rows = killsIn(lines.map((text, index) => ({ number: index + 1, text, raw: text })));
  return {
    'audit.kills': known(
      rows.map((row) => ({ ...row })),
      source,
      { at: looked.at, complete: false },
    ),
  };
}

export const auditKills = { names: ['audit.kills'], parse };
