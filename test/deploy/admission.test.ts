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
const [policy, binding, elsewhere] = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS());

type Judge = (request: object, object: object) => boolean;
function judgeOf(expression: string): Judge {
  const script = expression
    .replace(/has\(([\w.]+)\)/g, '($1 !== undefined)')
    .replace(/\.size\(\)/g, '.length')
    .replace(/\.all\((\w+), /g, '.every(($1) => ')
    .replace(/\(([\w.]+) in (\[[^\]]*\])\)/g, '($2.includes($1))')
    .replace(/object\.command == (\[[^\]]*\])/g, 'JSON.stringify(object.command) === JSON.stringify($1)')
    .replace(/([\w.[\]]+)\.matches\('([^']+)'\)/g, (_, word, re) => `new RegExp(${JSON.stringify(re)}).test(${word})`);
  return new Function('request', 'object', `return ${script};`) as Judge;
}
const judge = judgeOf(policy.spec.validations[0].expression);
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

  it('lets the window of a paste and the peeler through', () => {
    expect(
      allows(['/plegmatic/probe', BOUNDARY, 'window/202601020304/202601020404z', 'clock', 'journal.kubelet']),
    ).toBe(true);
    expect(allows(['/plegmatic/peel', BOUNDARY, 'a'.repeat(64)])).toBe(true);
  });

  it.each([
    [[]],
    [['/plegmatic/peel', BOUNDARY]],
    [['/plegmatic/peel', BOUNDARY, 'web-0']],
    [['/plegmatic/peel', BOUNDARY, 'a'.repeat(64), 'sh']],
    [['/plegmatic/probe', BOUNDARY, 'window/now/then']],
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

describe('the policy for the collector elsewhere', () => {
  const judged = judgeOf(elsewhere.spec.validations[0].expression);
  const asks = (username: string, namespace: string, command: readonly string[], subResource = 'exec'): boolean =>
    judged({ userInfo: { username }, namespace, subResource }, { command });
  const collector = 'system:serviceaccount:plegmatic-app:plegmatic-collector';

  it('leaves it nothing but true outside of the probe pods, and everybody else alone', () => {
    expect(asks(collector, 'plegmatic', ['/plegmatic/probe', BOUNDARY])).toBe(true);
    expect(asks(collector, 'apps', ['true'])).toBe(true);
    expect(asks(collector, 'apps', ['true'], 'attach')).toBe(false);
    expect(asks(collector, 'apps', ['sh'])).toBe(false);
    expect(asks(collector, 'apps', ['true', 'x'])).toBe(false);
    expect(asks(collector.replace('-app', ''), 'kube-system', ['sh'])).toBe(false);
    expect(asks('admin', 'apps', ['sh'])).toBe(true);
  });
});
