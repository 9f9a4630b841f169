import { expect, it } from 'vitest';
import { isAnswer, isWorthReading } from '../../../handlers/ways/pasted-error.js';

const self = { userId: 'U1', botId: 'B1', teamId: 'T1', url: 'https://t.slack.com/' };
const file = (name: string) => ({ id: 'F1', name });
const button = { type: 'actions', elements: [{ type: 'button', action_id: 'plegmatic.collect.0' }] };

it.each([
  ['our own', { bot_id: 'B1' }, true],
  ['our own user’s', { user: 'U1' }, true],
  ['another Plegmatic’s, by its metadata', { bot_id: 'B2', metadata: { event_type: 'plegmatic_answer' } }, true],
  ['another Plegmatic’s, by its buttons', { bot_id: 'B2', blocks: [button] }, true],
  [
    'another Plegmatic’s note, by its block',
    { bot_id: 'B2', blocks: [{ type: 'section', block_id: 'plegmatic.note' }] },
    true,
  ],
  ['another Plegmatic’s file', { bot_id: 'B2', files: [file('plegmatic-ip-10-0-0-7.ec2.internal.md')] }, true],
  ['an alert bot’s file', { bot_id: 'B2', files: [file('kubelet.log')] }, false],
  [
    'an alert bot’s, with a file of its own beside ours',
    { bot_id: 'B2', files: [file('collect-a.sh'), file('a.log')] },
    false,
  ],
  ['a person’s who hands on one of our files', { user: 'U2', files: [file('plegmatic-node-7.md')] }, false],
  ['an alert bot’s', { bot_id: 'B2', blocks: [{ type: 'divider' }] }, false],
  ['a person’s who pasted one of our ids', { user: 'U2', text: '"action_id":"plegmatic.collect"' }, false],
])('knows whose answer a message is: %s', (_, message, expected) => {
  expect(isAnswer({ ts: '1', ...message }, self)).toBe(expected);
});

const deaf = { engine: { gate: () => false } as never };
it.each([
  ['[RESOLVED] KubeletDown', true],
  ['Resolved #4711: disk full', true],
  ['[FIRING:1] NodeFilesystemAlmostOutOfSpace (node-1)', true],
  ['[FIRING:1] host_down node-1', true],
  ['[FIRING:1] HighErrorRate (checkout)', false],
  ['build 4711 passed on node-1', false],
  ['Acknowledged #4711: KubeletDown', false],
])('reads what an alert bot says though no word of it is of the chain: %s: %s', (text, expected) => {
  expect(isWorthReading(text, deaf)).toBe(expected);
});
