import { expect, it } from 'vitest';
import { shippedKnowledge } from '../accuracy/best.js';
import { startedFor } from './argv.js';
import { hostileInputs } from './hostile.js';
import { judged } from './judged.js';
import { liveMarkup, ownLinks } from './live.js';

// Samples; `npm run security` asks thousands.
const knowledge = shippedKnowledge();
const own = ownLinks(knowledge.signatures);

it('no answer to hostile words calls anybody or leads anywhere', () => {
  for (const input of hostileInputs(40, 1))
    expect(judged(input, knowledge, own), JSON.stringify(input.text)).toEqual([]);
});

it('no word from outside becomes a word of kubectl, even past the bot', async () => {
  const inputs = hostileInputs(3, 2);
  const { words, refused } = await startedFor(inputs);
  expect(refused).toBe(inputs.length);
  expect(words).toContain('/api/v1/nodes?limit=500');
  expect(words.some((word) => word.includes('node-7'))).toBe(true);
  expect(inputs.filter(({ canary }) => words.some((word) => word.includes(canary)))).toEqual([]);
});

it('markup that is alive is seen at all', () => {
  const section = (text: string, verbatim = true) => ({
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim } }],
  });
  expect(liveMarkup(section('a <!channel> b <@U1>'), own)).toEqual(['!channel', '@U1']);
  expect(liveMarkup(section('<https://evil.example|x>'), own)).toEqual(['https://evil.example|x']);
  expect(liveMarkup(section('see https://evil.example', false), own)).toEqual(['https://evil.example']);
  expect(liveMarkup({ text: '<!here>' }, own)).toEqual(['!here']);
  expect(liveMarkup(section('&lt;!channel&gt; https://evil.example'), own)).toEqual([]);
});
