import type { Known } from '../../src/records/inventory.js';
import type { Language } from '../../src/report/language.js';
import { cut } from '../blocks/mrkdwn.js';
import type { Parts } from '../parts.js';
import { type AskingWords, askingWordsIn } from '../words/asking-words.js';

/** One line of the node picker. */
export interface NodeOption {
  readonly text: { readonly type: 'plain_text'; readonly text: string };
  /** `CLUSTER/NODE`. */
  readonly value: string;
  readonly description?: { readonly type: 'plain_text'; readonly text: string };
}

// Slack shows at most 100 options, of 75 characters, and takes values of 150 (reference of the option object).
const MOST_OPTIONS = 100;
const MOST_TEXT = 75;
const MOST_VALUE = 150;

/**
 * Nodes of all clusters where name, address or pool contain every word that was typed. Sick ones first: they are what people look for.
 * A node whose full name does not fit the value of an option is left out; it can be typed behind the command.
 */
export async function nodeOptions(
  typed: string,
  language: Language,
  parts: Pick<Parts, 'records'>,
): Promise<readonly NodeOption[]> {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  const words = askingWordsIn(language);
  const rows = (await parts.records.inventory.all()).flatMap((known) =>
    known.inventory.nodes
      .map((node) => ({ node, name: `${known.inventory.cluster}/${node.name}`, known }))
      .filter(({ node, name }) => {
        const said = [name, node.pool ?? '', ...node.addresses].join('\n').toLowerCase();
        return name.length <= MOST_VALUE && wanted.every((word) => said.includes(word));
      }),
  );
  return rows
    .sort((a, b) => rank(a.node) - rank(b.node) || a.name.localeCompare(b.name, undefined, { numeric: true }))
    .slice(0, MOST_OPTIONS)
    .map(({ node, name, known }) => {
      const said = about(node, known, words);
      return {
        text: { type: 'plain_text', text: cut(name, MOST_TEXT) },
        value: name,
        ...(said === '' ? {} : { description: { type: 'plain_text', text: cut(said, MOST_TEXT) } }),
      };
    });
}

type Node = Known['inventory']['nodes'][number];

const rank = (node: Node): number => (node.ready === false ? 0 : 1);

function about(node: Node, { stale, ageSeconds }: Known, words: AskingWords): string {
  return [
    node.ready === false ? words.notReady : '',
    node.pool ?? '',
    node.addresses[0] ?? '',
    stale ? words.silent(ageSeconds) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
