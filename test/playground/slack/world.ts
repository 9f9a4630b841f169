import { Args } from '../../../playground/slack/args.js';
import { buildWorld } from '../../../playground/slack/build-world.js';
import type { Channel, Json } from '../../../playground/slack/model.js';
import type { SlackOptions } from '../../../playground/slack/options.js';
import { Refusal } from '../../../playground/slack/refusal.js';
import { callMethod } from '../../../playground/slack/web-api.js';
import type { World } from '../../../playground/slack/world.js';

export type Bench = {
  readonly world: World;
  readonly ops: Channel;
  /** Lets time pass. */
  readonly wait: (ms: number) => void;
  /** Calls a method as the bot; a refusal comes back as its body, with `status` and `headers` where they are not usual. */
  readonly call: (method: string, args?: Json, token?: string) => Json;
};

/** A workspace without a server, on a clock of its own. */
export function bench(options: SlackOptions = {}): Bench {
  let now = Date.UTC(2026, 0, 5, 3, 12);
  const world = buildWorld({ now: () => now, rateLimits: false, ...options }, () => 'http://slack.test');
  const ops = world.workspace.channelNamed('ops');
  if (!ops) throw new Error('no #ops');
  const call = (method: string, args: Json = {}, token = world.app.botToken): Json => {
    try {
      return { ok: true, ...callMethod(method, token, new Args(args), world) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, headers } = error;
      return { ok: false, error: error.code, ...error.more, ...(status !== 200 && { status, headers }) };
    }
  };
  return { world, ops, call, wait: (ms) => (now += ms) };
}
