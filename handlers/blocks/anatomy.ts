import type { Anatomy, Segment } from '../../src/chain/anatomy.js';
import type { Words } from '../words/words.js';
import type { Piece } from './fit.js';
import { code, prose } from './mrkdwn.js';

/** Nobody's signature, but the text still says who spoke, what the last word means and where to look first. */
export function anatomyPieces(anatomy: Anatomy | null, words: Words): readonly Piece[] {
  if (anatomy === null) return [];
  const pieces: Piece[] = [
    { group: 'anatomy', text: `*${words.takenApart}* ${words.inLine(anatomy.line)}, ${words.outermostFirst}`, rank: 1 },
    ...anatomy.segments.map((segment) => ({ group: 'anatomy', text: segmentLine(segment), rank: 2 })),
  ];
  if (anatomy.errno) {
    const { name, meaning } = anatomy.errno;
    pieces.push({ group: 'anatomy', text: `${code(name)}: ${prose(meaning)}`, rank: 1 });
  }
  pieces.push({ group: 'looks', text: `*${words.lookFirstAt(anatomy.guilty)}* ${words.changesNothing}`, rank: 1 });
  for (const look of anatomy.checks) {
    pieces.push({ group: 'looks', text: `• ${code(look.run, 400)}: ${prose(look.because)}`, rank: 1 });
  }
  return pieces;
}

function segmentLine({ link, words, meaning }: Segment): string {
  const who = link === null ? '' : `*${link}*: `;
  return `• ${who}${code(words, 300)}${meaning === null ? '' : `, ${prose(meaning)}`}`;
}
