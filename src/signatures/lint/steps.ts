import { factSpec } from '../../facts/catalogue.js';
import type { Problem } from '../problem.js';
import type { Signature, Step } from '../signature.js';
import { type Path, problemAt } from '../source.js';
import { disturbs } from './observing.js';

/** Words the bot may put into a step: closed types only, so that nothing a person typed becomes part of a command. */
export const PLACEHOLDERS = ['node', 'pod', 'namespace', 'container', 'pid', 'cgroup_path'] as const;

/** What is filled in when a step is shown. The rest of it is shown as it is written, braces and all. */
const FILLED: readonly string[] = ['run', 'undo', 'verify'];

type Say = (path: Path, message: string, fix: string) => Problem;

/** What each kind of step owes to the one who runs it. */
export function stepProblems(signature: Signature): readonly Problem[] {
  const { id } = signature;
  const say: Say = (path, message, fix) => problemAt(signature, path, { id, message, fix });
  return [
    ...signature.runbook.flatMap((step, index) => [
      ...owed(step, ['runbook', index], say),
      ...repeated(step, signature.runbook, ['runbook', index, 'run'], say),
      ...Object.entries(step).flatMap(([key, text]) =>
        (FILLED.includes(key) ? placeholderProblems : unfilled)(text ?? '', ['runbook', index, key], say),
      ),
    ]),
    ...signature.checks.flatMap(({ settle }, index) => [
      ...observing(settle, ['checks', index, 'settle'], 'settle', say),
      ...placeholderProblems(settle, ['checks', index, 'settle'], say),
    ]),
  ];
}

function owed(step: Step, path: Path, say: Say): readonly Problem[] {
  if (step.risk === 'mitigate' && step.undo === undefined)
    return [say(path, `mitigate step ${step.id} has no undo`, 'say how to take it back, or call it disruptive or fix')];
  if (step.risk === 'disruptive' && step.hurts === undefined)
    return [say(path, `disruptive step ${step.id} does not say whom it hurts`, 'add `hurts`: whom, and how')];
  if (step.risk === 'fix' && step.verify === undefined)
    return [say(path, `fix step ${step.id} has no verify`, 'add `verify`: how one sees that the cause is gone')];
  return step.risk === 'observe' ? observing(step.run, [...path, 'run'], `observe step ${step.id}`, say) : [];
}

/** A remedy that is a look of the same runbook mends nothing: then the remedy stands somewhere else, or nowhere. */
function repeated(step: Step, runbook: readonly Step[], path: Path, say: Say): readonly Problem[] {
  if (step.risk === 'observe') return [];
  const looks = runbook.filter(({ risk }) => risk === 'observe').flatMap(({ run }) => run.split(';'));
  return looks.some((look) => look.trim() === step.run.trim())
    ? [
        say(
          path,
          `${step.risk} step ${step.id} only looks, as an observe step does`,
          'write what mends it here, the look in `verify`',
        ),
      ]
    : [];
}

function observing(command: string, path: Path, what: string, say: Say): readonly Problem[] {
  const how = disturbs(command);
  return how === null
    ? []
    : [say(path, `${what} ${how}, so it does more than look`, 'look another way, or give the step its true risk')];
}

function placeholderProblems(text: string, path: Path, say: Say): readonly Problem[] {
  const names = [...text.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)].map((match) => match[1] ?? '');
  const known: readonly string[] = PLACEHOLDERS;
  return names
    .filter((name) => !known.includes(name) && factSpec(name)?.kind !== 'version')
    .map((name) =>
      say(path, `{{${name}}} is no placeholder`, `use one of ${known.join(', ')}, or a version of the fact catalogue`),
    );
}

function unfilled(text: string, path: Path, say: Say): readonly Problem[] {
  const [braces] = /\{\{[^}]*\}\}/.exec(text) ?? [];
  return braces === undefined
    ? []
    : [say(path, `${braces} is filled in nowhere here`, `only ${FILLED.join(', ')} are filled in; say it in words`)];
}
