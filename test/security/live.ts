import { escaped } from '../../handlers/blocks/mrkdwn.js';
import type { Signature } from '../../src/signatures/signature.js';

/** Links that the knowledge itself gives, as they stand in a message. */
export function ownLinks(signatures: readonly Signature[]): ReadonlySet<string> {
  return new Set(signatures.flatMap((one) => one.references.map((reference) => escaped(reference.url))));
}

/**
 * What in a message would call somebody or lead somewhere: `<...>` markup that is not a link of the knowledge, and bare addresses where
 * Slack would make links of them. Everything that people see is looked at: blocks, text, the words of a modal.
 */
export function liveMarkup(message: object, own: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      const { type, text, verbatim } = value as { type?: unknown; text?: unknown; verbatim?: unknown };
      if (type === 'mrkdwn' && typeof text === 'string') found.push(...liveIn(text, verbatim === true, own));
      else Object.values(value).forEach(look);
    }
  };
  const { text, blocks } = message as { text?: unknown; blocks?: unknown };
  // Sent with `parse: none`: only its markup is alive.
  if (typeof text === 'string') found.push(...liveIn(text, true, own));
  look(blocks ?? message);
  return found;
}

function liveIn(text: string, verbatim: boolean, own: ReadonlySet<string>): readonly string[] {
  const marked = [...text.matchAll(/<([^<>]*)>/g)].map((one) => one[1] ?? '');
  const strange = marked.filter((inner) => !own.has(inner.split('|')[0] ?? ''));
  const bare = verbatim
    ? []
    : [
        ...text
          .replace(/`[^`]*`/g, '')
          .replace(/<[^<>]*>/g, '')
          .matchAll(/https?:\/\/\S+/g),
      ];
  return [...strange, ...bare.map((one) => one[0])];
}
