import { factSpec } from '../../facts/catalogue.js';
import type { CaseFile } from '../load.js';
import type { Problem } from '../problem.js';
import type { Case, Signature } from '../signature.js';
import { problemAt } from '../source.js';
import { provesByWords } from './musts.js';
import { twice } from './twice.js';

/** A signature without its cases is an opinion. */
export function caseProblems(signature: Signature, file: CaseFile | undefined): readonly Problem[] {
  const { id } = signature;
  if (signature.status === 'withdrawn') return [];
  if (file === undefined)
    return [
      problemAt(signature, ['id'], { id, message: `${id}.test.yaml is missing`, fix: 'write its cases beside it' }),
    ];
  const lacking = wanted(signature).filter(
    ({ kind }) => !file.cases.some((one) => one.verdict === kind && hasText(one)),
  );
  return [
    ...lacking.map(({ kind, fix }) =>
      problemAt(file, ['cases'], { id, message: `too few cases: none is ${kind}`, fix }),
    ),
    ...file.cases.flatMap((one, at) => nameProblems(signature, file, one, at)),
    ...repeatedNames(file),
  ];
}

/** Near-misses are texts; so a silent case without one proves nothing. */
const hasText = ({ verdict, paste }: Case): boolean => verdict !== 'silent' || (paste ?? '') !== '';

function wanted(signature: Signature): readonly { readonly kind: Case['verdict']; readonly fix: string }[] {
  const roles = new Set(signature.checks.map(({ role }) => role));
  const confirmable = signature.status === 'stable' && (provesByWords(signature) || roles.has('must'));
  const refutable = roles.has('must') || roles.has('refutes') || signature.symptoms.some(({ refutes }) => refutes);
  return [
    ...(confirmable
      ? [{ kind: 'confirmed', fix: 'add one with the text and facts of the real failure' } as const]
      : []),
    ...(refutable ? [{ kind: 'ruled-out', fix: 'add one where a fact or a word speaks against it' } as const] : []),
    { kind: 'possible', fix: 'add one with the text alone' },
    { kind: 'silent', fix: 'add a near-miss: a text that looks like it and is not' },
  ];
}

function nameProblems(signature: Signature, file: CaseFile, one: Case, at: number): readonly Problem[] {
  const { id } = signature;
  const symptoms = signature.symptoms.map((symptom) => symptom.id);
  const checks = signature.checks.map((check) => check.id);
  const say = (key: string, message: string, fix: string): Problem =>
    problemAt(file, ['cases', at, key], { id, message, fix });
  return [
    ...(one.by ?? [])
      .filter((name) => ![...symptoms, ...checks].includes(name))
      .map((name) =>
        say(
          'by',
          `${name} is neither a check nor a symptom of ${id}`,
          `one of: ${[...checks, ...symptoms].join(', ')}`,
        ),
      ),
    ...(one.unknown ?? [])
      .filter((name) => !checks.includes(name))
      .map((name) => say('unknown', `${name} is no check of ${id}`, `one of: ${checks.join(', ')}`)),
    ...Object.keys(one.facts)
      .filter((name) => factSpec(name) === undefined)
      .map((name) =>
        say('facts', `no probe yields the fact ${name}`, 'use a name of src/facts/catalogue.ts, or sysctl.NAME'),
      ),
  ];
}

/** A case that fails is found by its name. */
function repeatedNames(file: CaseFile): readonly Problem[] {
  return twice(file.cases, ({ name }) => name).map(({ item: { name }, at }) => {
    const message = `two cases are called "${name}"`;
    return problemAt(file, ['cases', at, 'name'], { id: file.id, message, fix: 'say what differs' });
  });
}

/** Cases whose signature is not there. */
export function orphanProblems(files: readonly CaseFile[], known: ReadonlySet<string>): readonly Problem[] {
  return files
    .filter(({ id }) => !known.has(id))
    .map((file) =>
      problemAt(file, [], {
        id: file.id,
        message: `cases of ${file.id}, which did not load`,
        fix: 'name both files alike, and correct what else is reported of it',
      }),
    );
}
