import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { collect } from '../../src/collect/collect.js';
import { PROBES } from '../../src/facts/probes.js';
import { fakeKubectl } from '../collect/fake-kubectl.js';

/**
 * The policy's own expression, judged by JavaScript: CEL's operators, `has`, `all`, `size` and `matches` (RE2) mean the same on what
 * is used here. No cluster of ours is new enough to try the real thing.
 */
const file = fileURLToPath(new URL('../../deploy/probe/admission.yaml', import.meta.url));
const [policy, binding] = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());
const expression: string = policy.spec.validations[0].expression;
const script = expression
  .replace(/has\(([\w.]+)\)/g, '($1 !== undefined)')
  .replace(/\.size\(\)/g, '.length')
  .replace(/\.all\((\w+), /g, '.every(($1) => ')
  .replace(/([\w.[\]]+)\.matches\('([^']+)'\)/g, 'new RegExp($2).test($1)')
  .replace(/new RegExp\(([^']+?)\)\.test/g, (_, pattern) => `new RegExp(${JSON.stringify(pattern)}).test`);
const judge = new Function('request', 'object', `return ${script};`) as (request: object, object: object) => boolean;
const exec = { resource: { resource: 'pods' }, subResource: 'exec' };
const allows = (command: readonly string[], more: object = {}): boolean => judge(exec, { command, ...more });

const BOUNDARY = '0123456789abcdef0123456789abcdef';

/** What really stands behind `--` of a collection. */
async function argvOf(probes?: readonly string[]): Promise<readonly string[]> {
  const fake = fakeKubectl('healthy');
  await collect({ name: 'prod', node: 'node-1', kubectl: fake.path }, { probes });
  const line = readFileSync(`${fake.folder}/argv`, 'utf8')
    .split('\n')
    .find((one) => / exec |^exec |-- \/pleg/.test(one));
  return line?.split(' -- ')[1]?.split(' ') ?? [];
}

describe('the admission policy', () => {
  it('is bound to the namespace of the probe pods, and denies', () => {
    expect(binding.spec).toMatchObject({ policyName: policy.metadata.name, validationActions: ['Deny'] });
    expect(binding.spec.matchResources.namespaceSelector.matchLabels).toEqual({
      'kubernetes.io/metadata.name': 'plegmatic',
    });
    expect(policy.spec.failurePolicy).toBe('Fail');
  });

  it('lets every exec of a collection through', async () => {
    expect(allows(await argvOf())).toBe(true);
    expect(allows(await argvOf(Object.keys(PROBES).slice(1)))).toBe(true);
  });

  it.each([
    [[]],
    [['/plegmatic/probe']],
    [['sh', '-c', 'id']],
    [['/bin/sh', BOUNDARY]],
    [['/plegmatic/probe', 'id; reboot']],
    [['/plegmatic/probe', BOUNDARY, '$(reboot)']],
    [['/plegmatic/probe', BOUNDARY, 'os', '; reboot']],
    [['/plegmatic/probe', BOUNDARY, 'os\nreboot']],
    [['/plegmatic/probe', BOUNDARY, '-x']],
    [['/plegmatic/probe', BOUNDARY, '../../bin/sh']],
    [['/plegmatic/probe', BOUNDARY.slice(1), 'os']],
    [['/plegmatic/probe', BOUNDARY.toUpperCase()]],
    [['/plegmatic/probe', BOUNDARY, 'OS']],
    [['/plegmatic/probe', BOUNDARY, 'a.b.c']],
    [['/plegmatic/probe', BOUNDARY, '']],
    [['sh', BOUNDARY, '/plegmatic/probe']],
    [['/plegmatic/probe', BOUNDARY, ...Array(120).fill('os')]],
  ])('refuses %j', (command) => {
    expect(allows(command)).toBe(false);
  });

  it('refuses a terminal, an input, attach and port-forward', () => {
    expect(allows(['/plegmatic/probe', BOUNDARY], { tty: true })).toBe(false);
    expect(allows(['/plegmatic/probe', BOUNDARY], { stdin: true })).toBe(false);
    for (const subResource of ['attach', 'portforward'])
      expect(judge({ ...exec, subResource }, { command: ['/plegmatic/probe', BOUNDARY] })).toBe(false);
  });
});
