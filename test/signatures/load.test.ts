import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { jsonSchema } from '../../src/signatures/json-schema.js';
import { loadCases, loadSignatures } from '../../src/signatures/load.js';
import { watchSignatures } from '../../src/signatures/watch.js';
import { knowledgeFolder, problemsOf, soundText } from './knowledge-folder.js';

describe('loadSignatures', () => {
  it('loads sound files with their defaults filled in', () => {
    const { signatures, problems } = loadSignatures([knowledgeFolder()]);
    expect(problems).toEqual([]);
    expect(signatures.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['queue-slow', []],
      ['queue-stuck', []],
    ]);
  });

  it('names file and line of what the schema refuses, and says what to do', () => {
    const { signatures, problems } = loadSignatures([
      knowledgeFolder([{ from: 'severity: pods-failing', to: 'severity: bad' }]),
    ]);
    expect(signatures.map(({ id }) => id)).toEqual(['queue-slow']);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      file: expect.stringMatching(/queue-stuck\.yaml$/),
      line: 4,
      fix: expect.stringContaining('pods-failing'),
    });
  });

  it('points at the line of a key it does not know', () => {
    const [problem] = loadSignatures([
      knowledgeFolder([{ from: 'weight: specific', to: 'wieght: specific' }]),
    ]).problems;
    expect(problem?.message).toContain('symptoms.0');
    const all = loadSignatures([
      knowledgeFolder([{ from: 'weight: specific', to: 'weight: specific\n    colour: red' }]),
    ]).problems;
    expect(all).toMatchObject([{ line: 15, message: 'symptoms.0 has no key colour' }]);
  });

  it('points at the line where YAML breaks', () => {
    const [problem] = loadSignatures([knowledgeFolder([{ from: 'title: the', to: 'title: a: b: the' }])]).problems;
    expect(problem).toMatchObject({ line: 2, message: expect.stringContaining('YAML') });
  });

  it('reads YAML 1.2: no and on are words', () => {
    const folder = knowledgeFolder([{ from: 'any_row: { args:', to: 'any_row: { stat: no, args:' }]);
    expect(loadSignatures([folder]).problems).toEqual([]);
  });

  it('refuses a second file with an id or alias that is taken, whichever folder it is in', () => {
    const folder = knowledgeFolder();
    const other = knowledgeFolder([{ from: 'id: queue-stuck', to: 'id: queue-stuck\naliases: [queue-slow]' }]);
    const { signatures, problems } = loadSignatures([folder, other]);
    expect(signatures).toHaveLength(2);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^duplicate id: queue-slow/),
      expect.stringMatching(/^duplicate id: queue-stuck/),
      expect.stringMatching(/^duplicate id: queue-slow/),
    ]);
  });

  it('refuses a file that is not named after its id', () => {
    expect(
      loadSignatures([knowledgeFolder([{ from: 'id: queue-stuck', to: 'id: queue-jam' }])]).problems,
    ).toMatchObject([{ id: 'queue-jam', line: 1, message: 'the file is named queue-stuck, its id is queue-jam' }]);
  });

  it('tells a folder that does not exist', () => {
    expect(loadSignatures(['/nowhere/at/all']).problems).toMatchObject([
      { file: '/nowhere/at/all', message: 'no such folder' },
    ]);
  });

  it('does not let aliases of YAML blow a file up', () => {
    const bomb = `${Array.from({ length: 9 }, (_, i) => `a${i}: &a${i} [${`*a${i - 1},`.repeat(i === 0 ? 0 : 9)}x]`).join('\n')}\n`;
    const { problems } = loadSignatures([knowledgeFolder([], { 'bomb.yaml': bomb })]);
    expect(problems).toMatchObject([{ file: expect.stringMatching(/bomb\.yaml$/) }]);
  });
});

describe('the cases', () => {
  it('belong to the signature of the same stem', () => {
    expect(loadCases([knowledgeFolder()]).files.map(({ id, cases }) => [id, cases.length])).toEqual([
      ['queue-slow', 4],
      ['queue-stuck', 4],
    ]);
  });

  it('are missed where there are none, and told where there is no signature', () => {
    const folder = knowledgeFolder([], { 'queue-lost.test.yaml': soundText('queue-slow.test.yaml') });
    rmSync(join(folder, 'queue-slow.test.yaml'));
    expect(problemsOf(folder).map(({ message }) => message)).toEqual([
      'cases of queue-lost, which did not load',
      'queue-slow.test.yaml is missing',
    ]);
  });
});

describe('identical patterns', () => {
  const twin = (weight: string) =>
    soundText('queue-stuck.yaml')
      .replace('id: queue-stuck', 'id: queue-twin')
      .replace('weight: specific', `weight: ${weight}`);
  const messages = (edit: string, weight: string) =>
    problemsOf(
      knowledgeFolder([{ from: 'weight: specific\n', to: `weight: ${edit} # or not\n` }], {
        'queue-twin.yaml': twin(weight),
        'queue-twin.test.yaml': soundText('queue-stuck.test.yaml'),
      }),
    ).map(({ message }) => message);

  it('are told when they claim to be specific', () => {
    expect(messages('specific', 'specific')).toContain('identical pattern: queue-stuck has it as stuck-line');
  });

  it('are fine when both say that they are shared', () => {
    expect(messages('shared', 'shared')).toEqual([]);
  });
});

describe('knowledge/signature.schema.json', () => {
  it('is what the schema in code generates (npm run schema)', () => {
    expect(readFileSync(join(knowledgeDir(), 'signature.schema.json'), 'utf8')).toBe(jsonSchema());
  });
});

describe('watchSignatures', () => {
  it('loads again on a change, and says when the new set may not replace the old', async () => {
    const folder = knowledgeFolder();
    const seen: [number, boolean][] = [];
    let told: () => void = () => undefined;
    const watching = watchSignatures([folder], ({ signatures }, usable) => {
      seen.push([signatures.length, usable]);
      told();
    });
    const changed = async (text: string) => {
      const next = new Promise<void>((resolve) => {
        told = resolve;
      });
      writeFileSync(join(folder, 'queue-slow.yaml'), text);
      await next;
    };
    await changed('id: queue-slow\n');
    await changed(soundText('queue-slow.yaml'));
    watching.close();
    expect(seen).toEqual([
      [1, false],
      [2, true],
    ]);
  });
});
