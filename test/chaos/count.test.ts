import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { ANSWER_EVENT } from '../../handlers/slack/slack.js';
import { post } from '../../playground/slack/messages.js';
import type { Message } from '../../playground/slack/model.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { judge } from './count.js';
import { type Brought, eventId } from './reports.js';

let slack: Slack;
let root: Message;
beforeEach(async () => {
  slack = await startSlack({ channels: [{ name: 'ops' }] });
  root = slack.person('maya').says('ops', 'OCI runtime exec failed: exec failed: EOF: unknown');
});
afterEach(() => slack.stop());

const WHOLE = [{ type: 'actions', elements: [{ type: 'button', action_id: ACTIONS.right }] }];
const planned = { way: 'paste', person: 'maya', channel: 'ops', node: 'cpu-7', text: '', at: 0 } as const;
const brought = (refused: readonly string[] = []): Brought => ({ planned, id: 'r1', thread: root.ts, at: 0, refused });

function answer(report: string, blocks: Message['blocks'] = WHOLE, thread_ts: string | undefined = root.ts): void {
  const metadata = { event_type: ANSWER_EVENT, event_payload: { report } };
  post(slack.world.workspace, slack.channel('ops'), { text: 'Possible', blocks, thread_ts, metadata });
}

const fates = (...all: Brought[]) => judge(slack, all).map(({ fate, why }) => `${fate} ${why}`.trim());

test('one whole answer in the thread is what is wanted', () => {
  answer('r1');
  expect(fates(brought())).toEqual(['answered']);
});

test("no answer is lost where it was taken, and nobody's where no bot was there to take it", async () => {
  answer('r2');
  const unheard = { ...brought(), id: eventId(slack, 'ops', root.ts) };
  expect(fates(unheard)).toEqual(['unheard no bot acknowledged it, as often as Slack tried']);
  const [sent] = slack.delivery.log;
  slack.delivery.acknowledged(sent?.envelopes[0] ?? '');
  expect(fates(unheard)).toEqual(['lost no answer']);
});

test('an answer that never became whole is lost', () => {
  answer('r1', []);
  expect(fates(brought())).toEqual(['lost never got beyond "Possible"']);
});

test('an answer in another thread is lost', () => {
  answer('r1', WHOLE, slack.person('maya').says('ops', 'hello').ts);
  expect(fates(brought())).toEqual(['lost answered elsewhere']);
});

test('two answers are one too many', () => {
  answer('r1');
  answer('r1', []);
  expect(fates(brought())[0]).toMatch(/^twice/);
});

test('a command that failed for its person may be answered once, not twice', () => {
  answer('r1');
  answer('r0');
  expect(fates(brought(['r0']))).toEqual(['answered']);
  answer('r0');
  expect(fates(brought(['r0']))[0]).toMatch(/^twice/);
});
