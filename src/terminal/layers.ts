import { isRows } from '../facts/derive.js';
import type { Facts } from '../facts/fact.js';
import { layersOf, layersTold } from '../facts/peel.js';
import type { Page } from './page.js';
import { inert } from './style.js';

/** Of a layer's words: enough to see an error, not a whole Go dump. */
const MOST_LINES = 4;

/** The layers as they were peeled, outermost first, each with its own words; nothing where nobody asked for it. */
export function layers({ peel }: Facts, { style, words }: Page): string {
  if (peel?.state !== 'known' || !isRows(peel.value)) return '';
  const all = layersOf(peel.value);
  const lines = all.flatMap(({ layer, answer, tries, milliseconds, words: said }) => {
    const mark = answer === 'works' ? style.good('✓') : answer === 'absent' ? style.dim('-') : style.bad('✗');
    const took = answer === 'absent' || milliseconds === null ? '' : style.dim(` (${tries ?? 1}x, ${milliseconds} ms)`);
    const own = answer === 'works' ? [] : said.split('\n').filter((line) => line.trim() !== '');
    return [
      `  ${mark} ${layer.padEnd(10)} ${words.layer[answer]}${took}`,
      ...own.slice(0, MOST_LINES).map((line) => `      ${inert(line)}`),
    ];
  });
  const said = layersTold(all);
  const told = words.layersTold[said.kind]('layer' in said ? said.layer : '');
  return [style.bold(words.layers), ...lines, `  ${told}`].join('\n');
}
