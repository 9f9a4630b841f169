import { describe, expect, it } from 'vitest';
import { toRichText } from '../../../playground/slack/typed/rich-text.js';
import { smarten, toText } from '../../../playground/slack/typed/text.js';
import { tokenize } from '../../../playground/slack/typed/tokens.js';
import { bench } from './world.js';

const { world, ops } = bench({ usergroups: [{ handle: 'sre', members: ['maya'] }] });
const sent = (typed: string) => toText(tokenize(typed, world.workspace));
const maya = world.workspace.userNamed('maya')?.id;
const sre = [...world.workspace.usergroups.keys()][0];

describe('what a person types', () => {
  it.each([
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
    ['see https://x.y/z?a=1&b=2.', 'see <https://x.y/z?a=1&amp;b=2>.'],
    ['pull k8s.io/pause:3.2 now', 'pull <http://k8s.io/pause:3.2|k8s.io/pause:3.2> now'],
    ['mail sre@example.com', 'mail <mailto:sre@example.com|sre@example.com>'],
    ['ip-10-0-0-1.ec2.internal', 'ip-10-0-0-1.ec2.internal'],
    ['state.json and 10.0.0.1:2379', 'state.json and 10.0.0.1:2379'],
    ['@maya look', `<@${maya}> look`],
    ['@sre look', `<!subteam^${sre}|@sre> look`],
    ['@nobody look', '@nobody look'],
    ['@here look', '<!here> look'],
    ['in #ops', `in <#${ops.id}|ops>`],
    ['<!channel>', '&lt;!channel&gt;'],
    ['`@maya <x>`', '`@maya &lt;x&gt;`'],
    ['```\n@maya <x>\n```\nafter', '```@maya &lt;x&gt;```\nafter'],
    ['```\nGET https://x.y/z failed\n```', '```GET <https://x.y/z> failed```'],
  ])('%s is sent as %s', (typed, text) => expect(sent(typed)).toBe(text));

  it('gets curly quotes and dashes from a phone', () =>
    expect(smarten(`"runc" isn't 'ok' --debug`)).toBe('“runc” isn’t ‘ok’ —debug'));

  it('comes with a rich_text block in which code is preformatted and nothing is escaped', () => {
    const block = toRichText(tokenize('hi @maya\n```\na <b>\n```', world.workspace), 'b1');
    expect(block).toEqual({
      type: 'rich_text',
      block_id: 'b1',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'hi ' },
            { type: 'user', user_id: maya },
            { type: 'text', text: '\n' },
          ],
        },
        { type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: 'a <b>' }] },
      ],
    });
  });
});
