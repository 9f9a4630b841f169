import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrames } from '../../src/facts/pasted-frames.js';
import { BOUNDARY, fixture, known, rowsOf } from './captured.js';

const NOW = '2026-11-28T12:00:00.000Z';
const output = fixture('node-1/healthy.txt').toString().replaceAll(BOUNDARY, 'c0ffee00c0ffee00');

describe('the output of the bundle in a pasted text', () => {
  it('becomes the facts that an exec would have brought, and leaves the text', () => {
    const { text, nodes } = splitFrames(`here you are\n\`\`\`\n${output}\`\`\`\nthanks`, NOW);
    expect(text).toBe('here you are\n```\n```\nthanks');
    expect(nodes).toHaveLength(1);
    expect(known(nodes[0]?.facts['runc.version'])).toBe('1.1.5+ds1');
    expect(nodes[0]?.collection).toMatchObject({ step: 'paste', complete: true, failed: [] });
  });

  it('is dated by the clock of the node it came from', () => {
    const { nodes } = splitFrames(output, NOW);
    expect(nodes[0]?.collection.at).toBe('2026-11-22T05:06:05Z');
  });

  it('is still read when it was cut: what is missing is unknown', () => {
    const { nodes } = splitFrames(output.slice(0, 20_000), NOW);
    expect(nodes[0]?.collection.complete).toBe(false);
    expect(rowsOf(nodes[0]?.facts.processes).length).toBeGreaterThan(3);
    expect(nodes[0]?.facts['journal.containerd']?.state).toBe('unknown');
  });

  it('may come from several nodes in one thread', () => {
    const other = output.replaceAll('c0ffee00c0ffee00', 'beefbeefbeefbeef');
    expect(splitFrames(`${output}\n${other}`, NOW).nodes).toHaveLength(2);
  });

  it('says the name of its machine', () => {
    const named = output.replace(/^(\d+\.\d+ \d+\.\d+)$/m, '$1\n@ host node-7');
    expect(splitFrames(named, NOW).nodes[0]?.host).toBe('node-7');
  });
});

it('any other text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      fc.pre(!text.includes(' begin clock'));
      expect(splitFrames(text, NOW)).toEqual({ text, nodes: [] });
    }),
    { numRuns: 200 },
  );
});

it('damaged output never crashes and never yields another version than the true one', () => {
  const lines = output.split('\n');
  fc.assert(
    fc.property(fc.array(fc.nat(lines.length - 1), { maxLength: 40 }), fc.boolean(), (hit, twice) => {
      const gone = new Set(hit);
      const damaged = lines.filter((_, at) => !gone.has(at)).join('\n');
      for (const { facts } of splitFrames(twice ? `${damaged}\n${damaged}` : damaged, NOW).nodes) {
        const fact = facts['runc.version'];
        if (fact?.state === 'known') expect(fact.value).toBe('1.1.5+ds1');
      }
    }),
    { numRuns: 40 },
  );
});

it('two outputs mixed with each other yield no fact that their nodes did not say', () => {
  const own = output.split('\n');
  const other = output
    .replaceAll('c0ffee00c0ffee00', 'beefbeefbeefbeef')
    .replaceAll('runc version 1.1.5', 'runc version 6.6.6')
    .split('\n');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 }), (shuffle) => {
      const mixed: string[] = [];
      for (let a = 0, b = 0, turn = 0; a < own.length || b < other.length; turn += 1) {
        const take = 1 + (shuffle[turn % shuffle.length] ?? 0);
        mixed.push(...own.slice(a, a + take), ...other.slice(b, b + 90));
        a += take;
        b += 90;
      }
      for (const { facts } of splitFrames(mixed.join('\n'), NOW).nodes) {
        const versions = known(facts['runc.version']);
        if (versions !== undefined) expect(['1.1.5+ds1', '6.6.6+ds1']).toContain(versions);
      }
      // One after the other they are two nodes; mixed they are none.
      expect(splitFrames([...own, ...other].join('\n'), NOW).nodes).toHaveLength(2);
    }),
    { numRuns: 40 },
  );
});

it('an output that another one cuts in on is not read', () => {
  const half = Math.floor(output.length / 2);
  const other = output.replaceAll('c0ffee00c0ffee00', 'beefbeefbeefbeef');
  expect(splitFrames(`${output.slice(0, half)}\n${other}\n${output.slice(half)}`, NOW).nodes).toHaveLength(1);
});
