import { shippedKnowledge } from '../accuracy/best.js';
import { startedFor } from './argv.js';
import { throughSlack } from './front.js';
import { hostileInputs } from './hostile.js';
import { judged } from './judged.js';
import { ownLinks } from './live.js';

/**
 * `npm run security [COUNT] [SEED]`: hostile words, names, files and forms (default 2,500, seed 1). Prints what was alive in an answer, what
 * reached a command line, what stayed unanswered. Exit 1 where anything did.
 */
const [count = 2500, seed = 1] = process.argv.slice(2).map(Number);
const knowledge = shippedKnowledge();
const own = ownLinks(knowledge.signatures);
const inputs = hostileInputs(count, seed);
const wrong: string[] = [];

for (const input of inputs) {
  try {
    wrong.push(...judged(input, knowledge, own).map((what) => `${what}  from ${JSON.stringify(input.text)}`));
  } catch (error) {
    wrong.push(`thrown: ${String(error)}  from ${JSON.stringify(input.text)}`);
  }
}
console.log(`${inputs.length} judged: ${wrong.length} wrong`);

const names = inputs.slice(0, Math.ceil(count / 10));
const { words, refused } = await startedFor(names);
const reached = names.filter(({ canary }) => words.some((word) => word.includes(canary)));
wrong.push(...reached.map(({ canary }) => `a word of kubectl: ${canary}`));
if (refused !== names.length) wrong.push(`${names.length - refused} names were not refused`);
console.log(
  `${names.length} names given to the collector: ${refused} refused, ${reached.length} in ${words.length} words of kubectl`,
);

const asked = inputs.slice(0, Math.ceil(count / 25));
const posted = await throughSlack(asked, own, 50 * 1024 * 1024);
wrong.push(...posted.live.map((what) => `alive in Slack: ${what}`), ...posted.silent.map((ts) => `unanswered: ${ts}`));
wrong.push(...posted.collected.filter((ref) => !ref.includes('node-7')).map((ref) => `collected: ${ref}`));
for (const file of ['bomb', 'huge'])
  if (!posted.refusals.some((one) => one.includes(file))) wrong.push(`${file}: not refused`);
console.log(
  `${posted.asked} through Slack, a file of 100 MB and a gzip bomb: ${posted.silent.length} unanswered, ${posted.live.length} alive, refused: ${posted.refusals.length}`,
);

for (const one of wrong.slice(0, 50)) console.log(`wrong  ${one}`);
process.exit(wrong.length === 0 ? 0 : 1);
