import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richTextTyped } from '../../handlers/text/rich-text.js';
import { typedText } from '../../handlers/text/slack-text.js';
import { toText } from '../../playground/slack/typed/text.js';

describe('typedText gives back what was in the terminal', () => {
  it.each([
    ['entities', 'a &lt;= b &amp;&amp; c -&gt; d', 'a <= b && c -> d'],
    ['entities that were typed as such', '&amp;lt;nil&amp;gt;', '&lt;nil&gt;'],
    [
      'a link Slack made of a host',
      'dial <http://registry.local|registry.local>: timeout',
      'dial registry.local: timeout',
    ],
    ['a bare link with a query', 'GET <https://x.io/a?b=1&amp;c=2>: EOF', 'GET https://x.io/a?b=1&c=2: EOF'],
    ['a mail address', '<mailto:a@b.io|a@b.io>', 'a@b.io'],
    ['a mention, inert', '<@U0123> and <@U9|maya>', '@U0123 and @maya'],
    ['a channel and everybody, inert', '<#C1|ops> <!here> <!channel> <!subteam^S1|@sre>', '#ops @here @channel @sre'],
    ['a fence', '```\nOCI runtime error\n```', 'OCI runtime error\n'],
    ['a fence on one line', '```OCI runtime error```', 'OCI runtime error'],
    ['smart quotes', '\u201crunc\u201d didn\u2019t', '"runc" didn\'t'],
    ['non-breaking and zero-width spaces', 'runc\u00a0init\u200b', 'runc init'],
    ['an option that a phone made long', 'runc \u2014version', 'runc --version'],
    ['Windows line ends', 'a\r\nb', 'a\nb'],
  ])('%s', (_, slack, typed) => {
    expect(typedText(slack)).toBe(typed);
  });

  it('undoes what Slack does to any text without its own markup', () => {
    const printable = fc.string({
      unit: fc.constantFrom(...'abc <>&;:/"\'-=[]{}()0123456789\n\t中文'.split('')),
      maxLength: 200,
    });
    fc.assert(
      fc.property(printable, (typed) => {
        const text = toText([{ kind: 'text', text: typed }]);
        expect(typedText(text)).toBe(typed);
      }),
    );
  });
});

describe('richTextTyped', () => {
  const rich = (...elements: object[]) => [{ type: 'rich_text', elements }];

  it('reads preformatted text as it stands', () => {
    const blocks = rich({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a < b && c' }] });
    expect(richTextTyped(blocks, 'a &lt; b &amp;&amp; c')).toBe('a < b && c');
  });

  it('unescapes blocks that a workspace sends escaped', () => {
    const blocks = rich({ type: 'rich_text_section', elements: [{ type: 'text', text: 'a &lt; b' }] });
    expect(richTextTyped(blocks, 'a &lt; b')).toBe('a < b');
  });

  it('keeps entities that were typed', () => {
    const blocks = rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '&lt;nil&gt;' }] });
    expect(richTextTyped(blocks, '&amp;lt;nil&amp;gt;')).toBe('&lt;nil&gt;');
  });

  it('passes over elements it does not know, and joins parts by lines', () => {
    const blocks = rich(
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: 'see ' }, { type: 'hologram' }, { type: 'link', url: 'https://x.io' }],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
      },
    );
    expect(richTextTyped(blocks)).toBe('see https://x.io\none');
  });
});
