import { type FactSpec, factSpec } from '../../facts/catalogue.js';
import type { Problem } from '../problem.js';
import type { Check, RowTest, Signature } from '../signature.js';
import { type Path, problemAt } from '../source.js';

/** Facts that no probe yields, and columns a fact does not have: such a check could only ever be unknown. */
export function factProblems(signature: Signature): readonly Problem[] {
  const symptoms = new Set(signature.symptoms.map((one) => one.id));
  return signature.checks.flatMap((check, index) => {
    const say = (path: Path, message: string, fix: string): Problem =>
      problemAt(signature, ['checks', index, ...path], { id: signature.id, message, fix });
    const stranger =
      check.in_step === undefined || symptoms.has(check.in_step.symptom)
        ? []
        : [
            say(
              ['in_step', 'symptom'],
              `there is no symptom ${check.in_step.symptom}`,
              `symptoms: ${[...symptoms].join(', ')}`,
            ),
          ];
    return [...stranger, ...shapeProblems(check, say), ...columnProblems(check, say)];
  });
}

type Say = (path: Path, message: string, fix: string) => Problem;

const FACT_FIX = 'use a name of src/facts/catalogue.ts, or sysctl.NAME';

function shapeProblems(check: Check, say: Say): readonly Problem[] {
  if (check.in_step !== undefined) return stepProblems(check, say);
  if (check.same_row === undefined && check.fact === undefined)
    return [say(['id'], `check ${check.id} asks no fact`, 'name its `fact`, or join two with `same_row`')];
  if (check.same_row !== undefined && check.fact !== undefined)
    return [say(['fact'], `check ${check.id} asks a fact and a join`, 'keep one of `fact` and `same_row`')];
  const others = [check.equals_fact, check.differs_from_fact].filter((name) => name !== undefined);
  const names = [...(check.fact === undefined ? [] : [check.fact]), ...others, ...(check.same_row?.of ?? [])];
  return names
    .filter((name) => factSpec(name) === undefined)
    .map((name) => say(['fact'], `no probe yields the fact ${name}`, FACT_FIX));
}

/** Coincidence in time supports a cause; it never decides one. */
function stepProblems(check: Check, say: Say): readonly Problem[] {
  if (check.role !== 'helps')
    return [
      say(['role'], `check ${check.id} asks for coincidence in time as a ${check.role}`, 'make it `role: helps`'),
    ];
  return check.fact === undefined && check.same_row === undefined
    ? []
    : [say(['in_step'], `check ${check.id} asks a fact and the times of a symptom`, 'make two checks of it')];
}

function columnProblems(check: Check, say: Say): readonly Problem[] {
  const join = check.same_row;
  const rows: readonly (readonly [Path, RowTest])[] = [
    ...(check.any_row ? [[['any_row'], check.any_row] as const] : []),
    ...(check.none_row ? [[['none_row'], check.none_row] as const] : []),
    ...(check.where ? [[['where'], check.where] as const] : []),
    ...(check.any_of ?? []).map((row, index) => [['any_of', index], row] as const),
  ];
  const onMissing = (join?.of ?? [])
    .filter((fact) => isRows(factSpec(fact)) && !columnsOf(fact).includes(join?.on ?? ''))
    .map((fact) =>
      say(['same_row', 'on'], `${fact} has no column ${join?.on}`, `columns of ${fact}: ${columnsOf(fact).join(', ')}`),
    );
  return [
    ...onMissing,
    ...rows.flatMap(([path, row]) =>
      Object.keys(row).flatMap((column) =>
        columnProblem(check, column, (text, fix) => say([...path, column], text, fix)),
      ),
    ),
  ];
}

function columnProblem(check: Check, column: string, say: (text: string, fix: string) => Problem): readonly Problem[] {
  const join = check.same_row?.of;
  const fact = join === undefined ? check.fact : join.find((name) => column.startsWith(`${name}.`));
  if (fact === undefined)
    return join === undefined
      ? []
      : [say(`${column} names no column of the join`, `write FACT.COLUMN with ${join.join(' or ')}`)];
  const spec = factSpec(fact);
  if (spec === undefined) return [];
  if (!isRows(spec))
    return [say(`${fact} has no rows`, 'ask it with equals, at_least, at_most, matches or version_in')];
  const name = join === undefined ? column : column.slice(fact.length + 1);
  return columnsOf(fact).includes(name)
    ? []
    : [say(`${fact} has no column ${name}`, `columns: ${columnsOf(fact).join(', ')}`)];
}

const isRows = (spec: FactSpec | undefined): boolean => spec?.kind === 'rows';

function columnsOf(fact: string): readonly string[] {
  const spec = factSpec(fact);
  return spec?.kind === 'rows' ? Object.keys(spec.columns) : [];
}
