import { ACTIONS } from '../../handlers/blocks/buttons.js';
import type { Message } from '../slack/model.js';
import type { Slack } from '../slack/start.js';
import type { Story } from './stories.js';

/** A diagnosis may wait for a node that does not answer: the collection's deadline, and some more. */
const PATIENCE_MS = 60_000;

/** Only a whole answer asks whether it was right. */
export const isWhole = (message: Message): boolean => JSON.stringify(message.blocks ?? []).includes(ACTIONS.right);

/** Waits for the bot's whole answer in a thread, given after `after`. @returns undefined when it stayed silent. */
export async function wholeAnswer(
  slack: Slack,
  channel: string,
  root: string,
  { after = '', within = PATIENCE_MS } = {},
): Promise<Message | undefined> {
  const find = (now: Slack): Message | undefined =>
    now.thread(channel, root, '*').find((message) => message.ts > after && isWhole(message));
  return slack.waitFor(find, { within, what: 'an answer' }).catch(() => undefined);
}

/** Plays one story as its person would. @returns the root of the thread in which the answer stands. */
export async function tell(
  slack: Slack,
  story: Story,
): Promise<{ readonly root: Message; readonly answered: boolean }> {
  const { root, after } = await bring(slack, story);
  const answer = await wholeAnswer(slack, story.channel, root.ts, { after });
  return { root, answered: answer !== undefined };
}

async function bring(slack: Slack, { person: name, channel, way }: Story): Promise<{ root: Message; after?: string }> {
  const person = slack.person(name);
  switch (way.kind) {
    case 'paste':
      return { root: person.mentions(channel, way.text) };
    case 'thread': {
      const root = slack.integration('Alertmanager', channel, { text: way.alert });
      person.says(channel, way.reply, { thread: root });
      // The paste is answered by itself; only then does somebody ask for more.
      await wholeAnswer(slack, channel, root.ts);
      return { root, after: person.mentions(channel, way.mention, { thread: root }).ts };
    }
    case 'command': {
      const before = new Set(slack.channel(channel).messages.map((message) => message.ts));
      await person.runs(way.text, channel);
      const find = (now: Slack): Message | undefined =>
        now.channel(channel).messages.find((m) => !before.has(m.ts) && !m.is_ephemeral && m.thread_ts === undefined);
      return { root: await slack.waitFor(find, { what: 'the root message of the command' }) };
    }
  }
}
