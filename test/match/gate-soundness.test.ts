import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadCases, loadSignatures } from '../../src/signatures/load.js';
import type { Signature } from '../../src/signatures/signature.js';
import { WRAPS } from '../accuracy/wraps.js';
import { linesOf, signatureOf, symptomOf } from './made.js';

/** Whatever the gate leaves out must be something the engine does not match: asked of both, on texts made to match. */

interface Made {
  readonly pattern: string;
  readonly sample: string;
}

const word = fc.constantFrom('runc', 'init', 'K', 'shim died', ' ', ': ', 'EOF', 'pid=', '"', 'é', '超时', 'x', '\n');
const literal: fc.Arbitrary<Made> = word.map((text) => ({ pattern: text.replace('\n', '\\n'), sample: text }));
const set: fc.Arbitrary<Made> = fc.constantFrom(
  { pattern: '[Pp]', sample: 'p' },
  { pattern: '\\d+', sample: '42' },
  { pattern: '[^:]*', sample: 'any' },
  { pattern: '.*', sample: 'gap' },
  { pattern: '\\b', sample: '' },
  { pattern: '\\x52', sample: 'R' },
  { pattern: '[ab-d-]', sample: '-' },
);

const made: fc.Arbitrary<Made> = fc.letrec<{ node: Made }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    literal,
    set,
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((all) => ({
      pattern: all.map(({ pattern }) => `(?:${pattern})`).join(''),
      sample: all.map(({ sample }) => sample).join(''),
    })),
    fc.tuple(fc.array(tie('node'), { minLength: 2, maxLength: 3 }), fc.nat(2)).map(([all, which]) => ({
      pattern: `(?P<n>${all.map(({ pattern }) => pattern).join('|')})`.replaceAll(/(?!^)\(\?P<n>/g, '(?:'),
      sample: all[which % all.length]?.sample ?? '',
    })),
    fc
      .tuple(tie('node'), fc.constantFrom('?', '*', '+', '{2}', '{1,3}', '{0,1}', '+?'), fc.nat(2))
      .map(([one, sign, count]) => ({
        pattern: `(?:${one.pattern})${sign}`,
        sample: one.sample.repeat(
          sign === '{2}' ? 2 : sign === '?' || sign === '{0,1}' ? count % 2 : Math.max(1, count),
        ),
      })),
  ),
})).node;

const noise = fc.constantFrom('', 'x', 'runc ', 'node-7 kubelet: ', ' id=18b2', '\n', 'shim\ndied');

function bothWays(signatures: readonly Signature[], text: string): void {
  const lines = linesOf(text);
  const found = (literals: boolean) =>
    buildMatcher(signatures, { literals })
      .match(lines, 'paste')
      .map(({ signature, symptom, line, captures }) => [signature.id, symptom.id, line.number, captures]);
  expect(found(true)).toEqual(found(false));
}

describe('the literal gate', () => {
  it('loses nothing on made-up patterns and texts that match them or nearly do', () => {
    let matched = 0;
    fc.assert(
      fc.property(
        made,
        noise,
        noise,
        fc.boolean(),
        fc.boolean(),
        fc.nat(40),
        (one, before, after, ignore_case, across_lines, cut) => {
          const pattern = one.pattern.replaceAll('(?P<n>', '(?:');
          if (pattern.length < 3) return;
          const sample = ignore_case ? one.sample.toUpperCase() : one.sample;
          const spoiled = cut < sample.length && cut > 20 ? sample.slice(0, cut) + sample.slice(cut + 1) : sample;
          const signature = signatureOf({ symptoms: [symptomOf({ pattern, ignore_case, across_lines })] });
          const text = `${before}${spoiled}${after}`;
          bothWays([signature], text);
          if (buildMatcher([signature]).match(linesOf(text), 'paste').length > 0) matched++;
        },
      ),
      { numRuns: 1500 },
    );
    // The texts are made to match: a run in which few do would prove nothing.
    expect(matched).toBeGreaterThan(500);
  });

  const { signatures } = loadSignatures([knowledgeDir()]);
  const pastes = loadCases([knowledgeDir()]).files.flatMap(({ cases }) => cases.flatMap(({ paste }) => paste ?? []));

  // The reference asks four thousand patterns of every line, and those of a silent text twice, so one text of many has to do here; the gate is asked of all below.
  const EACH_OF_REFERENCE = 25;
  const EACH = 10;

  it('loses nothing on the shipped signatures and the texts of their cases', () => {
    const matcher = buildMatcher(signatures);
    const reference = buildMatcher(signatures, { literals: false });
    for (const paste of pastes.filter((_, index) => index % EACH_OF_REFERENCE === 0)) {
      const { lines } = readReport(paste);
      expect(matcher.match(lines, 'paste')).toEqual(reference.match(lines, 'paste'));
    }
    // The reference asks a thousand patterns of every line: slow by design.
  }, 180_000);

  it('lets every raw text through that a shipped signature matches', () => {
    const matcher = buildMatcher(signatures);
    const matching = pastes.filter((paste) => matcher.match(readReport(paste).lines, 'paste').length > 0);
    expect(matching.filter((paste) => !matcher.gate(paste))).toEqual([]);
  });

  it('lets a text through whose lines were folded in the middle of a phrase', () => {
    const matcher = buildMatcher(signatures);
    const folded = pastes
      .filter((paste, index) => index % EACH === 0 && paste.length > 60)
      .flatMap((paste) => WRAPS.map(({ fold }) => fold(paste, 60)));
    const matching = folded.filter((paste) => matcher.match(readReport(paste).lines, 'paste').length > 0);
    expect(matching.filter((paste) => !matcher.gate(paste))).toEqual([]);
  });
});
