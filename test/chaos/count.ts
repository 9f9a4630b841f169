import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { ANSWER_EVENT } from '../../handlers/slack/slack.js';
import type { Json, Message } from '../../playground/slack/model.js';
import type { Slack } from '../../playground/slack/start.js';
import { reportId } from '../../src/jobs/ids.js';
import { type Brought, eventId } from './reports.js';

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
  /**
   * unheard: every delivery went to nobody, and Slack gave up; there was no bot to take it.
   * lost: it was taken, and there is no whole answer in the right thread at the end, whatever was shown before.
   */
  readonly fate: 'answered' | 'unheard' | 'lost' | 'twice';
  readonly why: string;
  /** The answer says that the node could not be asked, or not in time. */
  readonly without: boolean;
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
    const without = answers.some(({ blocks }) => WITHOUT.test(JSON.stringify(blocks)));
    return { brought, without, ...fateOf(slack, brought, answers, standing) };
  });
}

const WITHOUT = /this is what is known without it/;

const UNHEARD = { fate: 'unheard', why: 'no bot acknowledged it, as often as Slack tried' } as const;

/** Acknowledged at least once, whichever delivery it was. */
function taken(slack: Slack, { planned, id }: Brought): boolean {
  const idOf = (payload: Json): string | undefined => {
    if (payload.trigger_id !== undefined) return reportId('trigger', [String(payload.trigger_id)]);
    const { event } = payload as { readonly event?: { readonly ts?: string } };
    return event?.ts === undefined ? undefined : eventId(slack, planned.channel, event.ts);
  };
  return slack.delivery.log.some(({ payload, acknowledgements }) => acknowledgements > 0 && idOf(payload) === id);
}

function fateOf(
  slack: Slack,
  brought: Brought,
  answers: readonly Message[],
  standing: ReadonlyMap<string, readonly Message[]>,
): Pick<Judged, 'fate' | 'why'> {
  const again = brought.refused.filter((id) => (standing.get(id) ?? []).length > 1);
  if (answers.length > 1 || again.length > 0)
    return {
      fate: 'twice',
      why: `${answers.length} answers, ${again.length} refused commands answered twice`,
    };
  const [answer] = answers;
  if (answer === undefined) return taken(slack, brought) ? { fate: 'lost', why: 'no answer' } : UNHEARD;
  if ((answer.thread_ts ?? answer.ts) !== (brought.thread ?? answer.ts))
    return { fate: 'lost', why: 'answered elsewhere' };
  if (!isWhole(answer)) return { fate: 'lost', why: `never got beyond "${answer.text}"` };
  return { fate: 'answered', why: '' };
}

/** Sentences of the bot beside its answers and files: a report that was given up says so, for instance. */
export function asides(slack: Slack): readonly string[] {
  return [...slack.world.workspace.channels.values()].flatMap(({ messages }) =>
    messages.flatMap((message) =>
      message.bot_id === slack.world.app.botId &&
      message.is_ephemeral === undefined &&
      message.metadata === undefined &&
      message.files === undefined
        ? [message.text]
        : [],
    ),
  );
}
