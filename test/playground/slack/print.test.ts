import { describe, expect, it } from 'vitest';
import type { Message } from '../../../playground/slack/model.js';
import { type PrintOptions, printThread } from '../../../playground/slack/print/thread.js';
import { columns } from '../../../playground/slack/print/wrap.js';

const at = (seconds: number) => `${Date.UTC(2026, 0, 5, 3, 12) / 1000 + seconds}.000000`;
const NAMES: Record<string, string> = { U1: 'Maya Okafor', UBOT: 'Plegmatic' };
const print = (messages: Omit<Message, 'type'>[], options?: PrintOptions) =>
  printThread(
    { title: '#ops', messages: messages.map((m) => ({ type: 'message', ...m })), nameOf: (id) => NAMES[id] ?? id },
    options,
  );

describe('a printed thread', () => {
  it('shows who said what when, replies behind a line, marks of app, edit and privacy', () => {
    const text = print([
      { ts: at(0), user: 'U1', text: 'a &lt;b&gt; <https://x.y/z|look> <@UBOT>\n```\nrunc &amp; co\n```' },
      {
        ts: at(61),
        user: 'UBOT',
        bot_id: 'B1',
        text: 'done',
        edited: { user: 'UBOT', ts: at(62) },
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'Confirmed' } },
          { type: 'section', text: { type: 'mrkdwn', text: 'It is *bold*\n```kill -9 1```' } },
          {
            type: 'actions',
            elements: [
              { type: 'button', text: { type: 'plain_text', text: 'Collect again' } },
              { type: 'static_select', placeholder: { type: 'plain_text', text: 'Node' } },
            ],
          },
        ],
      },
      { ts: at(62), user: 'UBOT', bot_id: 'B1', text: 'invite me', is_ephemeral: true, seen_by: 'U1' },
    ]);
    expect(text).toBe(`#ops

Maya Okafor  03:12
a <b> look (https://x.y/z) @Plegmatic
┃ runc & co
  │
  │ Plegmatic APP  03:13  (edited)
  │ Confirmed
  │
  │ It is bold
  │ ┃ kill -9 1
  │
  │ [ Collect again ]  [ Node v ]
  │
  │ Plegmatic APP  03:13  only visible to Maya Okafor
  │ invite me`);
  });

  it('wraps prose to the width, Chinese too, and never breaks code', () => {
    const code = 'x'.repeat(80);
    const text = print(
      [{ ts: at(0), user: 'U1', text: `${'word '.repeat(30)}\n${'节点异常'.repeat(20)}\n\`\`\`${code}\`\`\`` }],
      { width: 40 },
    );
    const lines = text.split('\n');
    expect(lines.filter((line) => !line.startsWith('┃')).every((line) => columns(line) <= 40)).toBe(true);
    expect(text).toContain(`┃ ${code}`);
  });

  it('is free of colour codes unless asked for', () => {
    const messages = [{ ts: at(0), user: 'U1', text: '*a* `b`' }];
    expect(print(messages)).not.toContain('\u001b');
    expect(print(messages, { color: true })).toContain('\u001b[1ma\u001b[0m');
  });

  it('leaves underscores and stars of identifiers alone', () =>
    expect(print([{ ts: at(0), user: 'U1', text: 'a_b_c 2*3*4 _it_' }])).toContain('a_b_c 2*3*4 it'));

  it('reads alerts: attachments with title, text and fields', () => {
    const attachments = [{ title: 'FIRING', text: 'down', fields: [{ title: 'node', value: 'node-7' }] }];
    expect(print([{ ts: at(0), bot_id: 'B2', username: 'Alertmanager', text: '', attachments }])).toContain(
      'Alertmanager APP  03:12\n▌ FIRING\n▌ down\n▌ node  node-7',
    );
  });
});
