import type { KnownBlock, SectionBlock } from '@slack/types';

/** One thing to say. Pieces are shown whole or not at all; neighbours of one group share a section. */
export interface Piece {
  readonly group: string;
  readonly text: string;
  /** 0 is said first when room is short. */
  readonly rank: number;
}

export interface Fitted {
  readonly blocks: readonly KnownBlock[];
  /** Pieces that found no room and stand in the file only. */
  readonly dropped: number;
}

/** Slack's own limits: 50 blocks, 3,000 characters a section. The sum over all blocks is refused near 13,000 (bolt-js #2509). */
export const LIMITS = { blocks: 50, section: 3000, total: 12_000 } as const;
// Room kept for what always stands at the end: where the rest is, and the buttons.
const KEPT = { blocks: 9, chars: 1500 } as const;

/**
 * @param pieces in the order of reading
 * @param tail blocks that always stand at the end
 * @returns blocks within Slack's limits, by construction.
 */
export function fit(pieces: readonly Piece[], tail: readonly KnownBlock[]): Fitted {
  const chosen = choose(pieces);
  const sections: SectionBlock[] = [];
  let open = { group: '', text: '' };
  const close = () => {
    if (open.text !== '') sections.push(section(open.text));
  };
  for (const piece of pieces) {
    if (!chosen.has(piece)) continue;
    const joined = `${open.text}\n${piece.text}`;
    if (piece.group === open.group && joined.length <= LIMITS.section) {
      open = { group: open.group, text: joined };
    } else {
      close();
      open = { group: piece.group, text: piece.text };
    }
  }
  close();
  return { blocks: [...sections, ...tail], dropped: pieces.length - chosen.size };
}

/** A section that Slack leaves exactly as it is. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

function choose(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const chosen = new Set<Piece>();
  let chars = LIMITS.total - KEPT.chars;
  let blocks = LIMITS.blocks - KEPT.blocks;
  const byRank = pieces
    .map((piece, index) => ({ piece, index }))
    .sort((a, b) => a.piece.rank - b.piece.rank || a.index - b.index);
  for (const { piece } of byRank) {
    // Counted as if each stood in its own section: never more than that.
    if (piece.text.length > LIMITS.section || piece.text.length + 1 > chars || blocks === 0) continue;
    chosen.add(piece);
    chars -= piece.text.length + 1;
    blocks -= 1;
  }
  return chosen;
}
