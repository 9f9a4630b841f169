import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin } from '../deployment/cluster.js';
import { TRIAL } from '../deployment/render.js';

/** Apart from the probes: in their namespace the collector may exec anyway. */
export const VICTIMS = `${TRIAL}-victims`;

/** A container of nobody's on each node, to be peeled, in a namespace of their own. */
export const victims = (nodes: readonly string[], image: string): readonly object[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: VICTIMS } },
  ...nodes.map((node, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `victim-${index + 1}`, namespace: VICTIMS },
    spec: {
      nodeName: node,
      hostNetwork: true,
      terminationGracePeriodSeconds: 0,
      tolerations: [{ operator: 'Exists' }],
      containers: [{ name: 'app', image, imagePullPolicy: 'IfNotPresent', command: ['sleep', 'infinity'] }],
    },
  })),
];

/**
 * What the runtime keeps of one container on the node, and which of its programs run: state folders and cgroups with what is in them,
 * and every process that a peel starts.
 */
const TRACES = `H=/proc/1/root
find $H/run/containerd $H/run/docker $H/run/runc -path "*$1*" 2>/dev/null | sort
find $H/sys/fs/cgroup -type d -path "*$1*" 2>/dev/null | while read -r c; do echo "$c $(wc -l <$c/cgroup.procs)"; done | sort
for c in /proc/[0-9]*/comm; do read -r n <$c 2>/dev/null || continue
  case $n in runc* | ctr | crictl | docker | true | peel) echo "process $n $c" ;; esac
done
exit 0`;

/** Traces of the container by an exec into the node's probe pod. */
export function tracesOf(admin: Admin, pod: string, id: string): Promise<string> {
  return admin.must(['-n', TRIAL, 'exec', pod, '--', 'sh', '-c', TRACES, 'sh', id]);
}

/** @returns what is there now and was not before, after up to half a minute: a node just mended tidies up. */
export async function leftBehind(admin: Admin, pod: string, id: string, before: string): Promise<readonly string[]> {
  const known = new Set(before.split('\n'));
  for (let tries = 0; ; tries += 1) {
    const now = await tracesOf(admin, pod, id).catch((error: Error) => `not read: ${error.message}`);
    const more = now.split('\n').filter((line) => line !== '' && !known.has(line));
    if (more.length === 0 || tries >= 6) return more;
    await sleep(5000);
  }
}

/** Keeps so many execs of `true` in that container going. @returns how to end it */
export function keepBusy(admin: Admin, container: string, atOnce: number): () => Promise<void> {
  const [namespace = '', pod = '', name = ''] = container.split('/');
  let on = true;
  const loop = async (): Promise<void> => {
    while (on) await admin.run(['-n', namespace, 'exec', pod, '-c', name, '--', 'true']);
  };
  const loops = Array.from({ length: atOnce }, loop);
  return async () => {
    on = false;
    await Promise.all(loops);
  };
}
