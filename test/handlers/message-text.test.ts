import { expect, it } from 'vitest';
import { filesOf } from '../../handlers/text/message-files.js';
import { messageText, type SlackMessage } from '../../handlers/text/message-text.js';

const read = (message: Omit<SlackMessage, 'ts'>) => messageText({ ts: '1.1', ...message });

it('reads the attachments and fields of an alert', () => {
  const attachments = [
    { title: '[FIRING] KubeNodeNotReady', text: 'PLEG is not healthy', fields: [{ title: 'node', value: 'node-7' }] },
  ];
  expect(read({ text: '', attachments })).toBe('[FIRING] KubeNodeNotReady\nPLEG is not healthy\nnode: node-7');
});

it('reads sections, fields and contexts of a bot, and not its buttons', () => {
  const blocks = [
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'runc &lt;init&gt;' },
      fields: [{ type: 'mrkdwn', text: 'node-7' }],
    },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'pool a' }] },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Silence' } }] },
  ];
  expect(read({ text: '', blocks })).toBe('runc <init>\nnode-7\npool a');
});

it('says a fallback text once', () => {
  expect(read({ text: 'node down', attachments: [{ text: 'node down', fallback: 'node down' }] })).toBe('node down');
});

it('survives attachments of any shape', () => {
  expect(read({ text: 'x', attachments: [null, 7, { fields: 'none' }], blocks: [null, { type: 3 }] })).toBe('x');
});

it('takes files that may hold text, by their download address', () => {
  const files = [
    { id: 'F1', name: 'a.log', mimetype: 'text/plain', size: 3, url_private_download: 'https://files/a' },
    { id: 'F2', name: 'a.png', mimetype: 'image/png', size: 3, url_private_download: 'https://files/b' },
    { id: 'F3', name: 'gone' },
  ];
  expect(filesOf(files)).toEqual([
    { id: 'F1', name: 'a.log', mimetype: 'text/plain', size: 3, url: 'https://files/a' },
  ]);
});
