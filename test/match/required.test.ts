import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../src/match/compile.js';
import { readPattern } from '../../src/match/pattern-tree.js';
import { requiredLiterals } from '../../src/match/required.js';

const TABLE: readonly (readonly [string, readonly string[] | null])[] = [
  ['PLEG is not healthy: .* ago', ['pleg is not healthy: ']],
  ['exec failed: (?P<read>EOF|unexpected EOF)\\b', ['exec failed: eof', 'exec failed: unexpected eof']],
  ['shim (?:reaped|died) id=', ['shim reaped id=', 'shim died id=']],
  ['fork(?:ed)? failed', ['fork failed', 'forked failed']],
  ['colou?r of money', ['color of money', 'colour of money']],
  ['(?:optional words)?end', ['end']],
  ['block(?:s|ed)? by', ['block by', 'blocks by', 'blocked by']],
  ['is block(?:s|ed)?', ['is block']],
  ['(?:optional words)*end', ['end']],
  ['(?:needed words)+x', ['needed words']],
  ['(?:ab){3}', ['ababab']],
  ['(?:ab){2,}', ['abab']],
  ['(?:stale handle){0,3}', null],
  ['\\(\\*execProcess\\)\\.pidv', ['(*execprocess).pidv']],
  ['code \\d{1,3} of runc', [' of runc']],
  ['[Pp]LEG stalled', ['pleg stalled']],
  ['[a-z]+: [^:]+', null],
  ['a|longer words', null],
  ['\\x72unc init', ['runc init']],
  ['signal\\tkilled', ['signal\tkilled']],
  ['first line\\nand second', ['first line']],
  ['überlauf der Warteschlange', ['berlauf der warteschlange']],
  ['^\\s*runc init$', ['runc init']],
  ['PLEG ?超时', ['pleg超时', 'pleg 超时']],
  ['节点超时', null],
  [
    `score 0 (?:${'abcdefghijklmnopqrstuvwxyz'.split('').join('|')})`,
    'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `score 0 ${letter}`),
  ],
  ['.{5,10}', null],
  ['', null],
];

describe('requiredLiterals', () => {
  for (const [pattern, literals] of TABLE)
    it(`requires ${literals === null ? 'nothing' : literals.join(' or ')} of ${pattern || 'the empty pattern'}`, () => {
      expect(compilePattern(pattern).required[0] ?? null).toEqual(literals);
    });
});

describe('everything a pattern requires', () => {
  const SETS: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    [
      '(?:Pull|registry).{0,400}(?:Proxy|Forbidden) by',
      [
        ['proxy by', 'forbidden by'],
        ['pull', 'registry'],
      ],
    ],
    ['runc init .*runc', [['runc init ']]],
    ['shim \\d+ of (?:pod|node)(?: gone)?', [[' of pod', ' of node'], ['shim ']]],
    ['lost (?:lease \\w+ of pod|shim)', [['lost '], [' of pod', 'shim']]],
  ];
  for (const [pattern, sets] of SETS)
    it(`is ${sets.map((set) => set.join(' or ')).join(', and ')} for ${pattern}`, () => {
      expect(compilePattern(pattern).required).toEqual(sets);
    });
});

describe('compilePattern', () => {
  const REFUSED = {
    lookahead: 'a(?=b)',
    'negative lookahead': 'a(?!b)',
    lookbehind: '(?<=a)b',
    'negative lookbehind': '(?<!a)b',
    backreference: '(a)\\1',
    'named backreference': '(?P<a>b)\\k<a>',
    'inline flags': '(?i)a',
    'scoped flags': '(?i:a)',
    'an atomic group': '(?>a)',
    'a possessive repeat': 'a++b',
    'an open group': '(a',
    'an open class': '[a',
    'a lone repeat': '*a',
    'a quoted run': '\\Qa.b\\E',
    'a hanging backslash': 'a\\',
    'a count above 1000': 'a{1001}',
    'a range upside down': '[z-a]',
  };
  for (const [what, pattern] of Object.entries(REFUSED))
    it(`refuses ${what}`, () => {
      expect(() => compilePattern(pattern).prepare()).toThrow(/RE2|language|write|repeat/);
    });

  it('gives named captures, cut to 200 characters, and leaves out those that took no part', () => {
    const pattern = compilePattern('id=(?P<id>\\w+)(?: pid=(?P<pid>\\d+))?');
    expect(pattern.find(`id=${'a'.repeat(300)}`)?.captures).toEqual({ id: 'a'.repeat(200) });
  });

  it('answers in linear time where a backtracking engine would not', () => {
    const pattern = compilePattern('(?:a+)+(?:a+)+b');
    expect(pattern.test('a'.repeat(5000))).toBe(false);
  });

  it('takes ^ and $ for ends of lines only across lines', () => {
    expect(compilePattern('^second$').test('first\nsecond')).toBe(false);
    expect(compilePattern('^second$', { acrossLines: true }).test('first\nsecond')).toBe(true);
  });
});

describe('whether a pattern may match', () => {
  const ANSWERS: readonly (readonly [string, string, boolean])[] = [
    ['lost lease .*of pod|shim died: no', 'of pod lost: no', false],
    ['lost lease .*of pod|shim died: no', 'shim died: no such file', true],
    ['runc (?:init (?:x \\d+ hangs|y)|exec): done', 'runc init x 4: done', false],
    ['runc (?:init (?:x \\d+ hangs|y)|exec): done', 'runc exec: done', true],
    ['(?:mount \\S+ busy|umount \\S+ gone){1,2} at (?:[a-z]+ or \\d+|end)', 'mount /x busy at x', false],
    ['(?:mount \\S+ busy|umount \\S+ gone){1,2} at (?:[a-z]+ or \\d+|end)', 'mount /x busy at x or 4', true],
    ['(?:(?:a \\d b|c \\d d) )?shim', 'shim', true],
    ['xid (?:\\d+ of x|79)', 'xid 48', false],
  ];
  it.each(ANSWERS)('%s, asked of %s: %s', (pattern, text, may) => {
    expect(compilePattern(pattern).mayMatch(text)).toBe(may);
  });
});

it('a pattern that looks around requires what it takes, not what it looks at', () => {
  const tree = readPattern('(?<!runtime )\\bexec failed: (?!EOF|timeout)(?=.{0,80}command)\\w+', { lookaround: true });
  expect(requiredLiterals(tree)).toEqual([['exec failed: ']]);
});
