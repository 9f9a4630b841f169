import { type Line, PARTS } from './line.js';

const MARK = { ok: 'ok', warning: 'warning', failed: 'FAILED', 'not-checked': 'not checked' } as const;

export const inOrder = (lines: readonly Line[]): readonly Line[] =>
  [...lines].sort((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part));

/** The lines for people, each that is not ok with its fix below it, and the sum at the end. */
export function printLines(lines: readonly Line[]): string {
  const rows = lines.flatMap((line) => [
    `${MARK[line.state].padEnd(12)} ${line.part}: ${line.says}`,
    ...(line.state === 'ok' ? [] : [`${''.padEnd(12)}   fix: ${line.fix}`]),
  ]);
  const count = (state: Line['state']): string => {
    const many = lines.filter((line) => line.state === state).length;
    return `${many} ${MARK[state].toLowerCase()}${state === 'warning' && many !== 1 ? 's' : ''}`;
  };
  const sum = [count('failed'), count('warning'), count('ok'), count('not-checked')].join(', ');
  return `${rows.join('\n')}\n\n${sum}\n`;
}

/** `plegmatic doctor --json`. */
export const linesJson = (lines: readonly Line[]): string =>
  `${JSON.stringify({ schema: 'plegmatic.doctor/1', ok: isWell(lines), lines })}\n`;

/** Warnings and what could not be checked leave a process well enough to start. */
export const isWell = (lines: readonly Line[]): boolean => lines.every(({ state }) => state !== 'failed');
