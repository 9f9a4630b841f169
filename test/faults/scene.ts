import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../handlers/engine/engine.js';
import type { Message } from '../../playground/slack/model.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import type { Outcome } from '../../playground/slack/wire/delivery.js';
import { openIdle } from '../chaos/idle.js';
import { inventoryOf, shippedEngine, startCollector, startStage } from '../system/front/stage.js';

/** One person, one bot, one node, and Slack as the row of the table has it. */
export interface Scene {
  readonly slack: Slack;
  /** Under which the answer belongs; undefined for a command. */
  root?: Message | undefined;
  /** Milliseconds from asking to the first answer; undefined: nobody waited for one. */
  firstMs?: number | undefined;
  /** What the client heard of the command. */
  outcome?: Outcome | undefined;
}

export interface Strike {
  /** Before anybody asks. */
  readonly before?: (slack: Slack) => void;
  /** When the first answer stands and the node is about to answer. */
  readonly between?: (slack: Slack, answer: Message | undefined) => void;
  /** How Maya asks; default: a mention in #ops. */
  readonly ask?: (scene: Scene) => Promise<void> | void;
  /** No answer is expected to come, so nobody waits for one. */
  readonly silent?: true;
}

export const PLEG =
  'skipping pod synchronization - PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s';
/** Facts that confirm a cause, with more to say than fits into the message: so there is a file as well. */
const RC93 = {
  'runc.version': { value: '1.0.0-rc93', source: 'runc --version' },
  processes: [{ pid: 29721, ppid: 1, elapsed_seconds: 912, stat: 'Ssl', wchan: 'anon_pipe_write', args: 'runc init' }],
  pipes: [{ pid: 29721, fd: 6, inode: 133259, holders: 1, write_blocked: true }],
};

const FIRST_MS = 60_000;
const QUIET_MS = 120_000;
let engine: Engine | undefined;

/** Plays one scene until nothing moves any more; then `look` sees what stands in Slack. Leaves nothing running. */
export async function play<T>(strike: Strike, look: (scene: Scene) => T): Promise<T> {
  engine ??= shippedEngine();
  // A workspace's minute is a second and a half: redelivery after 0, 1.5 and 7.5 s. The bot's three seconds stay three.
  const slack = await startSlack({ timeScale: 0.025 });
  slack.delivery.acknowledgeWithin = 3000 / 0.025;
  // The engine outlives the scene.
  const stage = await startStage({ engine: { ...engine, close: async () => {} } }, slack);
  let release = (): void => {};
  const collector = startCollector(
    stage,
    RC93,
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  const idle = openIdle(stage.redis.url, 'prod');
  try {
    await stage.bot.records.inventory.publish(inventoryOf('node-7'));
    await slack.connected(2);
    const scene: Scene = { slack };
    strike.before?.(slack);
    const asked = Date.now();
    await (strike.ask ?? mentions)(scene);
    const first = strike.silent ? undefined : await answered(slack, FIRST_MS);
    if (first !== undefined) scene.firstMs = Date.now() - asked;
    strike.between?.(slack, first);
    release();
    if (!(await idle.reached(Date.now() + QUIET_MS))) throw new Error('jobs were still on their way after two minutes');
    return look(scene);
  } finally {
    release();
    await idle.close();
    await collector.close();
    await stage.stop();
  }
}

export function mentions(scene: Scene): void {
  scene.root = scene.slack.person('maya').mentions('ops', `node-7: ${PLEG}`);
}

/** `/diagnose node-7` in a channel. */
export const commands =
  (channel = 'ops', typed = '/diagnose node-7') =>
  async (scene: Scene): Promise<void> => {
    scene.outcome = await scene.slack.person('maya').runs(typed, channel);
  };

const isAnswer = (message: Message): boolean => message.metadata !== undefined;

async function answered(slack: Slack, withinMs: number): Promise<Message | undefined> {
  for (const until = Date.now() + withinMs; Date.now() < until; await sleep(10))
    for (const { messages } of slack.world.workspace.channels.values()) {
      const answer = messages.find(isAnswer);
      if (answer !== undefined) return answer;
    }
  return undefined;
}
