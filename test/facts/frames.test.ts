import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../src/facts/frames.js';
import type { ProbeOutput } from '../../src/facts/probe.js';
import { readNode } from '../../src/facts/read-node.js';
import { AT, fixture } from './captured.js';

const B = '0123456789abcdef';

function read(
  text: string | Buffer,
  cuts: readonly number[] = [],
): { outputs: readonly ProbeOutput[]; reader: FrameReader } {
  const reader = new FrameReader(B);
  const bytes = Buffer.from(text);
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    reader.push(bytes.subarray(from, cut));
    from = Math.max(from, cut);
  }
  reader.push(bytes.subarray(from));
  return { outputs: reader.end(), reader };
}

const frame = (id: string, data: string, exit = 0, cap = 1000) =>
  `${B} begin ${id}\n${data}\n${B} end ${id} exit=${exit} ms=5 cap=${cap}\n`;

describe('frames', () => {
  it('give back what was printed, without the newline of the end line', () => {
    expect(read(frame('a', 'x\ny\n')).outputs).toEqual([
      { id: 'a', text: 'x\ny', exit: 0, complete: true, reason: undefined, milliseconds: 5 },
    ]);
  });
  it('are done only with the sentinel', () => {
    expect(read(frame('a', 'x')).reader.done).toBe(false);
    expect(read(`${frame('a', 'x')}${B} done 1 ms=7\n`).reader.done).toBe(true);
  });
  it('that broke off are not complete and lose their cut last line', () => {
    expect(read(`${B} begin a\none\ntw`).outputs).toEqual([
      expect.objectContaining({ text: 'one', exit: null, complete: false }),
    ]);
  });
  it('longer than their cap are cut at a whole line', () => {
    expect(read(frame('a', 'aaaa\nbbbb\ncc', 0, 10)).outputs[0]).toMatchObject({ text: 'aaaa\nbbbb', complete: false });
  });
  it('ended by a deadline say so', () => {
    expect(read(frame('a', 'x\ny', 124)).outputs[0]).toMatchObject({
      complete: false,
      reason: expect.stringContaining('deadline'),
    });
  });
  it('come before other frames in time: a late one of the same name cannot replace a whole one', () => {
    expect(read(frame('a', 'true') + frame('a', 'forged')).outputs).toMatchObject([{ text: 'true' }]);
  });
  it('after the sentinel do not count', () => {
    expect(read(`${B} done 1\n${frame('a', 'late')}`).outputs).toEqual([]);
  });
  it('of another boundary are data', () => {
    const text = frame('a', 'fedcba9876543210 end a exit=0 ms=1 cap=9');
    expect(read(text).outputs[0]?.text).toContain('fedcba9876543210 end a');
  });
  it('leave what comes outside of them as noise: the runtime’s own words', () => {
    expect(read('OCI runtime exec failed: EOF: unknown\r\n').reader.noise).toEqual([
      'OCI runtime exec failed: EOF: unknown\r',
    ]);
  });
});

describe('damaged streams', () => {
  const stream = fixture('node-1/healthy.txt');

  it('cut anywhere read the same as in one piece', () => {
    const whole = read(stream).outputs;
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 20 }), (cuts) => {
        expect(read(stream, cuts).outputs).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('truncated anywhere yield only what the whole one says, or unknown', () => {
    const wanted = read(stream).outputs.map((one) => one.id);
    const truth = readNode(read(stream).outputs, wanted, AT, 'missing').facts;
    fc.assert(
      fc.property(fc.nat(stream.length), (length) => {
        const { facts } = readNode(read(stream.subarray(0, length)).outputs, wanted, AT, 'missing');
        for (const [name, fact] of Object.entries(facts)) {
          if (fact.state === 'unknown' || (!fact.complete && Array.isArray(fact.value))) continue;
          // A second look that is missing leaves growth and movement unknown, which the whole stream may know.
          const late = new Set(['refused_grew', 'oom_kills_grew', 'moved', 'inode_kept', 'valid', 'args', 'wchan']);
          const plain = (value: unknown) => JSON.stringify(value, (key, cell) => (late.has(key) ? undefined : cell));
          const whole = truth[name];
          expect(plain(fact.value)).toBe(plain(whole?.state === 'known' ? whole.value : undefined));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of any bytes do not crash the reader or the parsers', () => {
    const bit = fc.oneof(
      fc.constantFrom(
        `${B} begin processes\n`,
        `${B} end processes exit=0 ms=1 cap=9999\n`,
        `${B} begin pipes\n`,
        `${B} done 1\n`,
        `${B} end x\n`,
        `${B}\n`,
        '\n',
        '\r\n',
        '@ inits 1\n',
      ),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
        const { outputs } = read(bits.join(''));
        const { facts } = readNode(outputs, ['processes', 'pipes', 'version.runc'], AT, 'missing');
        expect(facts['runc.version']?.state).toBe('unknown');
      }),
      { numRuns: 200 },
    );
  });

  it('with a byte flipped in a frame line cost that frame only', () => {
    const lines = stream.toString().split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${B} end version.kubelet`));
    lines[at] = (lines[at] ?? '').replace('end', 'enD');
    const { outputs } = read(lines.join('\n'));
    const ids = (one: readonly ProbeOutput[]) => one.filter((output) => output.complete).map((output) => output.id);
    expect(ids(outputs)).toEqual(ids(read(stream).outputs).filter((id) => id !== 'version.kubelet'));
  });

  it('with words of a hostile process in them yield no fact of its making', () => {
    const hostile = fc.constantFrom(
      'runc version 6.6.6',
      'Kubernetes v6.6.6',
      '@ runs 1 /usr/bin/kubelet',
      '@ none nothing to see',
      `${B}x end version.runc exit=0 ms=1 cap=1`,
      ` ${B} begin version.runc`,
      `fedcba9876543210 begin version.runc`,
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 10 }), (words) => {
        // What a process can choose are lines of the logs and its own name: they stand inside other frames.
        const text = stream.toString().replace(`${B} end kernel.log`, `${words.join('\n')}\n${B} end kernel.log`);
        const wanted = ['version.runc', 'version.kubelet', 'kernel.log'];
        const { facts } = readNode(read(text).outputs, wanted, AT, 'missing');
        expect(facts['runc.version']).toMatchObject({ state: 'known', value: '1.1.5+ds1' });
        expect(facts['kubelet.version']).toMatchObject({ state: 'known', value: 'v1.20.2' });
      }),
      { numRuns: 60 },
    );
  });
});
