import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const rbac = fileURLToPath(new URL('../../deploy/probe/rbac.yaml', import.meta.url));
const probes = (...words: string[]): string[] => ['-n', 'plegmatic', ...words];
const selector = (value: string): string => `{"spec":{"template":{"spec":{"nodeSelector":${value}}}}}`;

/** Faults of our own manifests, which any cluster can have: argv of kubectl to make and to undo each. */
const FAULTS: Readonly<Record<string, { readonly make: string[]; readonly undo: string[] }>> = {
  'probe-pod-gone': {
    make: probes('patch', 'daemonset', 'plegmatic-probe', '-p', selector('{"plegmatic.example/nowhere":"true"}')),
    undo: probes('patch', 'daemonset', 'plegmatic-probe', '-p', selector('null')),
  },
  'collector-forbidden': {
    make: probes('delete', 'rolebinding', 'plegmatic-collector'),
    undo: ['apply', '-f', rbac],
  },
};

/** @returns how to make and undo a fault: ours by kubectl, every other by the command that injects faults. */
export function faultOf(name: string, kubectl: string, command: string) {
  const ours = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
  const run = (file: string, words: string[]) => spawnSync(file, words, { encoding: 'utf8', timeout: 180_000 });
  return {
    make: () => (ours === undefined ? run(command, [name]) : run(kubectl, ours.make)),
    undo: () => (ours === undefined ? run(command, [name, '--undo']) : run(kubectl, ours.undo)),
  };
}
