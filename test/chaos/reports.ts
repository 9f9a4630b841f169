import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../../playground/slack/start.js';
import { reportId } from '../../src/jobs/ids.js';
import type { Chance } from './chance.js';

/** One report as a person will bring it. */
export interface Planned {
  readonly way: (typeof WAYS)[number];
  readonly person: string;
  readonly channel: string;
  readonly node: string;
  readonly text: string;
  /** Milliseconds after the beginning. */
  readonly at: number;
}

/** One report that was brought: what must be answered once, and where. */
export interface Brought {
  readonly planned: Planned;
  readonly id: string;
  /** The thread its answer must stand in; null: the answer is a root of its own. */
  readonly thread: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Commands that Slack's client called failed, so the person typed them again: each may be answered once, none need be. */
  readonly refused: readonly string[];
}

export const CHANNELS = ['ops', 'incidents', 'gpu', 'edge', 'night', 'platform'] as const;
const WAYS = ['command', 'paste', 'thread', 'mention'] as const;
const PEOPLE = ['maya', 'tomas', 'lin'] as const;
// Two captured incidents, a healthy node, one that hangs every exec and one that cannot be reached.
const NODES = ['cpu-7', 'web-12', 'edge-3', 'gpu-4', 'web-2', 'db-5', 'db-6'] as const;
const ERRORS = [
  'PLEG is not healthy: pleg was last seen active 12m31.5s ago; threshold is 3m0s',
  'level=error msg="stream copy error: reading from a closed fifo"',
  'OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused "read init-p: connection reset by peer": unknown',
  'OCI runtime exec failed: exec failed: EOF: unknown',
] as const;

/** A mix of all ways in, over all channels and nodes, in the order of asking. */
export function planReports(count: number, spanMs: number, chance: Chance): readonly Planned[] {
  return chance.moments(count, 0, spanMs).map((at, index) => {
    const node = chance.pick(NODES);
    return {
      at,
      way: WAYS[index % WAYS.length] ?? 'paste',
      person: chance.pick(PEOPLE),
      channel: chance.pick(CHANNELS),
      node,
      text: `node=${node} ${chance.pick(ERRORS)}`,
    };
  });
}

/** Id of the report that a message becomes. */
export const eventId = (slack: Slack, channel: string, ts: string): string =>
  reportId('event', [slack.world.workspace.team.id, slack.channel(channel).id, ts]);

/** Brings one report as its person would. */
export async function bring(slack: Slack, planned: Planned): Promise<Brought> {
  const { way, channel, text, node } = planned;
  const person = slack.person(planned.person);
  const at = Date.now();
  const event = (ts: string) => eventId(slack, channel, ts);
  switch (way) {
    case 'paste': {
      const { ts } = person.says(channel, text);
      return { planned, id: event(ts), thread: ts, at, refused: [] };
    }
    case 'mention': {
      const { ts } = person.mentions(channel, `again today:\n\`\`\`\n${text}\n\`\`\``);
      return { planned, id: event(ts), thread: ts, at, refused: [] };
    }
    case 'thread': {
      const alert = slack.integration('Alertmanager', channel, { text: `FIRING: NodeSick node=${node}` });
      const { ts } = person.mentions(channel, `please look, the log says ${text}`, { thread: alert });
      return { planned, id: event(ts), thread: alert.ts, at, refused: [] };
    }
    case 'command':
      return command(slack, planned, at);
  }
}

const MOST_TRIES = 30;

/** A command is sent once: when the client says that it failed, the person types it again, and in the end gives up. */
async function command(slack: Slack, planned: Planned, at: number): Promise<Brought> {
  const refused: string[] = [];
  for (;;) {
    const asked = slack.person(planned.person).runs(`/diagnose ${planned.node}`, planned.channel);
    const id = reportId('trigger', [String(slack.delivery.log.at(-1)?.payload.trigger_id)]);
    const outcome = await asked;
    // Each person in their language; anything else is a sentence on why it was not taken.
    const taken = outcome.acknowledged && /^(Looking at|正在查看)/.test(String(outcome.body.text));
    if (taken || refused.length >= MOST_TRIES) return { planned, id, thread: null, at, refused };
    refused.push(id);
    await sleep(1000);
  }
}
