import { type Signature, signatureSchema } from '../src/signatures/signature.js';

/** A log and signatures for benchmarks, the same at every run. */

const COMPONENTS = ['kubelet', 'containerd', 'dockerd', 'runc', 'kernel', 'cni', 'nccl', 'trainer', 'etcd', 'calico'];
const FAULTS = [
  'stalled beyond its deadline',
  'lost its shim',
  'refused to fork',
  'returned a short read',
  'saw a stale handle',
];

const HEALTHY = [
  'I0301 10:11:12.123456    4711 kubelet.go:1843] SyncLoop (PLEG): "web-7d9_default(8f1c)", event: &pleg.PodLifecycleEvent{ID:"8f1c", Type:"ContainerStarted"}',
  'time="2024-03-01T10:11:12Z" level=info msg="shim disconnected" id=4f0c9a1b2c3d namespace=moby',
  '[123456.789012] IPv6: ADDRCONF(NETDEV_CHANGE): veth12ab34: link becomes ready',
  'step 18200 | loss 1.9731 | lr 2.9e-04 | tokens/s 183422 | grad norm 0.41 | eta 3 days, 2:11:05',
  'node-7:812:1033 [3] NCCL INFO Channel 07/0 : 11[4] -> 12[5] via P2P/IPC/read',
  '  File "/opt/conda/lib/python3.10/site-packages/torch/nn/modules/module.py", line 1518, in _wrapped_call_impl',
  'GET /healthz 200 0.3ms - user-agent="kube-probe/1.21" remote=10.2.3.4:51234',
];

/** Signatures of one symptom each, in the style of real ones: a component, an optional pid, then the tail of a fault with a capture. */
export function madeUpSignatures(count: number): readonly Signature[] {
  return Array.from({ length: count }, (_, index) =>
    signatureSchema.parse({
      id: `made-up-${index}`,
      status: 'draft',
      title: `Made-up fault number ${index}`,
      severity: 'harmless',
      summary: 'Only for measuring: nobody has ever seen this one anywhere at all.',
      not_this: [{ id: 'made-up', tell: 'nothing to tell' }],
      symptoms: [
        {
          id: 'line',
          in: ['paste'],
          weight: 'specific',
          pattern: `${COMPONENTS[index % 10]}(?:\\[[0-9]+\\])?: .*${faultOf(index)} after (?P<seconds>[0-9]+) seconds`,
        },
      ],
      cause: { breaks_at: 'host', felt_at: 'host', mechanism: 'No mechanism, this is a line of text for a benchmark.' },
      runbook: [{ id: 'nothing', risk: 'observe', run: 'true' }],
      references: [{ type: 'docs', url: 'https://example.com/', says: 'nothing whatsoever' }],
    }),
  );
}

/** @returns about `size` characters of log in which `share` of the lines are hits of made-up signatures. */
export function madeUpLog(size: number, share: number, signatures: number): string {
  const every = Math.round(1 / share);
  const lines: string[] = [];
  let length = 0;
  for (let index = 0; length < size; index++) {
    const line =
      index % every === every - 1
        ? `Mar 01 10:11:12 node-7 ${hitOf(Math.floor(index / every) % signatures)}`
        : `${HEALTHY[index % HEALTHY.length]} #${(index * 2654435761) % 4294967296}`;
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

const faultOf = (index: number): string => `unit ${index} ${FAULTS[index % FAULTS.length]}`;

const hitOf = (index: number): string =>
  `${COMPONENTS[index % 10]}[${1000 + index}]: the device of ${faultOf(index)} after ${index + 3} seconds`;
