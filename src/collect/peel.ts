import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FrameReader } from '../facts/frames.js';
import { answerOf, LAYERS, type PeelContainer, type PeeledLayer, readLayer } from '../facts/peel.js';
import { failureOf } from './failure.js';
import { findProbePod } from './find-pod.js';
import { runKubectl } from './kubectl.js';
import { shippedScript } from './options.js';
import { clusterArguments, isNodeName, probePods, type Target } from './target.js';

/** An exec that works takes 0.1 to 2 s; a layer of the peeler has 10. */
const KUBELET_MS = 12_000;
/** Four layers of at most 12 s, and the exec itself. */
const PEELER_MS = 60_000;
const CAP_BYTES = 200_000;

export interface PeelOptions {
  readonly signal?: AbortSignal;
  /** The API server knows the probe pod already. */
  readonly pod?: string;
}

/**
 * The same exec of `true` at kubelet, dockerd or CRI, containerd and runc, one after the other. It starts processes in the container:
 * whoever calls this has asked. Never throws for what the cluster does.
 * @throws Error for a container that is no name or id of Kubernetes' own forms: a mistake of the caller
 */
export async function peel(
  target: Target,
  container: PeelContainer,
  options: PeelOptions = {},
): Promise<readonly PeeledLayer[]> {
  const { namespace, pod, name, id } = container;
  if (![target.node, namespace, pod, name].every(isNodeName) || !/^[0-9a-f]{64}$/.test(id))
    throw new Error('a container is named by RFC 1123 names and an id of 64 hex digits');
  const kubelet = await atKubelet(target, container, options);
  return [kubelet, ...(await below(target, id, options))];
}

async function atKubelet(
  target: Target,
  { namespace, pod, name }: PeelContainer,
  { signal }: PeelOptions,
): Promise<PeeledLayer> {
  const words = [`--namespace=${namespace}`, 'exec', pod, `--container=${name}`, '--', 'true'];
  const begun = performance.now();
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

/** The layers that only the node itself can try, by one exec of the peeler in the probe pod. */
async function below(target: Target, id: string, options: PeelOptions): Promise<readonly PeeledLayer[]> {
  const layers = LAYERS.filter((layer) => layer !== 'kubelet');
  const found =
    options.pod === undefined
      ? await findProbePod(target, { apiMs: 8_000, signal: options.signal })
      : { value: { name: options.pod } };
  if ('failure' in found) return layers.map((layer) => readLayer(layer, undefined, found.failure.reason));
  const { namespace, container, delivery } = probePods(target);
  const boundary = randomBytes(16).toString('hex');
  const stdin = delivery === 'stdin' ? await readFile(shippedScript('peel.sh'), 'utf8') : undefined;
  const program = stdin === undefined ? ['/plegmatic/peel'] : ['sh', '-s'];
  const reader = new FrameReader(boundary);
  const ran = await runKubectl(
    target.kubectl ?? 'kubectl',
    [
      ...clusterArguments(target),
      ...[`--namespace=${namespace}`, 'exec', found.value.name, `--container=${container}`],
      ...(stdin === undefined ? [] : ['--stdin']),
      ...['--', ...program, boundary, id],
    ],
    {
      deadlineMs: PEELER_MS,
      capBytes: CAP_BYTES,
      signal: options.signal,
      stdin,
      env: target.env,
      onStdout: (chunk) => reader.push(chunk),
    },
  );
  const outputs = reader.end();
  const failure = reader.done ? undefined : failureOf(ran, reader.noise, outputs.length, PEELER_MS / 1000);
  const why = `not tried: ${failure?.kind === 'no-bundle' ? NO_PEELER : (failure?.reason ?? 'the peeler ended before it')}`;
  return layers.map((layer) =>
    readLayer(
      layer,
      outputs.find((one) => one.id === layer),
      why,
    ),
  );
}

const NO_PEELER = 'the probe pod has no /plegmatic/peel: make the manifest with --peel and apply it again';
