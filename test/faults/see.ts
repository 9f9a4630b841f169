import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { commandFailure } from '../../playground/slack/failures.js';
import type { Channel, Message } from '../../playground/slack/model.js';
import type { Slack } from '../../playground/slack/start.js';
import type { Scene } from './scene.js';

/** What came of a scene, in words and in numbers. */
export interface Seen {
  /** For the table: everything Maya sees of the bot, in order. */
  readonly words: string;
  /** Whole answers, wherever they stand. */
  readonly answers: number;
}

export function see({ slack, root, outcome }: Scene): Seen {
  const maya = slack.person('maya').user.id;
  const parts: string[] = [];
  if (outcome !== undefined && !outcome.acknowledged)
    parts.push(`Slack's "${commandFailure('/diagnose', outcome.reason)}"`);
  const answers: Message[] = [];
  for (const channel of slack.world.workspace.channels.values())
    for (const message of channel.messages) {
      if (message.bot_id !== slack.world.app.botId) continue;
      if (message.is_ephemeral && message.seen_by !== maya) continue;
      if (isAnswer(message)) answers.push(message);
      parts.push(`${described(message, slack)}${placed(message, channel, root)}`);
    }
  const repeated = parts.map((part, index) => (parts.indexOf(part) === index ? part : `${part} again`));
  return {
    words: repeated.join('; ') || 'nothing',
    answers: answers.filter(isWhole).length,
  };
}

/** Only a whole answer asks whether it was right; as plain text it has no buttons, but says what it found on the node. */
const isWhole = (message: Message): boolean =>
  JSON.stringify(message.blocks ?? []).includes(ACTIONS.right) || /^Confirmed/.test(message.text);

/** Sentences inside an answer on what could not be done. */
const NOTE = /(?:I could not|I cannot|I did not|I do not know|Slack did not)[^"\\]{5,300}/g;

// Ephemeral answers of a response_url carry no metadata.
const isAnswer = ({ metadata, text, blocks }: Message): boolean =>
  metadata !== undefined || (blocks !== undefined && /^(Confirmed|Possible|Not known)/.test(text));

function described(message: Message, slack: Slack): string {
  const alone = message.is_ephemeral ? ', for her eyes only' : '';
  if (message.files?.length) return 'the full report as a file';
  if (!isAnswer(message)) return `"${clean(message.text, slack)}"${alone}`;
  const whole = isWhole(message) ? 'the whole answer' : 'the first answer, from the text alone';
  const verdict = / *(Confirmed|Possible|Not known)/.exec(message.text)?.[1] ?? 'no verdict';
  const notes = [...JSON.stringify(message.blocks ?? []).matchAll(NOTE)].map(([sentence]) => clean(sentence, slack));
  const beside = notes.length > 0 ? ` and "${[...new Set(notes)].join(' ')}"` : '';
  return `${whole} (${verdict})${beside}${message.blocks?.length ? '' : ' as plain text'}${alone}`;
}

function placed(message: Message, channel: Channel, root: Message | undefined): string {
  if (channel.kind === 'im') return ' in a direct message';
  return root === undefined || message.thread_ts === root.ts ? '' : ' outside the thread';
}

/** Ids as people read them; one line. */
function clean(text: string, slack: Slack): string {
  return text
    .replace(/<([#@])([A-Z0-9]+)>/g, (_, mark: string, id: string) => `${mark}${slack.nameOf(id)}`)
    .replace(/\s+/g, ' ')
    .slice(0, 400);
}
