import { expect, it } from 'vitest';
import { filesOf, isPicture } from '../../handlers/text/message-files.js';
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

it('takes the files of a message and of what is forwarded in it, by their download address', () => {
  const files = [
    { id: 'F1', name: 'a.log', mimetype: 'text/plain', size: 3, url_private_download: 'https://files/a' },
    { id: 'F2', name: 'a.png', mimetype: 'image/png', size: 3, url_private_download: 'https://files/b' },
    { id: 'F3', name: 'gone', mode: 'tombstone' },
    'nonsense',
  ];
  const forwarded = { is_share: true, files: [{ id: 'F4', name: 'b.log', url_private: 'https://files/c' }] };
  const found = filesOf({ files, attachments: [forwarded, { files: 7 }] });
  expect(found.map(({ id, url }) => [id, url])).toEqual([
    ['F1', 'https://files/a'],
    ['F2', 'https://files/b'],
    ['F3', ''],
    ['F4', 'https://files/c'],
  ]);
  expect(found.filter(isPicture).map(({ id }) => id)).toEqual(['F2']);
});
