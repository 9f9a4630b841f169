import { LINKS } from '../chain/links.js';
import type { Signature } from '../signatures/signature.js';

const entry = ({ id, title, status }: Signature): string =>
  `- [${title}](${id}.md)${status === 'draft' ? ' (draft)' : ''}`;

/** Words of a pattern that people would search for: its longest runs of plain text. */
function plainWords(pattern: string): string {
  const plain = pattern
    .replace(/\\b|\^|\$/g, '')
    .replace(/\(\?P?<[a-z_]+>[^()]*\)/gi, '…')
    .replace(/\[[^\]]*\][*+?]?(?:\{[^}]*\})?/g, '…')
    .replace(/\\([.()[\]/"'-])/g, '$1')
    .replace(/\.[*+]\??|\\[sSdwW][*+?]?/g, '…')
    .replace(/\(\?:|[()?]/g, '')
    .replace(/…+/g, '…');
  return plain.length > 110 ? `${plain.slice(0, 110)}…` : plain;
}

/** @returns the catalogue's front page: by the link that breaks, and by the words people see. */
export function indexPage(signatures: readonly Signature[]): string {
  const live = signatures.filter((one) => one.status !== 'withdrawn');
  const stable = live.filter((one) => one.status === 'stable').length;
  const byLink = LINKS.flatMap((link) => {
    const mine = live.filter((one) => one.cause.breaks_at === link).sort((a, b) => (a.id < b.id ? -1 : 1));
    return mine.length === 0 ? [] : [`### ${link}\n\n${mine.map(entry).join('\n')}`];
  });
  const byText = live
    .flatMap((one) =>
      one.symptoms
        .filter((symptom) => !symptom.refutes)
        .map((symptom) => ({
          words: plainWords(symptom.pattern).replaceAll('`', "'").replaceAll('|', ' or '),
          id: one.id,
        })),
    )
    .sort((a, b) => (a.words.toLowerCase() < b.words.toLowerCase() ? -1 : 1));
  return `# Catalogue

Made from \`knowledge/\` by \`npm run docs\`; do not edit. ${live.length} signatures, ${stable} of them stable.

## By the link that breaks

${byLink.join('\n\n')}

## By error text

| words | signature |
|---|---|
${byText.map(({ words, id }) => `| \`${words}\` | [${id}](${id}.md) |`).join('\n')}
`;
}
