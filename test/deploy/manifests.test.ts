import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { VARIABLES } from '../../src/config/variables.js';
import { loadConfig } from '../../src/config.js';

const folder = new URL('../../deploy/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

interface Container {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly securityContext: object;
  readonly resources: { readonly limits: object; readonly requests: object };
  readonly livenessProbe: object;
  readonly readinessProbe: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}
interface PodSpec {
  readonly serviceAccountName?: string;
  readonly automountServiceAccountToken: boolean;
  readonly securityContext: object;
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly secret?: { secretName: string; items?: object[] } }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly roleRef?: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly name: string; readonly namespace: string }[];
  readonly spec?: { readonly template?: { readonly spec: PodSpec } };
}

const kustomization = parse(read('app/kustomization.yaml'));
const all: readonly Manifest[] = kustomization.resources.flatMap((file: string) =>
  parseAllDocuments(read(`app/${file}`), { version: '1.1' }).map((document) => document.toJS()),
);
const rbac: readonly Manifest[] = parseAllDocuments(read('probe/rbac.yaml')).map((document) => document.toJS());
const podOf = (name: string): PodSpec => {
  const found = all.find((one) => one.metadata.name === name && one.spec?.template !== undefined);
  if (!found?.spec?.template) throw new Error(`no workload ${name}`);
  return found.spec.template.spec;
};
const WORKLOADS = ['plegmatic-bot', 'plegmatic-collector', 'plegmatic-redis'] as const;
const secretsOf = (pod: PodSpec): readonly string[] => pod.volumes.flatMap(({ secret }) => secret?.secretName ?? []);

describe('who holds what', () => {
  it('the bot has no right in the cluster and no token for it', () => {
    const bot = podOf('plegmatic-bot');
    expect(bot).toMatchObject({ serviceAccountName: 'plegmatic-bot', automountServiceAccountToken: false });
    const bound = [...all, ...rbac].flatMap(({ subjects }) => subjects ?? []).map(({ name }) => name);
    expect(bound).not.toContain('plegmatic-bot');
    expect(bound.length).toBeGreaterThan(0);
  });

  it('the collector has no Slack token, and exactly the Role and ClusterRole of the probes', () => {
    const collector = podOf('plegmatic-collector');
    expect(secretsOf(collector)).toEqual(['plegmatic-redis']);
    expect(collector.containers[0]?.env?.filter(({ name }) => name.includes('SLACK'))).toEqual([]);
    expect(
      all
        .filter(({ roleRef }) => roleRef !== undefined)
        .map((one) => [one.kind, one.metadata.namespace, one.roleRef?.name]),
    ).toEqual([
      ['RoleBinding', 'plegmatic', 'plegmatic-collector'],
      ['ClusterRoleBinding', undefined, 'plegmatic-collector'],
    ]);
  });

  it('neither runs where the collector may exec', () => {
    const exec = rbac.find((one) => one.kind === 'Role')?.metadata.namespace;
    for (const name of WORKLOADS)
      expect(all.find((one) => one.metadata.name === name && one.spec?.template)?.metadata.namespace).not.toBe(exec);
  });

  it('of the Redis Secret, clients see the address and the server sees its file', () => {
    const items = (name: string) =>
      podOf(name).volumes.flatMap(({ secret }) =>
        secret?.secretName === 'plegmatic-redis' ? (secret.items ?? []) : [],
      );
    expect(items('plegmatic-bot')).toEqual([{ key: 'url', path: 'url' }]);
    expect(items('plegmatic-collector')).toEqual([{ key: 'url', path: 'url' }]);
    expect(items('plegmatic-redis')).toEqual([{ key: 'redis.conf', path: 'redis.conf' }]);
  });
});

describe.each(WORKLOADS)('%s', (name) => {
  const pod = podOf(name);
  const [container] = pod.containers as readonly [Container];

  it('runs as nobody, on a file system it cannot write, within limits', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(container.resources).toMatchObject({
      requests: { cpu: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
  });

  it('is watched, and mounts what it names', () => {
    expect(Object.keys(container)).toEqual(expect.arrayContaining(['livenessProbe', 'readinessProbe']));
    const volumes = [...pod.volumes.map((one) => one.name), ...(name === 'plegmatic-redis' ? ['data'] : [])];
    expect(container.volumeMounts.map((one) => one.name).sort()).toEqual(volumes.sort());
  });

  it('sets only variables that exist, to paths that are mounted', () => {
    for (const { name: variable, value } of container.env ?? []) {
      const plain = variable.replace(/_FILE$/, '');
      expect(Object.keys(VARIABLES)).toContain(plain);
      if (value.startsWith('/etc/'))
        expect(
          container.volumeMounts.some(({ mountPath }) => value.startsWith(`${mountPath}/`)),
          value,
        ).toBe(true);
    }
  });
});

it('the configuration file that is shipped is sound, and lets nobody collect', () => {
  const config = loadConfig({ PLEGMATIC_CONFIG: 'c' }, () => read('app/config.yaml'));
  expect(config.rights.grants).toEqual([]);
  expect(Object.keys(config.clusters)).toEqual(['default']);
});

it('every file of deploy/app is part of what is applied', () => {
  const files = readdirSync(new URL('app/', folder)).filter(
    (file) => !['kustomization.yaml', 'config.yaml'].includes(file),
  );
  expect([...kustomization.resources].sort()).toEqual(files.sort());
  expect(kustomization.images.map(({ name }: { name: string }) => name)).toEqual([
    'plegmatic-bot',
    'plegmatic-collector',
  ]);
});
