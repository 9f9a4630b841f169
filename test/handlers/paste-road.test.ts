import fc from 'fast-check';
import { expect, it } from 'vitest';
import { messageText, slackMessage } from '../../handlers/text/message-text.js';
import { toRichText } from '../../playground/slack/typed/rich-text.js';
import { smarten, toText } from '../../playground/slack/typed/text.js';
import { type Token, tokenize } from '../../playground/slack/typed/tokens.js';
import { Workspace } from '../../playground/slack/workspace.js';
import { bestVerdict, shippedKnowledge } from '../accuracy/best.js';
import { corpusPaths, readLabelled } from '../accuracy/corpus.js';

const knowledge = shippedKnowledge();
const workspace = new Workspace(
  { next: (prefix: string) => `${prefix}1`, hex: () => 'a', uuid: () => 'u' } as never,
  () => 0,
  'T',
);
const TEXTS = readLabelled(corpusPaths())
  .filter((one) => one.failure_mode !== null && one.text.length < 4000 && !one.text.includes('`'))
  .map((one) => one.text);

/** What the client makes of a paste: `text` escaped and linked, `blocks` as rich text, or one of them alone as some clients and bots send. */
const arrivals: Readonly<Record<string, (tokens: readonly Token[]) => object>> = {
  'text and blocks': (tokens) => ({ text: toText(tokens), blocks: [toRichText(tokens, 'b')] }),
  'text alone': (tokens) => ({ text: toText(tokens) }),
  'blocks alone': (tokens) => ({ text: '', blocks: [toRichText(tokens, 'b')] }),
  'blocks escaped as the text is': (tokens) => ({
    text: toText(tokens),
    blocks: [
      JSON.parse(JSON.stringify(toRichText(tokens, 'b')), (key, value) =>
        key === 'text' && typeof value === 'string'
          ? value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
          : value,
      ),
    ],
  }),
};
/** How people paste. */
const pastes: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => text,
  fenced: (text) => `\`\`\`\n${text}\n\`\`\``,
  'fenced on one line': (text) => `\`\`\`${text}\`\`\``,
  'under a question': (text) => `what is this?\n\`\`\`\n${text}\n\`\`\`\nthanks`,
  'under a Chinese question': (text) => `这个报错是什么原因？\n${text}\n麻烦看一下`,
};
/** Slack cuts a message at 40,000 characters. */
const MOST = 40_000;
const typings: Readonly<Record<string, (text: string) => string>> = {
  straight: (text) => text,
  smart: smarten,
  'before a log that is cut off': (text) =>
    `${text}\n${'Nov 22 03:00:00 n systemd[1]: Started session.\n'.repeat(1000)}`.slice(0, MOST),
};

it('whatever Slack does to a paste, the diagnosis is that of the terminal', () => {
  const roads = fc.record({
    text: fc.constantFrom(...TEXTS),
    arrival: fc.constantFrom(...Object.keys(arrivals)),
    paste: fc.constantFrom(...Object.keys(pastes)),
    typing: fc.constantFrom(...Object.keys(typings)),
  });
  fc.assert(
    fc.property(roads, ({ text, arrival, paste, typing }) => {
      const typed = pastes[paste]?.(typings[typing]?.(text) ?? '') ?? '';
      const message = slackMessage.parse({ ts: '1.1', ...arrivals[arrival]?.(tokenize(typed, workspace)) });
      expect(bestVerdict(messageText(message), knowledge)).toBe(bestVerdict(text, knowledge));
    }),
    { seed: 20260101, numRuns: 30 },
  );
});
