import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli.js';
import { answered } from '../../src/diagnosis/answered.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { readReport } from '../../src/report/read-report.js';
import { render } from '../../src/terminal/render.js';
import { aligned, widthOf, wrapped } from '../../src/terminal/wrap.js';
import { capturedIo } from '../cli/captured-io.js';

async function drawn(text: string, argv: readonly string[] = [], parts = {}): Promise<string> {
  const io = capturedIo(text, parts);
  await run(['explain', ...argv], io);
  return io.printed();
}
const EOF = 'OCI runtime exec failed: exec failed: EOF: unknown';

test('the anatomy is always in the same order', async () => {
  const text = await drawn(EOF);
  const parts = ['POSSIBLE', '> [runc] >', 'Evidence', 'Also possible', 'Best next check', 'Runbook', 'Sources'];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('what the words do not tell apart: six in words, ten by id, the rest counted, before the next check', async () => {
  const text = await drawn("kubelet.service: Failed with result 'exit-code'.");
  const [, after = ''] = text.split('Not told apart by these words\n');
  const [told = ''] = after.split('\n\n');
  expect(told.match(/^ {2}• [a-z0-9-]+: /gm)).toHaveLength(6);
  const [, ids = ''] = /\n {2}• ([a-z0-9-]+,(?:\s+[a-z0-9-]+,?)*) and \d+\s+more/.exec(told) ?? [];
  expect(ids.split(/,\s+/)).toHaveLength(10);
  expect(after).toContain('\nBest next check');
  expect(after).not.toContain('Also possible');
});

test('steps are numbered through and grouped by risk, harmless first', async () => {
  const text = await drawn(EOF);
  expect(text.indexOf('observe (')).toBeLessThan(text.indexOf('fix ('));
  expect(text).toMatch(/\n {4}1\. /);
});

test('there is no escape sequence without a terminal, and there is with one', async () => {
  expect(await drawn(EOF)).not.toContain('\x1b');
  expect(await drawn(EOF, [], { color: true })).toContain('\x1b[');
});

test('escape sequences of the pasted text never reach the terminal', async () => {
  const text = await drawn(`${EOF} \x1b[2J\x1b]0;owned\x07`);
  expect(text).not.toContain('\x1b');
  expect(text).not.toContain('\x07');
});

test('Chinese prose gets Chinese headings, commands stay as they are', async () => {
  const text = await drawn(`今天发现节点上的容器一直报错:\n${EOF}`);
  expect(text).toContain('可能');
  expect(text).toContain('runc --version');
  expect(await drawn(`今天发现节点上的容器一直报错:\n${EOF}`, ['--lang', 'en'])).toContain('POSSIBLE');
});

test('bytes that are no text do not make the answer Chinese', async () => {
  expect(await drawn(`${'\uFFFD'.repeat(40)}发节点的容器一直\uFFFD`)).toContain('No error');
});

test('a text without any error of the chain is one line', async () => {
  expect(await drawn('good morning')).toBe('No error of the container-runtime chain is in this text.\n');
});

test.each([
  ['exec', 'fits no known failure'],
  ['recorder', 'fits no known failure'],
  ['paste', 'fits no known failure'],
  ['api', 'could not be read'],
] as const)('a node read by %s is told so: it %s', (step, words) => {
  const report = readReport('');
  const collection = { step, complete: true, failed: [] };
  const knowledge = { signatures: [], matcher: { match: () => [] } };
  const diagnosis = diagnose({ report, facts: {}, node: 'node-7', cluster: null, collection }, knowledge);
  expect(render(answered(report, [diagnosis], 'r1'), report, { color: false, columns: 200 })).toContain(words);
});

test('an error nobody has described is taken apart', async () => {
  const text = await drawn(
    'OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused "open /proc/self/frobnicate: no such device": unknown',
  );
  expect(text).toContain('NOT KNOWN');
  expect(text).toContain('Look first at');
});

test('prose stays within the width, whatever stands before it', async () => {
  const text = await drawn('PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s', [], {
    columns: 72,
  });
  const prose = text.split('\n').filter((line) => /^ {2}[•✗]/.test(line));
  expect(prose.length).toBeGreaterThan(2);
  expect(prose.filter((line) => line.length > 72)).toEqual([]);
});

describe('wrapping', () => {
  test('counts Han characters as two columns', () => {
    expect(widthOf('节点 a')).toBe(6);
  });
  test('never breaks a word, so that it can be copied', () => {
    const long = 'a'.repeat(90);
    expect(wrapped(`see ${long} there`, 40, 2)).toBe(`see\n  ${long}\n  there`);
  });
  test('aligns every column but the last', () => {
    expect(
      aligned([
        ['a', 'bb', 'c'],
        ['aaa', 'b', 'c'],
      ]),
    ).toEqual(['a    bb  c', 'aaa  b   c']);
  });
});
