import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Slack } from '../playground/slack/start.js';
import { channelNames, root, runBot } from './product.js';
import { line, load, median } from './spread.js';

/**
 * `npm run bench:first-answer [PASTES]`: from a paste to the first answer, through real Bolt, Redis and the Slack simulator, beside a Bolt
 * app that answers "hi", in turns. The paste names no node, so nothing is collected; it goes over many channels, for each is paced.
 */
const pastes = Number(process.argv[2] ?? 200);
const WARM = 10;
const CHANNELS = 50;
const WITHIN_MS = 20_000;
const PASTE =
  'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s';

const product = await runBot({
  channels: CHANNELS,
  argv: [join(root, 'bin/plegmatic.js'), 'start', '--role', 'bot'],
  redis: true,
});
const baseline = await runBot({
  channels: CHANNELS,
  argv: [fileURLToPath(new URL('./hi-bot.js', import.meta.url))],
});
try {
  console.log(`${pastes} pastes over ${CHANNELS} channels, one after the other; ${load()}`);
  const names = channelNames(CHANNELS);
  const ours: number[] = [];
  const hi: number[] = [];
  for (let index = 0; index < pastes + WARM; index += 1) {
    const channel = names[index % names.length] ?? '';
    const pair = [await answerTime(product.slack, channel, index), await answerTime(baseline.slack, channel, index)];
    if (index < WARM) continue;
    ours.push(pair[0] ?? Number.NaN);
    hi.push(pair[1] ?? Number.NaN);
  }
  line('plegmatic, paste to first answer', ours);
  line('a Bolt app that says "hi"', hi);
  console.log(`difference of the medians: ${(median(ours) - median(hi)).toFixed(0)} ms; ${load()}`);
} finally {
  await product.stop();
  await baseline.stop();
}

/** Milliseconds from the paste to the first message below it. */
async function answerTime(slack: Slack, channel: string, index: number): Promise<number> {
  const from = performance.now();
  const asked = slack.person('maya').says(channel, `${PASTE} #${index}`);
  return slack.waitFor((now) => (now.thread(channel, asked)[1] ? performance.now() - from : undefined), {
    within: WITHIN_MS,
    what: 'an answer',
  });
}
