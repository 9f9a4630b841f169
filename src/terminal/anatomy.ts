import { anatomy } from '../chain/anatomy.js';
import type { Report } from '../report/report.js';
import type { Page } from './page.js';
import { inert } from './style.js';
import { wrapped } from './wrap.js';

/** What can be said of an error that no signature knows: who said what, what the last word means, where to look. */
export function anatomyOf(report: Report, { style, columns, words }: Page): readonly string[] {
  const found = anatomy(report.lines);
  if (found === null) return [];
  const layers = found.segments.map(({ link, words: said, meaning }, depth) => {
    const who = link === null ? '' : `${style.bold(link)}: `;
    const why = meaning === null ? '' : style.dim(` (while ${meaning})`);
    return `  ${' '.repeat(Math.min(depth, 8))}${who}${wrapped(inert(said), columns, Math.min(depth, 8) + 4)}${why}`;
  });
  const errno =
    found.errno === null ? [] : ['', `  ${style.bold(found.errno.name)}: ${wrapped(found.errno.meaning, columns, 4)}`];
  const looks = found.checks.map((look) => `  ${inert(look.run)}\n    ${style.dim(wrapped(look.because, columns, 4))}`);
  return ['', ...layers, ...errno, '', `${style.bold(words.lookFirst)} ${found.guilty}`, ...looks];
}
