import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';
import { timesOf } from '../../src/report/times.js';

const nodes = (text: string): readonly string[] => readReport(text).nodes;

describe('node names', () => {
  test.each([
    [
      'a kubelet that misses its own node',
      'E1121 08:21:42.526642 1 kubelet.go:2424] "Error getting node" err="node \\"master-1\\" not found"',
      ['master-1'],
    ],
    [
      'an event source',
      '  Warning  Failed  5s (x5 over 7h)  kubelet, aks-agentpool-12345678-0  Error: x',
      ['aks-agentpool-12345678-0'],
    ],
    ['an old event source', 'a Pod Warning Failed {kubelet minikube} Error: x', ['minikube']],
    ['a node status event', 'Node symphony-worker0 status is now: NodeNotReady', ['symphony-worker0']],
    ['an alert label', 'alertname=KubeNodeNotReady, node=node-7, severity=page', ['node-7']],
    ['an instance label with a port', 'instance="10.0.0.7:9100"', ['10.0.0.7']],
    ['JSON labels', '{"labels":{"node":"gke-a-1","instance":"gke-a-2"}}', ['gke-a-1', 'gke-a-2']],
    ['kubectl describe pod', 'Node:               ip-10-0-0-1.ec2.internal/10.0.0.1', ['ip-10-0-0-1.ec2.internal']],
    ['kubectl get nodes', 'node-3   NotReady   <none>   12d   v1.19.3', ['node-3']],
    ['an object path', 'error: node/worker-2 cordoned', ['worker-2']],
    ['running words', 'it happens on node node-9, and on node is fine', ['node-9']],
    ['a forbidden request', 'nodes "node-4" is forbidden: User x cannot get', ['node-4']],
  ])('%s names a node', (_where, text, expected) => {
    expect(nodes(text)).toEqual(expected);
  });

  test('marked names come first, then hosts that two lines agree on', () => {
    const line = 'Nov 16 12:09:43 host-a kubelet[1]: x';
    expect(nodes(`${line}\nNov 16 12:09:43 host-b kubelet[1]: x\n${line}\nnode=node-1`)).toEqual(['node-1', 'host-a']);
  });

  test.each([
    ['a Node.js trace', 'at node:internal/modules/cjs/loader:936\nNode.js v18.19.0'],
    ['a path', '/usr/lib/node/foo /sys/devices/system/node/node0'],
    ['a user agent', 'node/18.2.0'],
    ['a nodemask', 'nodemask=(null) node=(null)'],
    ['prose about the chain', 'the relationship between kubelet, docker-shim, dockerd, containerd'],
    ['prose', 'the node is fine; node: see below; a node not found'],
    ['a placeholder', 'kubelet ip-XXXX, {kubelet ip-XXXX} node=Worker_1'],
    ['one syslog line of an unknown host', 'Nov 16 12:09:43 vs kubelet[1]: x'],
    ['localhost', 'instance="localhost:9100" node=localhost'],
  ])('%s names none', (_what, text) => {
    expect(nodes(text)).toEqual([]);
  });
});

test('the incident window spans the dated lines only', () => {
  const report = readReport(
    'I0507 03:43:28.310630 1 a.go:1] x\ntime="2021-05-06T16:51:41+08:00" level=error msg=b\ntime="2021-05-06T16:51:40+08:00" level=error msg=a',
  );
  expect(timesOf(report)).toEqual({ earliest: '2021-05-06T08:51:40.000Z', newest: '2021-05-06T08:51:41.000Z' });
  expect(timesOf(readReport('x'))).toEqual({});
});

test('when it was asked is carried along', () => {
  expect(readReport('x', { at: '2026-11-22T04:00:00.000Z' }).at).toBe('2026-11-22T04:00:00.000Z');
  expect(readReport('x')).not.toHaveProperty('at');
});
