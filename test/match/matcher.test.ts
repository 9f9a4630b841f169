import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/match/matcher.js';
import { linesOf, signatureOf, symptomOf } from './made.js';

const seen = (symptom: Record<string, unknown>, text: string, place: 'paste' | 'kernel.log' = 'paste') =>
  buildMatcher([signatureOf({ symptoms: [symptomOf(symptom)] })])
    .match(linesOf(text), place)
    .map(({ line }) => line.number);

describe('match', () => {
  it('gives every matching line once, with its captures', () => {
    const signature = signatureOf({ symptoms: [symptomOf({ pattern: 'idle for (?P<idle>[0-9]+)s' })] });
    const hits = buildMatcher([signature]).match(linesOf('idle for 3s, idle for 4s\nbusy\nidle for 5s'), 'paste');
    expect(hits.map(({ line, captures }) => [line.number, captures])).toEqual([
      [1, { idle: '3' }],
      [3, { idle: '5' }],
    ]);
    expect(hits[0]?.signature).toBe(signature);
  });

  it('counts a symptom only in its places', () => {
    const symptom = { pattern: 'fork rejected', in: ['kernel.log'] };
    expect(seen(symptom, 'fork rejected')).toEqual([]);
    expect(seen(symptom, 'fork rejected', 'kernel.log')).toEqual([1]);
  });

  it('does not count a line that also matches unless', () => {
    expect(
      seen({ pattern: 'invoked oom-killer', unless: 'test run' }, 'invoked oom-killer\ntest run: invoked oom-killer'),
    ).toEqual([1]);
  });

  it('counts words only of the programs a symptom names, whoever else writes them', () => {
    const symptom = symptomOf({ pattern: '^panic: ', program: ['containerd', 'dockerd'] });
    const matcher = buildMatcher([signatureOf({ symptoms: [symptom] })]);
    const hits = (program?: string) =>
      matcher.match(linesOf('panic: nil map', program === undefined ? {} : { program }), 'paste');
    expect(hits('containerd')).toHaveLength(1);
    expect(hits('dockerd')).toHaveLength(1);
    expect(hits('app')).toEqual([]);
    expect(hits()).toEqual([]);
  });

  it('tells case apart unless it is told not to', () => {
    expect(seen({ pattern: 'OOMKilled' }, 'oomkilled\nOOMKilled')).toEqual([2]);
    expect(seen({ pattern: 'OOMKilled', ignore_case: true }, 'oomkilled\nOOMKilled')).toEqual([1, 2]);
  });

  it('folds the Kelvin sign and the long s as the engine does', () => {
    expect(seen({ pattern: 'task stuck', ignore_case: true }, 'ta\u017f\u212a stuck')).toEqual([1]);
  });

  it('asks a pattern without any literal of every line', () => {
    expect(seen({ pattern: '^[0-9]+$' }, 'words\n42\n4x')).toEqual([2]);
  });

  it('finds what spans lines, once, at the line where it begins', () => {
    const symptom = { pattern: 'panic: nil pointer\\n(?:.*\\n)*?.*pidv\\(', across_lines: true };
    const filler = Array.from({ length: 30 }, (_, index) => `frame ${index}`).join('\n');
    expect(seen(symptom, `start\npanic: nil pointer\ngoroutine 1\n  pidv()\nend`)).toEqual([2]);
    expect(seen(symptom, `${filler}\npanic: nil pointer\n  pidv()\n${filler}`)).toEqual([31]);
    expect(seen(symptom, `panic: nil pointer\n${filler}\n${filler}\n  pidv()`)).toEqual([]);
  });

  it('finds words anywhere in a very long line, and keeps ^ and $ to its ends', () => {
    const long = (start: string, middle: string, end: string) =>
      `${start}${'x'.repeat(30_000)}${middle}${'y'.repeat(30_000)}${end}`;
    expect(seen({ pattern: 'runc init' }, long('', 'runc init', ''))).toEqual([1]);
    expect(seen({ pattern: '^runc init' }, long('runc init', '', ''))).toEqual([1]);
    expect(seen({ pattern: '^runc init' }, long('', 'runc init', ''))).toEqual([]);
    expect(seen({ pattern: 'runc init$' }, long('', '', 'runc init'))).toEqual([1]);
    expect(seen({ pattern: 'runc init$' }, long('', 'runc init', ''))).toEqual([]);
    expect(seen({ pattern: 'runc init' }, `${'x'.repeat(8188)}runc init${'y'.repeat(9000)}`)).toEqual([1]);
  });

  it('has nothing to say for withdrawn signatures', () => {
    expect(buildMatcher([signatureOf({ status: 'withdrawn' })]).match(linesOf('the made-up words'), 'paste')).toEqual(
      [],
    );
  });

  it('orders hits by line, then as the signatures stand', () => {
    const two = ['first', 'second'].map((id) => signatureOf({ id, symptoms: [symptomOf({ pattern: 'words' })] }));
    const hits = buildMatcher(two).match(linesOf('words\nwords'), 'paste');
    expect(hits.map(({ signature, line }) => `${line.number} ${signature.id}`)).toEqual([
      '1 first',
      '1 second',
      '2 first',
      '2 second',
    ]);
  });
});

describe('gate', () => {
  const gate = (pattern: string, text: string) =>
    buildMatcher([signatureOf({ symptoms: [symptomOf({ pattern })] })]).gate(text);

  it('lets through what holds the words, quoted and escaped as logs do', () => {
    expect(gate('exec: "sh": not found', '{"log":"exec: \\"sh\\": not found\\n"}')).toBe(true);
    expect(gate('a "b" c', 'level=error msg="a \\"b\\" c"')).toBe(true);
  });

  it('keeps out what does not', () => {
    expect(gate('exec: "sh": not found', 'lunch at noon?')).toBe(false);
  });

  it('lets a hex command line through, which hides every word', () => {
    expect(gate('runc init', 'type=PROCTITLE proctitle=72756E6300696E6974')).toBe(true);
  });

  it('asks only for symptoms of pasted text', () => {
    const symptoms = [symptomOf({ pattern: 'fork rejected', in: ['kernel.log'] })];
    expect(buildMatcher([signatureOf({ symptoms })]).gate('fork rejected')).toBe(false);
  });
});
