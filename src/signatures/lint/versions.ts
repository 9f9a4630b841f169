import { factSpec } from '../../facts/catalogue.js';
import { compareVersions, isVersion } from '../../versions/versions.js';
import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';

/** Versions that are no version of their fact's scheme, and ranges that end before they begin. */
export function versionProblems(signature: Signature): readonly Problem[] {
  const { id } = signature;
  return signature.checks.flatMap((check, index) => {
    const spec = check.fact === undefined ? undefined : factSpec(check.fact);
    if (check.version_in === undefined || spec === undefined) return [];
    const at = (path: readonly PropertyKey[], message: string, fix: string): Problem =>
      problemAt(signature, ['checks', index, 'version_in', ...path], { id, message, fix });
    if (spec.kind !== 'version')
      return [
        at([], `${check.fact} is not a version, so version_in cannot ask it`, 'ask a fact whose name ends in .version'),
      ];
    return check.version_in.flatMap(({ introduced, fixed }, number) => {
      const bad = [introduced, fixed ?? '0'].filter((text) => text !== '0' && !isVersion(spec.scheme, text));
      if (bad.length > 0)
        return bad.map((text) =>
          at([number], `${text} is no ${spec.scheme} version`, `write it as upstream tags it, e.g. 1.0.0-rc93`),
        );
      if (fixed === undefined || introduced === '0' || compareVersions(spec.scheme, introduced, fixed) === -1)
        return [];
      return [at([number], `introduced ${introduced} is not before fixed ${fixed}`, 'swap them, or correct the range')];
    });
  });
}
