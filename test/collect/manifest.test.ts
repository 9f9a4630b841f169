import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { shippedScript } from '../../src/collect/options.js';
import { probePods } from '../../src/collect/target.js';
import { BUNDLE } from './root.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/probe-manifest.sh', import.meta.url));
const bundle = readFileSync(BUNDLE, 'utf8');
const recorder = readFileSync(BUNDLE.replace('probes.sh', 'recorder.sh'), 'utf8');

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Record<string, string>;
  readonly rules?: readonly {
    readonly resources: readonly string[];
    readonly resourceNames?: readonly string[];
    readonly verbs: readonly string[];
  }[];
  readonly spec?: {
    readonly template: {
      readonly metadata: { readonly labels: object; readonly annotations: object };
      readonly spec: PodSpec;
    };
  };
}
interface PodSpec {
  readonly hostPID: boolean;
  readonly tolerations: readonly object[];
  readonly automountServiceAccountToken: boolean;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly command: readonly string[];
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  }[];
}

function manifests(...args: string[]): readonly Manifest[] {
  const { stdout } = spawnSync('sh', [SCRIPT, ...args], { encoding: 'utf8' });
  return parseAllDocuments(stdout).map((document) => document.toJS() as Manifest);
}
const all = manifests('registry.example/probe:1');
const of = (kind: string) => all.filter((one) => one.kind === kind);

const PEELER = readFileSync(shippedScript('peel.sh'), 'utf8');

describe('the peeler', () => {
  const rules = (given: readonly Manifest[]) =>
    given.filter((one) => one.kind === 'ClusterRole').flatMap((one) => one.rules ?? []);
  const execs = (given: readonly Manifest[]) => rules(given).filter((rule) => rule.resources.includes('pods/exec'));

  it('is not there unless it is asked for: neither the program nor the right', () => {
    expect(of('ConfigMap')[0]?.data?.peel).toBeUndefined();
    expect(execs(all)).toEqual([]);
  });

  it('ends what hangs exactly as the probes do: both files ship alone, so the functions are copies', () => {
    const functions = (script: string) =>
      ['now', 'none', 'own', 'end_job'].map(
        (name) => new RegExp(`^${name}\\(\\) \\{(?:.*\\}$|[\\s\\S]*?^\\})`, 'm').exec(script)?.[0],
      );
    expect(functions(PEELER)).toEqual(functions(bundle));
    expect(functions(PEELER).join('\n')).toMatch(/kill -9[\s\S]*now\(\)|now\(\)[\s\S]*kill -9/);
  });

  it('is the very file that is tested, with a role of its own', () => {
    const peeling = manifests('--peel', 'registry.example/probe:1');
    expect(peeling.find((one) => one.kind === 'ConfigMap')?.data?.peel).toBe(PEELER);
    expect(execs(peeling)).toHaveLength(1);
    expect(peeling.filter((one) => one.metadata.name === 'plegmatic-peel').map((one) => one.kind)).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'Role',
      'RoleBinding',
    ]);
  });
});

describe('the probe manifest', () => {
  it('carries the very file that is tested', () => {
    expect(of('ConfigMap')[0]?.data?.probe).toBe(bundle);
  });

  it('carries the recorder, and lists the port that the collector asks', () => {
    const [map] = of('ConfigMap');
    expect(map?.data?.recorder).toBe(recorder);
    const [container] = of('DaemonSet')[0]?.spec?.template.spec.containers ?? [];
    const [port] = container?.ports ?? [];
    expect(port?.name).toBe('recorder');
    expect(container?.command).toEqual(['/plegmatic/recorder', String(port?.containerPort), '$(POD_IP)']);
  });

  it('makes a new key for the recorder each time, or takes the one it is given', () => {
    const key = (env: NodeJS.ProcessEnv) =>
      /key: "([0-9a-f]*)"/.exec(
        spawnSync('sh', [SCRIPT], { encoding: 'utf8', env: { ...process.env, ...env } }).stdout,
      );
    expect(key({})?.[1]).toMatch(/^[0-9a-f]{64}$/);
    expect(key({})?.[1]).not.toBe(key({})?.[1]);
    expect(key({ PLEGMATIC_RECORDER_KEY: 'abcd' })?.[1]).toBe('abcd');
    expect(key({ PLEGMATIC_RECORDER_KEY: '"}\n---' })).toBeNull();
  });

  it('rolls the pods when a program of theirs changes', () => {
    const sum = createHash('sha256')
      .update(bundle + recorder)
      .digest('hex');
    expect(of('DaemonSet')[0]?.spec?.template.metadata.annotations).toEqual({ 'plegmatic/probes': sum });
  });

  it('makes the pods that the collector looks for, on every node, whatever its taints', () => {
    const [set] = of('DaemonSet');
    const pods = probePods({ name: 'any' });
    expect(set?.metadata.namespace).toBe(pods.namespace);
    expect(Object.entries(set?.spec?.template.metadata.labels ?? {}).map((pair) => pair.join('='))).toEqual([
      pods.selector,
    ]);
    expect(set?.spec?.template.spec).toMatchObject({
      hostPID: true,
      tolerations: [{ operator: 'Exists' }],
      automountServiceAccountToken: false,
    });
    expect(set?.spec?.template.spec.containers).toMatchObject([
      { name: pods.container, image: 'registry.example/probe:1' },
    ]);
  });

  it('gives the collector no verb that changes anything but an exec, and one Secret by its name', () => {
    const rules = [...of('Role'), ...of('ClusterRole')].flatMap((role) => role.rules ?? []);
    expect(rules.flatMap((rule) => rule.verbs.map((verb) => `${verb} ${rule.resources.join(',')}`))).toEqual([
      'get pods',
      'list pods',
      'create pods/exec',
      'get pods/proxy',
      'get secrets',
      'get nodes,pods,events',
      'list nodes,pods,events',
    ]);
    const secrets = rules.find((rule) => rule.resources.includes('secrets'));
    expect(secrets?.resourceNames).toEqual(['plegmatic-recorder']);
  });

  it('takes no image name that could be more than one', () => {
    expect(spawnSync('sh', [SCRIPT, 'x|y\n---'], { encoding: 'utf8' })).toMatchObject({ status: 64, stdout: '' });
  });
});
