import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../src/facts/fact.js';
import { check, fact, judged, signature } from './judged.js';

/** Text facts only, so that no fact is itself a place where symptoms are seen. */
const NAMES = ['kubelet.cgroup_driver', 'dockerd.cgroup_driver', 'os.id', 'dockerd.storage_driver'] as const;
const facts = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.constantFrom('a', 'b').map((value) => fact(value)),
  { noNullPrototype: true },
);
const checks = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom('must', 'helps', 'refutes'),
    fact: fc.constantFrom(...NAMES),
    equals: fc.constantFrom('a', 'b'),
    manifests: fc.boolean(),
  }),
  { maxLength: 5 },
);
const weight = fc.constantFrom('shared', 'specific', 'proves');

function verdict(made: { checks: object[]; weight: string; facts: Record<string, Fact>; paste: string }) {
  const one = signature({
    symptoms: [{ id: 'words', in: ['paste'], weight: made.weight, pattern: 'boom' }],
    checks: made.checks.map((parts, index) => check({ ...parts, id: `c${index}` })),
  });
  return judged(one, { paste: made.paste, facts: made.facts });
}
const kind = (diagnosis: ReturnType<typeof verdict>): string =>
  diagnosis.verdicts[0]?.verdict ?? (diagnosis.exposed.length > 0 ? 'exposed' : 'silent');

describe('unknown is neutral', () => {
  test('forgetting a fact never decides: what was possible stays possible, and nothing becomes ruled out', () => {
    fc.assert(
      fc.property(checks, weight, facts, fc.constantFrom(...NAMES), (list, weight, given, forgotten) => {
        const made = { checks: list, weight, facts: given, paste: 'boom' };
        const before = verdict(made);
        const { [forgotten]: _, ...rest } = given;
        const after = kind(verdict({ ...made, facts: rest }));
        if (kind(before) === 'possible') expect(after).toBe('possible');
        if (kind(before) === 'confirmed') expect(['confirmed', 'possible']).toContain(after);
        if (kind(before) === 'ruled-out' && after === 'confirmed') {
          // Only where the forgotten fact itself was what spoke against it.
          const by = before.verdicts[0]?.checks.filter((one) => before.verdicts[0]?.ruled_out_by.includes(one.id));
          expect(by?.every((one) => one.fact === forgotten)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('without a symptom, forgetting a fact never confirms and never newly accuses', () => {
    fc.assert(
      fc.property(checks, weight, facts, fc.constantFrom(...NAMES), (list, weight, given, forgotten) => {
        const made = { checks: list, weight, facts: given, paste: '' };
        const { [forgotten]: _, ...rest } = given;
        if (kind(verdict(made)) === 'silent') {
          const spoken = verdict({ ...made, facts: rest });
          const refuting = list.some((one) => one.role !== 'helps' && one.fact === forgotten);
          if (!refuting) expect(kind(spoken)).toBe('silent');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a fact that no check asks changes nothing but the list of facts', () => {
    fc.assert(
      fc.property(checks, weight, facts, (list, weight, given) => {
        const made = { checks: list, weight, facts: given, paste: 'boom' };
        const more = { ...made, facts: { ...given, 'kubelet.cpu_manager_policy': fact('static') } };
        const [{ facts: _, ...before }, { facts: __, ...after }] = [verdict(made), verdict(more)];
        expect(JSON.stringify(after)).toBe(JSON.stringify(before));
      }),
      { numRuns: 100 },
    );
  });

  test('a fact that says unknown is the same as a fact that is not there', () => {
    fc.assert(
      fc.property(checks, weight, facts, fc.constantFrom(...NAMES), (list, weight, given, name) => {
        const { [name]: _, ...absent } = given;
        const unknown: Record<string, Fact> = { ...absent, [name]: { state: 'unknown', reason: 'it timed out' } };
        const made = { checks: list, weight, paste: 'boom' };
        expect(kind(verdict({ ...made, facts: unknown }))).toBe(kind(verdict({ ...made, facts: absent })));
      }),
      { numRuns: 200 },
    );
  });
});
