import type { Case, Check, Signature, Step, Symptom } from '../signatures/signature.js';
import type { ReadOn } from './readings.js';

const RISKS = {
  observe: 'Look (changes nothing)',
  mitigate: 'Relieve (can be undone)',
  disruptive: 'Disruptive (hurts somebody)',
  fix: 'Fix (removes the cause)',
} as const satisfies Record<Step['risk'], string>;

/** A code span whatever the text holds: the fence is longer than any run of backticks inside. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

const prose = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/([<>*_|])/g, '\\$1')
    .trim();

function symptomLine({ id, weight, refutes, pattern, in: places }: Symptom): string {
  const says = refutes ? 'speaks against it' : weight;
  return `- **${id}** (${says}; in ${places.join(', ')}): ${code(pattern)}`;
}

function checkLine({ id, role, because, settle, version_in: ranges }: Check): string {
  const range = ranges
    ?.map(
      ({ introduced, fixed }) =>
        `${introduced === '0' ? 'the beginning' : introduced} up to, not including, ${fixed ?? 'now'}`,
    )
    .join('; ');
  return `- **${id}** (${role}${range === undefined ? '' : `; ${range}`}): ${prose(because)} By hand: ${code(settle.replace(/\s+/g, ' '))}`;
}

function stepLines({ run, expect, hurts, undo, verify, note }: Step): string {
  const more = [
    ['Expect', expect],
    ['Hurts', hurts],
    ['Undo', undo],
    ['Verify', verify],
    ['Note', note],
  ].flatMap(([name, text]) => (text === undefined ? [] : [`   ${name}: ${prose(text ?? '')}`]));
  return [`1. ${code(run.replace(/\s+/g, ' ').trim())}`, ...more].join('\n');
}

const pasted = (cases: readonly Case[]): readonly string[] =>
  cases.flatMap((one) =>
    one.paste !== undefined && one.verdict !== 'silent' && one.verdict !== 'ruled-out' ? [one.paste] : [],
  );

const secondReading = (day: string | undefined): string =>
  day === undefined ? ' (not opened by a second reader yet)' : ` (opened by a second reader, ${day})`;

const sourceLine = ({ type, url, says }: Signature['references'][number], second: string): string =>
  `- ${type}: [${prose(says)}](${url})${second}`;

/**
 * @param readOn when each reference was opened by a second reader; left out where the ledger is not at hand (an installed program).
 * @returns the catalogue's page of one signature: what it is, how it is known, what to do, who says so.
 */
export function page(signature: Signature, cases: readonly Case[], readOn?: ReadOn): string {
  const {
    id,
    title,
    status,
    severity,
    summary,
    aliases,
    general,
    narrows,
    explained_by,
    not_this,
    symptoms,
    checks,
    cause,
    runbook,
    references,
  } = signature;
  const sample = pasted(cases)[0];
  const parts = [
    `# ${prose(title)}`,
    `\`${id}\` · ${status} · ${severity} · breaks at **${cause.breaks_at}**, felt at ${cause.felt_at}${aliases.length > 0 ? ` · also known as ${aliases.join(', ')}` : ''}`,
    prose(summary),
    ...(narrows.length === 0
      ? []
      : [`A known case of ${narrows.map((broad) => `[${broad}](${broad}.md)`).join(', ')}.`]),
    ...(general ? ['It names what is seen, not why.'] : []),
    ...(sample === undefined ? [] : [`## What people paste\n\n${indent(sample.slice(0, 1200))}`]),
    `## Why\n\n${prose(cause.mechanism)}`,
    ...(explained_by.length === 0
      ? []
      : [`## What leads to it\n\n${explained_by.map((why) => `- [${why}](${why}.md)`).join('\n')}`]),
    `## Symptoms\n\n${symptoms.map(symptomLine).join('\n')}`,
    ...(checks.length === 0 ? [] : [`## Checks\n\n${checks.map(checkLine).join('\n')}`]),
    `## Not this\n\n${not_this.map(({ id: other, tell }) => `- [${other}](${other}.md): ${prose(tell)}`).join('\n')}`,
    ...(['observe', 'mitigate', 'disruptive', 'fix'] as const).flatMap((risk) => {
      const steps = runbook.filter((step) => step.risk === risk);
      return steps.length === 0 ? [] : [`## ${RISKS[risk]}\n\n${steps.map(stepLines).join('\n')}`];
    }),
    `## Sources\n\n${references.map((one) => sourceLine(one, readOn === undefined ? '' : secondReading(readOn(id, one.url)))).join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

const indent = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
