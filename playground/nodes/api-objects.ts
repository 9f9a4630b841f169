import type { CapturedNode } from './node.js';
import { dated } from './write-root.js';

/** The API server's objects of a captured node, in the shape `kubectl get -o json` prints, as far as the collector reads it. */

const meta = (name: string, namespace?: string, uid?: string): object => ({ name, namespace, uid, labels: {} });

export const PROBE_NAMESPACE = 'plegmatic';
export const probePod = (node: string): string => `plegmatic-probe-${node}`;

export function nodeObject(node: CapturedNode, now: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      labels: { 'kubernetes.io/hostname': node.name, pool: node.pool, 'node.kubernetes.io/pool': node.pool },
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: node.address },
        { type: 'Hostname', address: node.name },
      ],
      conditions: node.conditions.map((c) => ({ ...c, lastHeartbeatTime: now, lastTransitionTime: now })),
      nodeInfo: {
        kubeletVersion: node.versions.kubelet,
        containerRuntimeVersion: node.versions.runtime,
        kernelVersion: node.versions.kernel,
        osImage: node.versions.os,
        architecture: 'amd64',
        operatingSystem: 'linux',
      },
    },
  };
}

export function podObjects(node: CapturedNode, now: string): object[] {
  const probe = {
    metadata: {
      ...meta(probePod(node.name), PROBE_NAMESPACE, `probe-${node.name}`),
      labels: { app: 'plegmatic-probe' },
    },
    spec: { nodeName: node.name, containers: [{ name: 'probe' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [
        {
          name: 'probe',
          ready: true,
          restartCount: 0,
          state: { running: {} },
          lastState: {},
          containerID: `docker://${'0'.repeat(64)}`,
        },
      ],
    },
  };
  const pods = node.pods.map((pod) => ({
    metadata: meta(pod.name, pod.namespace, pod.uid),
    spec: { nodeName: node.name, containers: pod.containers.map((c) => ({ name: c.name })) },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: pod.containers.every((c) => c.ready) ? 'True' : 'False' }],
      containerStatuses: pod.containers.map((c) => ({
        name: c.name,
        ready: c.ready,
        restartCount: c.restarts,
        containerID: `docker://${c.id}`,
        state: { running: {} },
        lastState:
          c.exit === undefined
            ? {}
            : {
                terminated: {
                  exitCode: c.exit.code,
                  reason: c.exit.reason,
                  finishedAt: dated(c.exit.at, Date.parse(now)),
                },
              },
      })),
    },
  }));
  return [probe, ...pods].map((pod) => ({ apiVersion: 'v1', kind: 'Pod', ...pod }));
}

export function eventObjects(node: CapturedNode, now: string): object[] {
  return node.events.map((event, index) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: meta(`${node.name}.${index}`, 'default'),
    type: 'Warning',
    reason: event.reason,
    message: event.message,
    count: event.count,
    source: { component: 'kubelet', host: node.name },
    involvedObject: {
      kind: event.object.includes('/') ? 'Pod' : 'Node',
      name: event.object.split('/').pop(),
      namespace: event.object.includes('/') ? event.object.split('/')[0] : '',
    },
    firstTimestamp: now,
    lastTimestamp: now,
  }));
}
