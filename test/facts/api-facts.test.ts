import { expect, it } from 'vitest';
import { eventLines, nodeFacts, podRows } from '../../src/facts/api-facts.js';
import { eventList, nodeObject, podList } from '../../src/facts/api-objects.js';
import { AT, fixture, known, rowsOf } from './captured.js';

const json = (path: string): unknown => JSON.parse(fixture(path).toString());
const pods = podList.parse(json('node-1/api-pods.json')).items;

it('reads versions and conditions of a docker node', () => {
  const facts = nodeFacts(nodeObject.parse(json('node-1/api-node.json')), AT);
  expect(known(facts['kubelet.version'])).toBe('v1.20.2');
  expect(known(facts['dockerd.version'])).toBe('20.10.24+dfsg1');
  expect(facts['containerd.version']).toBeUndefined();
  expect(rowsOf(facts['node.conditions'])).toContainEqual(
    expect.objectContaining({ type: 'Ready', status: 'True', reason: 'KubeletReady' }),
  );
});

it('reads the runtime of a containerd node', () => {
  const facts = nodeFacts(nodeObject.parse(json('node-2/api-node.json')), AT);
  expect(known(facts['containerd.version'])).toMatch(/^1\.6\.20/);
  expect(facts['dockerd.version']).toBeUndefined();
});

it('takes no version from a runtime that did not say it', () => {
  const node = { metadata: { name: 'n' }, status: { nodeInfo: { containerRuntimeVersion: 'docker://Unknown' } } };
  expect(Object.keys(nodeFacts(nodeObject.parse(node), AT))).toEqual(['node.conditions']);
});

it('makes a row of each container, without the prefix of its runtime', () => {
  for (const row of podRows(pods)) {
    expect(row.container).toMatch(/^[0-9a-f]{64}$/);
    expect(row.pod).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
  }
});

it('shows how a container last ended', () => {
  const pod = {
    metadata: { name: 'oom', namespace: 'apps', uid: 'u' },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          containerID: '',
          restartCount: 3,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-11-22T04:50:22Z' } },
        },
      ],
    },
  };
  expect(podRows(podList.parse({ items: [pod] }).items, '2026-11-22T04:51:00Z')).toEqual([
    {
      pod: 'apps/oom',
      uid: 'u',
      name: 'app',
      container: null,
      phase: 'Running',
      ready: null,
      restarts: 3,
      waiting_reason: 'CrashLoopBackOff',
      exit_code: 137,
      exit_reason: 'OOMKilled',
      finished_at: '2026-11-22T04:50:22Z',
      ended_seconds_ago: 38,
    },
  ]);
});

it('writes events of the node and its pods in order, one a line', () => {
  const events = eventList.parse(json('node-1/api-events.json')).items;
  const lines = eventLines(events, 'node-1', new Set(), AT);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines).toEqual([...lines].sort());
  expect(lines.find((line) => line.includes('SystemOOM'))).toMatch(
    /^2026-11-22T\d\d:\d\d:\d\dZ Warning SystemOOM node\/node-1: System OOM encountered, victim process: tail, pid: \d+$/,
  );
  expect(lines.filter((line) => line.includes('node/node-2'))).toEqual([]);
});

it('leaves out events of an hour ago and of other nodes', () => {
  const event = (lastTimestamp: string, name: string) => ({
    type: 'Warning',
    reason: 'X',
    lastTimestamp,
    involvedObject: { kind: 'Node', name },
  });
  const items = [event('2026-11-22T03:00:00Z', 'node-1'), event('2026-11-22T05:00:00Z', 'node-9')];
  expect(eventLines(eventList.parse({ items }).items, 'node-1', new Set(), AT)).toEqual([]);
});
