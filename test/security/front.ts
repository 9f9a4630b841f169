import { gzipSync } from 'node:zlib';
import { startSlack } from '../../playground/slack/start.js';
import { inventoryOf, type Stage, startCollector, startStage } from '../system/front/stage.js';
import type { Hostile } from './hostile.js';
import { liveMarkup } from './live.js';

export interface Posted {
  readonly asked: number;
  /** Questions under which nobody answered. */
  readonly silent: readonly string[];
  readonly live: readonly string[];
  /** What was said of the files that were refused. */
  readonly refusals: readonly string[];
  /** Targets of every collection that was started. */
  readonly collected: readonly string[];
}

const MEGABYTE = 1024 * 1024;

/** Sends every input through the ways in, in turn, and reads everything the bot said. `fileBytes`: what a file may have; twice that is sent. */
export async function throughSlack(
  inputs: readonly Hostile[],
  own: ReadonlySet<string>,
  fileBytes = MEGABYTE,
): Promise<Posted> {
  const slack = await startSlack({ rateLimits: false });
  const stage = await startStage({ maxTextBytes: fileBytes }, slack);
  const collected: string[] = [];
  const collector = startCollector(stage, { 'runc.version': '1.1.12' });
  try {
    await stage.bot.records.inventory.publish(inventoryOf('node-7'));
    const roots = await ask(inputs, stage, fileBytes);
    const answered = (root: string) => slack.thread('ops', root).some((m) => m.bot_id !== undefined);
    // The bot writes once a second in a channel, and the answers of named nodes are edits besides.
    const end = Date.now() + 60_000 + roots.length * 3_000;
    while (roots.some((root) => !answered(root)) && Date.now() < end) await new Promise((wait) => setTimeout(wait, 50));
    // The full answers of the nodes that were named.
    await new Promise((wait) => setTimeout(wait, 1000));
    const everywhere = [...slack.world.workspace.channels.values()].flatMap((channel) => channel.messages);
    const bots = everywhere.filter((message) => message.bot_id !== undefined);
    const keys = await stage.bot.records.redis.keys('plegmatic:collected:*');
    collected.push(...keys.map((key) => key.slice('plegmatic:collected:'.length)));
    const words = bots.map((message) => JSON.stringify(message));
    return {
      asked: inputs.length,
      silent: roots.filter((root) => !answered(root)),
      live: bots.flatMap((message) => liveMarkup(message, own)),
      refusals: words.flatMap(
        (one) => one.match(/[^"\n]{0,80}(?:is larger than the|is an archive|is binary)[^"\n]{0,40}/g) ?? [],
      ),
      collected,
    };
  } finally {
    await collector.close();
    await stage.stop();
  }
}

/** @returns the messages that must be answered in their thread. */
async function ask(inputs: readonly Hostile[], { slack }: Stage, fileBytes: number): Promise<readonly string[]> {
  const maya = slack.person('maya');
  const roots: string[] = [];
  for (const [index, { text, canary }] of inputs.entries()) {
    if (index % 5 === 0) roots.push(maya.mentions('ops', text).ts);
    else if (index % 5 === 1) await maya.runs(`/diagnose ${text}`, 'ops');
    else if (index % 5 === 2) maya.tells(text);
    else if (index % 5 === 3) {
      // No file system and no browser has half a character in a name.
      const name = `${Buffer.from(text.slice(0, 60)).toString()} ${canary}.log`;
      roots.push(maya.uploads('ops', name, `${text}\n`, { comment: `@${slack.world.appUser.name} look` }).ts);
    } else {
      await maya.runs('/diagnose', 'ops');
      const form = maya.modal;
      if (form !== undefined) {
        await maya.types(form, 'plegmatic.node', text.slice(0, 100));
        await maya.submits(form, { text: text.slice(0, 3000) });
      }
    }
  }
  const comment = `@${slack.world.appUser.name} and these`;
  const bomb = gzipSync(Buffer.alloc(fileBytes * 2));
  roots.push(maya.uploads('ops', 'bomb <!channel>.gz', bomb, { comment }).ts);
  roots.push(
    maya.uploads('ops', 'huge <https://evil.example|x>.log', Buffer.alloc(fileBytes * 2, 'x\n'), { comment }).ts,
  );
  return roots;
}
