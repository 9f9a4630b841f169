import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli.js';
import { capturedIo } from './captured-io.js';

const EOF = 'OCI runtime exec failed: exec failed: EOF: unknown\n';
const folder = mkdtempSync(join(tmpdir(), 'plegmatic-cli-'));
function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
async function plegmatic(argv: readonly string[], stdin = '', parts = {}) {
  const io = capturedIo(stdin, parts);
  const code = await run(argv, io);
  return { code, out: io.printed(), complaint: io.complained() };
}

describe('exit codes', () => {
  test.each([
    ['a known error on stdin', ['explain'], EOF, 0],
    ['a known error on stdin, as -', ['explain', '-'], EOF, 0],
    ['a text without any error', ['explain'], 'all is well', 3],
    ['an empty text', ['explain'], '', 2],
    ['white space', ['explain'], ' \n ', 2],
    ['a file that is not there', ['explain', join(folder, 'nowhere.txt')], '', 2],
    ['a folder', ['explain', folder], '', 2],
    ['an unknown command', ['explode'], '', 2],
    ['an unknown option', ['explain', '--jsno'], EOF, 2],
    ['an option of another command', ['explain', '--context', 'prod'], EOF, 2],
    ['two files', ['explain', 'a', 'b'], '', 2],
    ['a language we do not speak', ['explain', '--lang', 'fr'], EOF, 2],
    ['json and jsonl at once', ['explain', '--json', '--jsonl'], EOF, 2],
    ['node without a name', ['node'], '', 2],
    ['a node name with a shell in it', ['node', 'a;b'], '', 2],
    ['help', ['help'], '', 0],
    ['help of a command', ['explain', '--help'], '', 0],
    ['the version', ['--version'], '', 0],
    ['no word at all', [], '', 0],
  ])('%s', async (_, argv, stdin, code) => {
    const told = await plegmatic(argv, stdin);
    expect(told.code).toBe(code);
    if (code === 2) expect(told.complaint).toMatch(/^plegmatic: .{10,}/);
    if (code === 2) expect(told.out).toBe('');
  });
});

describe('what is read', () => {
  test('a gzip file is unpacked', async () => {
    expect((await plegmatic(['explain', file('log.gz', gzipSync(EOF))])).code).toBe(0);
  });
  test('a gzip file that is cut off says so', async () => {
    const { code, complaint } = await plegmatic(['explain', file('cut.gz', gzipSync(EOF).subarray(0, 20))]);
    expect(code).toBe(2);
    expect(complaint).toContain('does not unpack');
  });
  test('a program is refused as not text', async () => {
    const { code, complaint } = await plegmatic(['explain', file('binary', Buffer.from([0x7f, 0x45, 0, 1, 2]))]);
    expect(code).toBe(2);
    expect(complaint).toContain('not text');
  });
  test('more than 20 MB is refused, with what to do', async () => {
    const { code, complaint } = await plegmatic(['explain', file('big', Buffer.alloc(20 * 1024 * 1024 + 1, 'a'))]);
    expect(code).toBe(2);
    expect(complaint).toContain('20 MB');
  });
});

describe('facts', () => {
  const asJson = async (facts: string) => plegmatic(['explain', '--json', '--facts', file('facts.json', facts)], EOF);
  test('plain values decide', async () => {
    const { out } = await asJson('{"runc.version": "1.1.5"}');
    expect(
      JSON.parse(out).diagnoses[0].verdicts.find((one: { id: string }) => one.id === 'runc-state-json-eof-race')
        .verdict,
    ).toBe('ruled-out');
  });
  test('the facts of an output are taken as they were printed', async () => {
    const once = JSON.parse(
      (await asJson('{"runc.version": "1.0.0-rc10", "runc.states": [{"container": "a", "bytes": 9, "valid": true}]}'))
        .out,
    );
    const again = JSON.parse((await asJson(JSON.stringify(once.diagnoses[0].facts))).out);
    expect(again).toEqual(once);
  });
  test.each(['not json', '5', '{"processes": "many"}', '{"runc.version": {"value": "1", "at": "yesterday"}}'])(
    '%s is refused with a sentence',
    async (facts) => {
      const { code, complaint } = await asJson(facts);
      expect(code).toBe(2);
      expect(complaint).toContain('facts.json');
    },
  );
});

test('--json has the contract’s keys', async () => {
  const told = JSON.parse((await plegmatic(['explain', '--json'], EOF)).out);
  expect(Object.keys(told)).toEqual(['schema', 'id', 'chain', 'nodes', 'diagnoses']);
  expect(told.schema).toBe('plegmatic.report/1');
  const [diagnosis] = told.diagnoses;
  expect(diagnosis).toMatchObject({ node: null, cluster: null, known: true, exposed: [], facts: {} });
  expect(diagnosis.collection).toEqual({ step: 'none', complete: true, failed: [] });
  expect(Object.keys(diagnosis.next_check)).toEqual(expect.arrayContaining(['fact', 'command']));
  const wanted = [
    'id',
    'aliases',
    'title',
    'status',
    'verdict',
    'severity',
    'breaks_at',
    'felt_at',
    'symptoms',
    'checks',
    'runbook',
    'references',
  ];
  expect(Object.keys(diagnosis.verdicts[0])).toEqual(expect.arrayContaining(wanted));
  expect(Object.keys(diagnosis.verdicts[0].symptoms[0])).toEqual(
    expect.arrayContaining(['id', 'weight', 'place', 'line', 'text', 'captures', 'count']),
  );
  expect(Object.keys(diagnosis.verdicts[0].checks[0])).toEqual(
    expect.arrayContaining(['id', 'role', 'answer', 'fact', 'value', 'because', 'settle']),
  );
});

test('the same text gives the same bytes', async () => {
  expect(await plegmatic(['explain', '--json'], EOF)).toEqual(await plegmatic(['explain', '--json'], EOF));
});

describe('--jsonl', () => {
  const lines = [
    '{"id": "a", "text": "exec failed: EOF"}',
    'not json',
    '{"id": "b"}',
    '',
    '{"id": 7, "text": ""}',
    '{"id": "c", "text": "exec failed: EOF", "facts": 5}',
    '{"id": "d", "text": "exec failed: EOF", "facts": {"runc.version": "1.1.5"}}',
    '[]',
  ];
  test('a bad line is answered in its place and does not stop the rest', async () => {
    const { code, out } = await plegmatic(['explain', '--jsonl'], lines.join('\n'));
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.map((one) => one.id)).toEqual(['a', null, 'b', 7, 'c', 'd', null]);
    expect(told.map((one) => 'error' in one)).toEqual([false, true, true, false, true, false, true]);
    expect(Object.keys(told[0])[0]).toBe('id');
    expect(code).toBe(0);
  });
  test('nothing recognised is 3', async () => {
    expect((await plegmatic(['explain', '--jsonl'], '{"id": "a", "text": "hello"}')).code).toBe(3);
  });
});

test('a node that kubectl cannot ask is a failure that says why', async () => {
  const env = { KUBECTL: join(folder, 'no-kubectl'), PATH: '/nowhere' };
  const { code, complaint } = await plegmatic(['node', 'node-1'], '', { env });
  expect(code).toBe(1);
  expect(complaint).toMatch(/kubectl/);
});
