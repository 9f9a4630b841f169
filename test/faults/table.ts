import type { Row } from './rows.js';
import type { Seen } from './see.js';

const HEAD = `# What a person sees when Slack fails

Maya asks, Slack fails in one way, and this is what she sees of the bot in the end. The real bot, queue and Redis, against our simulator; the
node behind it answers with facts that confirm a cause. Where nothing else is said she mentions the bot in #ops, with the name of the node. Written by \`npm run faults\`; nobody edits it by hand.

| what goes wrong | what Maya sees | whole answers |
|---|---|---|
`;

export const line = (row: Row, seen: Seen): string => `| ${row.fault} | ${seen.words} | ${seen.answers} |`;

/** The whole page. */
export const page = (lines: readonly string[]): string => `${HEAD}${lines.join('\n')}\n`;
