import { type PagerDutyService, startPagerDuty } from '../../../playground/pagerduty/start.js';
import type { Message } from '../../../playground/slack/model.js';
import { type Slack, startSlack } from '../../../playground/slack/start.js';
import type { Policy } from '../../../src/oncall/policy.js';
import { openPagerDuty } from '../../../src/paging/pagerduty.js';
import { policy, tier } from '../../oncall/made.js';
import { buttons, type Stage, startStage, words } from '../front/stage.js';

export { PLEG, RC93 as STUCK } from '../front/pleg.js';
export const MENDED = { 'runc.version': { value: '1.0.0-rc94', source: 'runc --version' }, processes: [], pipes: [] };

export const WEBHOOK_TOKEN = 'webhook-token-1234567';
export const PAGERDUTY_SECRET = 'secret-of-the-subscription';

export interface OnCall extends Stage {
  readonly pagerduty: PagerDutyService;
  /** Of the bot's own server. */
  readonly url: string;
  /** A person's Slack id. */
  id(name: string): string;
  /** An alert bot's message in #ops. */
  alert(title: string, text?: string): Message;
  /** The first message of a thread in #ops whose words match. */
  told(root: Message, pattern: RegExp, within?: number): Promise<Message>;
  /** A message as it stands now, once its words match. */
  until(message: Message, pattern: RegExp): Promise<Message>;
  /** Presses a button of a message as it stands now. */
  press(name: string, message: Message, action: string): Promise<void>;
}

// Tiers have minutes; a test has seconds.
export const SECOND = 1 / 60;

/** The usual stage with a PagerDuty, watched alerts in #ops, and whatever policy `of` makes of the people's ids. */
export async function startOnCall(
  of: (id: (name: string) => string) => Partial<Policy>,
  given?: Slack,
): Promise<OnCall> {
  const pagerduty = await startPagerDuty();
  const slack = given ?? (await startSlack());
  const id = (name: string): string => slack.person(name).user.id;
  const ops = slack.channel('ops').id;
  const watched = [...slack.world.workspace.channels.values()].filter(({ kind }) => kind !== 'im').map((one) => one.id);
  const stage = await startStage(
    {
      rights: { grants: [{}], unaskedChannels: watched, botChannels: watched },
      escalation: {
        policy: policy({ tiers: [tier({ users: [id('maya')] })], ...of(id) }),
        channel: undefined,
        pagerduty: openPagerDuty(pagerduty.url, pagerduty.routingKey),
      },
      webhooks: { token: WEBHOOK_TOKEN, channel: ops, pagerdutySecret: PAGERDUTY_SECRET },
    },
    slack,
  );
  const now = (message: Message): Message => slack.message('ops', message.ts) ?? message;
  const find = (root: Message, pattern: RegExp) =>
    slack.thread('ops', root).find((m) => m !== root && pattern.test(words(m)));
  return Object.assign(stage, {
    pagerduty,
    url: `http://127.0.0.1:${stage.bot.port}`,
    id,
    alert: (title: string, text?: string) =>
      slack.integration('Alertmanager', 'ops', { attachments: [{ title, ...(text === undefined ? {} : { text }) }] }),
    told: (root: Message, pattern: RegExp, within = 20_000) =>
      slack.waitFor(() => find(root, pattern), { what: `${pattern} in the thread`, within }),
    until: (message: Message, pattern: RegExp) =>
      slack.waitFor(() => (pattern.test(words(now(message))) ? now(message) : undefined), {
        what: `${pattern}`,
        within: 20_000,
      }),
    async press(name: string, message: Message, action: string) {
      await slack.waitFor(() => (buttons(now(message)).includes(action) ? true : undefined), {
        what: action,
        within: 20_000,
      });
      await slack.person(name).presses(now(message), action);
    },
    stop: async () => {
      await stage.bot.stop();
      await slack.stop();
      await stage.redis.end('SIGKILL');
      await pagerduty.stop();
    },
  });
}
