import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullReport } from '../../handlers/answering/full-report.js';
import { LIMITS } from '../../handlers/blocks/fit.js';
import { answerBlocks } from '../../handlers/blocks.js';
import { anatomy } from '../../src/chain/anatomy.js';
import { translate } from '../../src/diagnosis/translate.js';
import { readReport } from '../../src/report/read-report.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { loadTranslations } from '../../src/signatures/translation.js';
import { diagnosisOf, HANG, printed, RULED_OUT, shownOf } from './shown.js';

const textOnly = (change = {}) =>
  diagnosisOf({
    node: null,
    cluster: null,
    exposed: [],
    facts: {},
    collection: { step: 'none', complete: true, failed: [] },
    ...change,
  });
const possible = { ...HANG, verdict: 'possible' as const };

describe('the anatomy of an answer', () => {
  it('confirmed, after a collection', async () => {
    await expect(printed(answerBlocks(shownOf()).blocks)).toMatchFileSnapshot('golden/confirmed.txt');
  });

  it('possible, from the text, while a node is collected', async () => {
    const shown = shownOf(
      { phase: 'first', progress: [{ kind: 'collecting', cluster: 'prod', node: 'node-7', done: 3, of: 7 }] },
      [
        textOnly({
          verdicts: [possible],
          next_check: {
            fact: 'runc.version',
            command: 'runc --version',
            separates: [HANG.id],
            outcomes: [{ id: HANG.id, check: 'runc-affected', holds: 'confirmed', fails: 'ruled-out' }],
          },
        }),
      ],
    );
    await expect(printed(answerBlocks(shown).blocks)).toMatchFileSnapshot('golden/collecting.txt');
  });

  it('possible, with what its words do not tell apart: five in words, all of them in the file', () => {
    const alike = (at: number) => ({
      ...possible,
      id: `alike-${at}`,
      title: `Alike ${at}`,
      symptoms: [],
      look_alike: { of: HANG.id, ...(at === 0 ? {} : { tell: `tell ${at}` }) },
    });
    const shown = shownOf({}, [textOnly({ verdicts: [possible, ...Array.from({ length: 9 }, (_, at) => alike(at))] })]);
    const text = printed(answerBlocks(shown).blocks);
    expect(text).toContain(
      ['*Not told apart by these words* and 4 more', '• Alike 0', '• Alike 1 (tell 1)'].join('\n'),
    );
    expect(text).not.toContain('Alike 5');
    expect(text).not.toContain('Also possible');
    const file = fullReport(shown);
    expect(file).toContain('- `alike-8`: Alike 8 (tell 8)');
    expect(file.match(/^### /gm)).toHaveLength(2);
  });

  it('waiting behind others, with how many start before it', () => {
    const progress = [{ kind: 'queued', cluster: 'prod', node: 'node-7', position: 3 }] as const;
    expect(printed(answerBlocks(shownOf({ phase: 'first', progress })).blocks)).toContain('3 before it');
  });

  it('not known, with the error taken apart', async () => {
    const text =
      'OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/a" to rootfs caused: no space left on device: unknown';
    const shown = shownOf({ anatomy: anatomy(readReport(text).lines) }, [
      textOnly({ known: false, verdicts: [RULED_OUT] }),
    ]);
    await expect(printed(answerBlocks(shown).blocks)).toMatchFileSnapshot('golden/not-known.txt');
  });

  it('a node that was looked at and shows nothing: what that means, what was read, what stays unknown', async () => {
    const shown = shownOf({ hasText: false, anatomy: null }, [
      diagnosisOf({ known: false, verdicts: [], exposed: [] }),
    ]);
    await expect(printed(answerBlocks(shown).blocks)).toMatchFileSnapshot('golden/nothing-seen.txt');
  });

  it('the step of the ladder that answered, how old its facts are, and why those above it did not', async () => {
    const at = '2026-11-22T03:12:06Z';
    const tried = [{ step: 'exec' as const, reason: 'the container runtime refused the exec' }];
    const collection = { step: 'recorder' as const, complete: true, failed: [], tried, age_seconds: 40, at };
    expect(printed(answerBlocks(shownOf({}, [diagnosisOf({ collection })])).blocks)).toContain(
      'Read from the recorder of the probe pod, 2026-11-22 03:12:06 UTC, 40 s old, complete. Tried before: exec (the container runtime refused the exec).',
    );
  });

  it('a node that nothing reached: what a person on it can run', async () => {
    const collection = {
      step: 'none' as const,
      complete: false,
      failed: [
        { probe: 'exec', reason: 'the API server cannot be reached' },
        { probe: 'pods', reason: 'the API server cannot be reached' },
      ],
      tried: [{ step: 'exec' as const, reason: 'the API server cannot be reached' }],
      at: '2026-11-22T03:12:06Z',
    };
    const unreached = [{ node: 'node-7', boundary: 'c0ffee00c0ffee00c0ffee00c0ffee00' }];
    const shown = shownOf({ hasText: false, unreached }, [
      diagnosisOf({ known: false, verdicts: [], exposed: [], facts: {}, collection }),
    ]);
    await expect(printed(answerBlocks(shown).blocks)).toMatchFileSnapshot('golden/by-hand.txt');
  });

  it('several nodes, each with its verdict, the worst told in full', async () => {
    const other = diagnosisOf({ node: 'node-8', known: false, verdicts: [RULED_OUT], exposed: [] });
    const { blocks, needsFile, text } = answerBlocks(shownOf({}, [other, diagnosisOf()]));
    expect([text, needsFile]).toEqual([
      'Confirmed: runc init hangs while exporting its seccomp filter on node-7',
      true,
    ]);
    await expect(printed(blocks.slice(0, 2))).toMatchFileSnapshot('golden/several.txt');
  });

  it('the full report holds the disruptive commands and every fact', async () => {
    await expect(fullReport(shownOf())).toMatchFileSnapshot('golden/full-report.txt');
  });

  it('in Chinese: the words of the authors and ours, commands as they are', async () => {
    const { signatures } = loadSignatures([knowledgeDir()]);
    const { byId } = loadTranslations([knowledgeDir()], 'zh', signatures);
    const shown = shownOf({ language: 'zh' }, [translate(diagnosisOf(), byId)]);
    await expect(printed(answerBlocks(shown).blocks)).toMatchFileSnapshot('golden/confirmed-zh.txt');
    expect(fullReport(shown)).toContain('#### 缓解');
  });

  it('asks for the file when a step is folded, and only when nothing more is awaited', () => {
    expect(answerBlocks(shownOf()).needsFile).toBe(true);
    expect(
      answerBlocks(shownOf({ phase: 'first', progress: [{ kind: 'judging', cluster: 'prod', node: 'node-7' }] }))
        .needsFile,
    ).toBe(false);
  });
});

describe('pasted text', () => {
  it('can mention nobody, make no link and leave no code span', () => {
    const text = 'x `<!channel>` <@U1> <https://evil.example|click> @here';
    const verdict = { ...HANG, symptoms: HANG.symptoms.map((symptom) => ({ ...symptom, text })) };
    const all = JSON.stringify(answerBlocks(shownOf({ notes: [text] }, [diagnosisOf({ verdicts: [verdict] })])));
    expect(all).not.toMatch(/<[!@#]/);
    expect(all).not.toContain('<https://evil');
    expect(all).toContain("`x '&lt;!channel&gt;'");
    expect(all).not.toContain('"verbatim":false');
  });
});

describe('limits hold by construction', () => {
  const words = fc.string({ maxLength: 4000, size: 'max', unit: fc.constantFrom('a', '&', '<', '`', ' ', '中', '\n') });
  it('whatever goes in', () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        (texts, copies) => {
          const step = (run: string, i: number) => ({
            id: `s${i}`,
            risk: 'observe' as const,
            run: run || 'true',
            expect: run,
          });
          const verdict = {
            ...HANG,
            title: texts[0] ?? '',
            runbook: texts.map(step),
            symptoms: texts.map((text, i) => ({
              ...HANG.symptoms[0],
              id: `y${i}`,
              weight: 'shared' as const,
              place: 'paste' as const,
              line: i,
              text,
              span: { from: 0, to: text.length },
              captures: {},
              count: 1,
            })),
            checks: texts.map((because, i) => ({
              ...(HANG.checks[0] ?? never()),
              id: `c${i}`,
              because,
              value: because,
            })),
          };
          const diagnoses = Array.from({ length: copies }, (_, i) =>
            diagnosisOf({ node: `node-${i}`, verdicts: [verdict, RULED_OUT] }),
          );
          const { blocks, text } = answerBlocks(shownOf({ notes: texts }, diagnoses));
          expect(blocks.length).toBeLessThanOrEqual(LIMITS.blocks);
          expect(JSON.stringify(printed(blocks)).length).toBeLessThanOrEqual(LIMITS.total * 2);
          expect(printed(blocks).length).toBeLessThanOrEqual(LIMITS.total);
          expect(text.length).toBeLessThanOrEqual(3000);
          for (const block of blocks) {
            if (block.type !== 'section') continue;
            expect(block.text?.text.length ?? 0).toBeLessThanOrEqual(LIMITS.section);
            expect((block.text?.text.match(/```/g) ?? []).length % 2).toBe(0);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

function never(): never {
  throw new Error('the sample verdict has no check');
}
