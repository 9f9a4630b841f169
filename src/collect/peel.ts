import { answerOf, LAYERS, type PeelContainer, type PeeledLayer, readLayer } from '../facts/peel.js';
import { failureOf } from './failure.js';
import { runKubectl } from './kubectl.js';
import { type PeelOptions, type Road, runPeeler } from './peeler.js';
import { clusterArguments, isNodeName, type Target } from './target.js';

/** An exec that works takes 0.1 to 2 s; a layer of the peeler has 10. */
const KUBELET_MS = 12_000;
const CAP_BYTES = 64_000;

export interface Peeling {
  readonly layers: readonly PeeledLayer[];
  /** What started the peeler on the node; absent: nothing reached it. */
  readonly road?: Road;
}

/**
 * The same exec of `true` at kubelet, dockerd or CRI, containerd and runc, one after the other. It starts processes in the container:
 * whoever calls this has asked. Never throws for what the cluster does.
 * @throws Error for a container that is no name or id of Kubernetes' own forms: a mistake of the caller
 */
export async function peel(target: Target, container: PeelContainer, options: PeelOptions = {}): Promise<Peeling> {
  const { namespace, pod, name, id } = container;
  if (![target.node, namespace, pod, name].every(isNodeName) || !/^[0-9a-f]{64}$/.test(id))
    throw new Error('a container is named by RFC 1123 names and an id of 64 hex digits');
  const kubelet = await atKubelet(target, container, options);
  const first = kubelet.answer === 'fails' || kubelet.answer === 'hangs' ? 'recorder' : 'exec';
  const { road, outputs, why } = await runPeeler(target, id, first, options);
  const below = LAYERS.filter((layer) => layer !== 'kubelet').map((layer) =>
    readLayer(
      layer,
      outputs.find((one) => one.id === layer),
      `not tried: ${why}`,
    ),
  );
  return { layers: [kubelet, ...below], ...(road === undefined ? {} : { road }) };
}

async function atKubelet(
  target: Target,
  { namespace, pod, name }: PeelContainer,
  { signal, onStart }: PeelOptions,
): Promise<PeeledLayer> {
  const words = [`--namespace=${namespace}`, 'exec', pod, `--container=${name}`, '--', 'true'];
  const begun = performance.now();
  onStart?.(['kubectl', 'exec', `${namespace}/${pod}/${name}`, 'true']);
  const ran = await runKubectl(target.kubectl ?? 'kubectl', [...clusterArguments(target), ...words], {
    deadlineMs: KUBELET_MS,
    capBytes: CAP_BYTES,
    signal,
    env: target.env,
  });
  const said = `${ran.stdout}\n${ran.stderr}`.trim();
  const told = {
    layer: 'kubelet',
    tries: 1,
    milliseconds: Math.round(performance.now() - begun),
    ran: `kubectl ${words.join(' ')}`,
  } as const;
  if (ran.ended === 'deadline') return { ...told, answer: 'hangs', exit_code: null, words: said };
  const failure = ran.ended === 'exit' && ran.code === 0 ? undefined : failureOf(ran, [], 0, KUBELET_MS / 1000);
  // Not allowed, no API server, cancelled: that says nothing about the kubelet.
  if (ran.ended !== 'exit' || ['forbidden', 'unauthorized', 'no-api'].includes(failure?.kind ?? ''))
    return {
      ...told,
      answer: 'absent',
      exit_code: ran.code,
      words: failure?.kind === 'forbidden' ? FORBIDDEN : (failure?.reason ?? said),
    };
  return { ...told, answer: answerOf(ran.code, said), exit_code: ran.code, words: said };
}

const FORBIDDEN = 'the collector may not exec in that namespace: apply deploy/probe/peel.yaml';
