import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { type Path, problemAt, sourceOf } from '../source.js';

const ON_A_BRANCH =
  /^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:blob|tree|raw|blame)\/(?:master|main|HEAD|trunk|develop|release[-/])/;

/** Names of other signatures, of captures, and addresses: whatever points somewhere. */
export function linkProblems(signature: Signature, known: ReadonlySet<string>): readonly Problem[] {
  const say = (path: Path, message: string, fix: string): Problem =>
    problemAt(signature, path, { id: signature.id, message, fix });
  const unknown = (id: string): boolean => !known.has(id);
  const named: readonly (readonly [Path, string])[] = [
    ...(signature.status === 'stable'
      ? signature.not_this.map(({ id }, at) => [['not_this', at, 'id'], id] as const)
      : []),
    ...signature.prefer_over.map(({ id }, at) => [['prefer_over', at, 'id'], id] as const),
    ...signature.explained_by.map((id, at) => [['explained_by', at], id] as const),
    ...signature.narrows.map((id, at) => [['narrows', at], id] as const),
    ...(signature.superseded_by === undefined ? [] : [[['superseded_by'], signature.superseded_by] as const]),
  ];
  const self = named.find(([, id]) => id === signature.id);
  return [
    ...named
      .filter(([, id]) => unknown(id))
      .map(([path, id]) =>
        say(path, `there is no signature ${id}`, 'correct the id, or write that signature (a draft will do)'),
      ),
    ...(self === undefined ? [] : [say(self[0], `it names itself in ${String(self[0][0])}`, 'name another signature')]),
    ...signature.references.flatMap(({ url }, at) =>
      ON_A_BRANCH.test(url)
        ? [
            say(
              ['references', at, 'url'],
              'the link follows a branch, where the lines will move',
              'press y on the page and use the address with the commit',
            ),
          ]
        : [],
    ),
    ...(/\bTODO\b/.test(JSON.stringify(signature)) || /\bTODO\b/.test(sourceOf(signature).text)
      ? [say([], 'it still says TODO', 'do it, or leave it out')]
      : []),
  ];
}

/** Captures that a symptom says it has: the subject's, and the one whose distinct values count. */
export function captureProblems(signature: Signature): readonly Problem[] {
  const say = (path: Path, message: string, fix: string): Problem =>
    problemAt(signature, path, { id: signature.id, message, fix });
  const captures = (pattern: string, name: string): boolean =>
    [`(?P<${name}>`, `(?<${name}>`].some((group) => pattern.includes(group));
  const subjects = new Set(signature.symptoms.map(({ subject }) => subject));
  return [
    ...signature.symptoms.flatMap(({ subject, at_least, pattern }, at) => [
      ...(subject === undefined || captures(pattern, subject)
        ? []
        : [
            say(
              ['symptoms', at, 'subject'],
              `the pattern captures no ${subject}`,
              `write (?P<${subject}>...) where the text names it`,
            ),
          ]),
      ...(typeof at_least !== 'object' || captures(pattern, at_least.distinct)
        ? []
        : [
            say(
              ['symptoms', at, 'at_least'],
              `the pattern captures no ${at_least.distinct}`,
              'name a capture of the pattern',
            ),
          ]),
    ]),
    ...signature.checks.flatMap(({ subject }, at) =>
      subject === undefined || subjects.has(subject)
        ? []
        : [
            say(
              ['checks', at, 'subject'],
              `no symptom binds the subject ${subject}`,
              'add `subject` to a symptom that captures it',
            ),
          ],
    ),
  ];
}
