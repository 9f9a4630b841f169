#!/usr/bin/env node
// The only caller of the roots. It reads the first word and loads the one root that answers it, so `explain` never
// waits for Slack's or the queue's libraries.

import { isBundled, loadBundled } from './bundled.js';

const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const commands = () => (isBundled() ? loadBundled().exports : load('src/cli.js'));
const ROOTS = {
  explain: commands,
  node: commands,
  knowledge: commands,
  help: commands,
  demo: () => load('playground/demo/run.js'),
};

/** Which process knows Slack and which knows the clusters is decided here: neither imports the other. */
async function start(argv) {
  const { start } = await load('src/start.js');
  return start(argv, { bot: () => load('handlers/bot.js'), collector: () => load('src/collector.js') }, process.env);
}

/** The doctor looks at both sides; the room that knows Slack is handed in here as well. */
async function doctor(argv) {
  const { doctor } = await load('src/doctor.js');
  return doctor(argv, () => load('handlers/slack/examine-slack.js'), process.env);
}

const [asked = 'help', ...rest] = process.argv.slice(2);
const helped = ['demo', 'start', 'doctor'].includes(asked) && rest.some((one) => one === '--help' || one === '-h');
const word = helped ? 'help' : asked;
const root = Object.hasOwn(ROOTS, word) ? ROOTS[word] : ROOTS.help;

// A reader that went away (`| head`) is no failure of ours. The demo has a Redis to end first and sees to it itself.
if (word !== 'demo') process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  // Everything was asked to stop, and waited for in time; a connection that still tries must not keep the process.
  if (word === 'start') process.exit(await start(rest));
  else if (word === 'doctor') process.exitCode = await doctor(rest);
  else process.exitCode = await (await root()).run(helped ? ['help', asked] : [word, ...rest]);
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const notBuilt = missing && error.message.includes('/dist/');
  console.error(notBuilt ? 'plegmatic is not built yet. Run: npm run build' : error);
  process.exitCode = 1;
}
