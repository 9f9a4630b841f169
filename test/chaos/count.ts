import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { ANSWER_EVENT } from '../../handlers/slack.js';
import type { Message } from '../../playground/slack/model.js';
import type { Slack } from '../../playground/slack/start.js';
import type { Brought } from './reports.js';

/** Only a whole answer asks whether it was right. */
const isWhole = (message: Message): boolean => JSON.stringify(message.blocks ?? []).includes(ACTIONS.right);

const reportOf = ({ metadata }: Message): string | undefined =>
  metadata?.event_type === ANSWER_EVENT ? String(metadata.event_payload.report) : undefined;

/** Notes when each report was first answered, and when wholly. Milliseconds since 1970. */
export interface Clock {
  readonly first: ReadonlyMap<string, number>;
  readonly whole: ReadonlyMap<string, number>;
  stop(): void;
}

export function watchAnswers(slack: Slack): Clock {
  const first = new Map<string, number>();
  const whole = new Map<string, number>();
  const stop = slack.watch((change) => {
    if (change.kind !== 'message-posted' && change.kind !== 'message-edited') return;
    const id = reportOf(change.message);
    if (id === undefined) return;
    if (!first.has(id)) first.set(id, Date.now());
    if (!whole.has(id) && isWhole(change.message)) whole.set(id, Date.now());
  });
  return { first, whole, stop };
}

export interface Judged {
  readonly brought: Brought;
  /** lost: no whole answer in the right thread at the end, whatever was shown before. */
  readonly fate: 'answered' | 'lost' | 'twice';
  readonly why: string;
}

/** What became of each report, from what stands in Slack now. A command that failed for its person may be answered once, too. */
export function judge(slack: Slack, all: readonly Brought[]): readonly Judged[] {
  const standing = new Map<string, Message[]>();
  for (const channel of slack.world.workspace.channels.values())
    for (const message of channel.messages) {
      const id = reportOf(message);
      if (id !== undefined) standing.set(id, [...(standing.get(id) ?? []), message]);
    }
  return all.map((brought): Judged => {
    const answers = standing.get(brought.id) ?? [];
    const again = brought.refused.filter((id) => (standing.get(id) ?? []).length > 1);
    if (answers.length > 1 || again.length > 0)
      return {
        brought,
        fate: 'twice',
        why: `${answers.length} answers, ${again.length} refused commands answered twice`,
      };
    const [answer] = answers;
    if (answer === undefined) return { brought, fate: 'lost', why: 'no answer' };
    if ((answer.thread_ts ?? answer.ts) !== (brought.thread ?? answer.ts))
      return { brought, fate: 'lost', why: 'answered elsewhere' };
    if (!isWhole(answer)) return { brought, fate: 'lost', why: `never got beyond "${answer.text}"` };
    return { brought, fate: 'answered', why: '' };
  });
}
