import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSlack } from '../../playground/slack/start.js';
import { startRedis } from '../system/redis.js';
import type { Victims } from './faults.js';
import { openHouse } from './house.js';
import { type Idle, openIdle } from './idle.js';
import { CHANNELS } from './reports.js';

export interface Stage extends Victims {
  readonly idle: Idle;
  readonly dir: string;
  /** Ends everything; the folder with the logs stays when asked for. */
  stop(keep: boolean): Promise<void>;
}

/** A minute of Slack's is fifteen seconds here: redelivery after 0, 15 and 75 s. */
const TIME_SCALE = 0.25;
/** Three seconds of ours, as in real life: the machine is no faster than there. */
const ACKNOWLEDGE_WITHIN_MS = 3000 / TIME_SCALE;
/** What the demo's kubectl calls its context. */
const CLUSTER = 'demo';
const START_MS = 60_000;
const SOCKETS_PER_BOT = 2;

export interface Crew {
  readonly bots: number;
  readonly collectors: number;
}

/** Simulator, Redis with AOF, and the real processes; resolves when every bot has its sockets. */
export async function openStage(seed: number, crew: Crew): Promise<Stage> {
  const dir = mkdtempSync(join(tmpdir(), 'plegmatic-chaos-'));
  const channels = CHANNELS.map((name) => ({ name }));
  const slack = await startSlack({ seed, timeScale: TIME_SCALE, channels });
  slack.delivery.acknowledgeWithin = ACKNOWLEDGE_WITHIN_MS;
  const redis = await startRedis(dir);
  const config = configFor(channels.map(({ name }) => slack.channel(name).id));
  const house = openHouse({ dir, redisUrl: redis.url, slack, config, ...crew });
  const idle = openIdle(redis.url, CLUSTER);
  const stage: Stage = {
    slack,
    redis,
    house,
    idle,
    dir,
    async stop(keep) {
      await house.stop();
      await idle.close();
      await redis.end('SIGKILL');
      await slack.stop();
      if (!keep) rmSync(dir, { recursive: true, force: true });
    },
  };
  const late = sleep(START_MS, 'late', { ref: false });
  if ((await Promise.race([slack.connected(SOCKETS_PER_BOT * crew.bots), late])) === 'late') {
    await stage.stop(true);
    throw new Error(`a bot did not connect within ${START_MS / 1000} s; its log is in ${dir}`);
  }
  return stage;
}

/** Everybody may collect, pastes are collected for unasked, a collection and an answer end soon. JSON is YAML. */
function configFor(channels: readonly string[]): string {
  return JSON.stringify({
    rights: { grants: [{}] },
    channels: { collect_unasked: channels },
    limits: { collect_seconds: 20, answer_seconds: 60, fresh_seconds: 3 },
  });
}
