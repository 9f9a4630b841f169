import { isRows } from '../../src/facts/derive.js';
import type { Facts } from '../../src/facts/fact.js';
import { layersOf, layersTold } from '../../src/facts/peel.js';
import type { Words } from '../words/words.js';
import type { Piece } from './fit.js';
import { code, prose } from './mrkdwn.js';

const SIGNS = { works: ':white_check_mark:', fails: ':x:', hangs: ':x:', absent: ':heavy_minus_sign:' } as const;
/** Of a layer's words: an error, not a whole Go dump. */
const MOST_WORDS = 300;

/** The layers as they were peeled, outermost first, each with its own words; nothing where nobody asked for it. */
export function layerPieces({ peel }: Facts, words: Words): readonly Piece[] {
  if (peel === undefined) return [];
  const piece = (text: string): Piece => ({ group: 'layers', text, rank: 1 });
  if (peel.state === 'unknown') return [piece(`*${words.layers}*: ${prose(peel.reason)}`)];
  const all = isRows(peel.value) ? layersOf(peel.value) : [];
  const lines = all.map(({ layer, answer, words: said }) => {
    const own =
      answer === 'works' || said.trim() === '' ? '' : `: ${code(said.trim().replace(/\s*\n\s*/g, ' ⏎ '), MOST_WORDS)}`;
    return `${SIGNS[answer]} ${layer} ${words.layer[answer]}${own}`;
  });
  const said = layersTold(all);
  const told = words.layersTold[said.kind]('layer' in said ? said.layer : '');
  return [piece(`*${words.layers}* (${prose(peel.source)})`), ...lines.map(piece), piece(`*${told}*`)];
}
