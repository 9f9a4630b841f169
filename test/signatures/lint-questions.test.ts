import { describeLints, swap } from './lint-rows.js';

const MUST = /\n {2}- id: init-about[\s\S]*?\n\ncause/;

describeLints('lint of patterns, versions, facts and musts', [
  {
    what: 'an unnamed group',
    bad: swap('(?P<item>[0-9]+)', '([0-9]+)'),
    says: /unnamed group/,
    good: swap('(?P<item>[0-9]+)', '(?:[0-9]+) (?P<item>x)'),
  },
  {
    what: 'two captures of one name',
    bad: swap('(?P<item>[0-9]+)', '(?P<item>[0-9]+) (?P<item>x)'),
    says: /two captures/,
    good: swap('(?P<item>[0-9]+)', '(?P<item>[0-9]+)(?: (?P<other>x))?'),
  },
  {
    what: 'a lookahead',
    bad: swap('queue stuck', 'queue (?=stuck)'),
    says: /outside RE2: lookaround/,
    good: swap('queue stuck', 'queue (?:is )?stuck'),
  },
  {
    what: 'a backreference',
    bad: swap('queue stuck', 'queue \\1'),
    says: /outside RE2: .*backreference/,
    good: swap('queue stuck', 'queue\\x20stuck'),
  },
  {
    what: 'what the engine refuses',
    bad: swap('[0-9]+', '[0-9]{2000}'),
    says: /outside RE2/,
    good: swap('[0-9]+', '[0-9]{1,5}'),
  },
  {
    what: 'a bad pattern in a check',
    bad: swap('\\brunc init$', '(runc) init$'),
    says: /unnamed group/,
    good: swap('\\brunc init$', '(?:runc) init$'),
  },
  {
    what: 'a pattern that matches nothing at all',
    bad: swap("'queue stuck at item (?P<item>[0-9]+)'", "'(?:queue stuck at item (?P<item>[0-9]+))?'"),
    says: /matches the empty string/,
    good: [],
  },
  {
    what: 'a pattern without a word',
    bad: swap('queue stuck at item (?P<item>[0-9]+)', '^[0-9]+ (?P<item>[0-9]+)$'),
    says: /requires no word, so it is asked of every line/,
    good: swap('queue stuck at item (?P<item>[0-9]+)', '^[0-9]+ stuck (?P<item>[0-9]+)$'),
  },
  {
    what: 'a pattern of everyday words',
    bad: swap('queue stuck at item (?P<item>[0-9]+)', 'queue stuck|[Cc]ontainer (?P<item>[0-9a-f]+) .*failed'),
    says: /only everyday words \("failed"|only everyday words \("container "/,
    good: swap('queue stuck at item (?P<item>[0-9]+)', '[Cc]ontainer (?P<item>[0-9a-f]+) of the queue failed'),
  },
  {
    what: 'a newline asked of single lines',
    bad: swap('queue stuck at item (?P<item>[0-9]+)', 'queue stuck\\nat item (?P<item>[0-9]+)'),
    says: /asks for a newline/,
    good: swap('queue stuck at item (?P<item>[0-9]+)', 'queue stuck[^\\n]{0,9}at item (?P<item>[0-9]+)'),
  },
  {
    what: 'a word boundary that YAML reads as a backspace',
    bad: swap("'queue stuck at item (?P<item>[0-9]+)'", '"\\bqueue stuck at item (?P<item>[0-9]+)"'),
    says: /holds a control character/,
    good: swap("'queue stuck at item (?P<item>[0-9]+)'", "'\\bqueue stuck at item (?P<item>[0-9]+)'"),
  },
  {
    what: 'a version that is none',
    bad: swap('fixed: 1.0.0-rc94', 'fixed: latest'),
    says: /latest is no runc version/,
    good: swap('fixed: 1.0.0-rc94', 'fixed: 1.1.0-rc.1'),
  },
  {
    what: 'a range upside down',
    bad: swap('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc9'),
    says: /not before fixed/,
    good: swap('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc100'),
  },
  {
    what: 'an empty range',
    bad: swap('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc93'),
    says: /not before fixed/,
    good: swap(', fixed: 1.0.0-rc94', ''),
  },
  {
    what: 'a version without quotes',
    bad: swap('introduced: 1.0.0-rc93', 'introduced: 1.10'),
    says: /introduced: .*string/,
    good: swap('introduced: 1.0.0-rc93', "introduced: '0'"),
  },
  {
    what: 'a fact nobody yields',
    bad: swap('fact: runc.version', 'fact: runc.colour'),
    says: /no probe yields the fact runc.colour/,
    good: [],
  },
  {
    what: 'a column the fact has not',
    bad: swap('{ args:', '{ argv:'),
    says: /processes has no column argv/,
    good: swap('{ args:', "{ stat: '^D', args:"),
  },
  {
    what: 'rows asked of a fact without',
    bad: swap('fact: processes', 'fact: os.id'),
    says: /os.id has no rows/,
    good: [],
  },
  {
    what: 'version_in of no version',
    bad: swap('fact: runc.version', 'fact: os.id'),
    says: /os.id is not a version/,
    good: [],
  },
  {
    what: 'one must alone',
    bad: [{ from: MUST, to: '\n\ncause' }],
    says: /too few musts: one must alone/,
    good: [
      { from: MUST, to: '\n\ncause' },
      { from: 'role: must', to: 'role: must\n    limit: true' },
    ],
  },
  {
    what: 'musts on one fact',
    bad: [
      {
        from: "fact: processes\n    any_row: { args: '\\brunc init$' }",
        to: "fact: runc.version\n    version_in: [{ introduced: '0' }]",
      },
    ],
    says: /musts all ask runc.version/,
    good: [],
  },
]);
