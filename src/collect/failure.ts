import { missingRight } from './forbidden.js';
import type { Ran } from './kubectl.js';

/**
 * Why an exec gave nothing, or not all. `reached`: whether a process may have been started on the node. Only `never` may be tried
 * again: an exec that hangs in a sick runtime leaves one more stuck process behind with every try.
 */
export interface Failure {
  readonly kind: string;
  readonly reached: 'never' | 'maybe' | 'yes';
  /** A sentence: what happened and what next. */
  readonly reason: string;
}

interface Known {
  readonly kind: string;
  readonly says: RegExp;
  readonly reached: Failure['reached'];
  readonly reason: string;
}

/** In the order they are tried. The words are kubectl's and the kubelet's; the runtime's own are read by the matcher later. */
const KNOWN: readonly Known[] = [
  {
    kind: 'busy',
    says: /plegmatic: another collection runs on this node/,
    reached: 'yes',
    reason: 'another collection was running on the node and did not end: ask again in a minute',
  },
  {
    kind: 'forbidden',
    says: /\(Forbidden\)|is forbidden:/,
    reached: 'never',
    reason: 'the collector may not do this: check its Role and RoleBinding (deploy/probe/rbac.yaml)',
  },
  {
    kind: 'unauthorized',
    says: /\(Unauthorized\)|must be logged in to the server/,
    reached: 'never',
    reason: 'the API server does not accept the collector’s credentials: renew the kubeconfig',
  },
  {
    kind: 'no-api',
    says: /connection to the server .* was refused|Unable to connect to the server|no such host|TLS handshake timeout|ServiceUnavailable/,
    reached: 'never',
    reason: 'the API server cannot be reached: check the network, the kubeconfig and the API server itself',
  },
  {
    kind: 'no-kubelet',
    says: /error dialing backend/,
    reached: 'never',
    reason: 'the API server cannot reach the kubelet of this node: it is down, or the network to it is',
  },
  {
    kind: 'no-node',
    says: /\(NotFound\): nodes "/,
    reached: 'never',
    reason: 'the cluster has no node of this name: compare it with kubectl get nodes',
  },
  {
    kind: 'no-pod',
    says: /pod does not exist|\(NotFound\)|container not found/,
    reached: 'never',
    reason: 'the probe pod is not there, or the kubelet does not know it yet: look at the DaemonSet on this node',
  },
  {
    kind: 'no-bundle',
    says: /exec: "\/plegmatic\/(?:probe|peel)"|\/plegmatic\/(?:probe|peel): (?:not found|no such file)/i,
    reached: 'never',
    reason: 'the probe pod has no /plegmatic/probe: apply the probe manifest again',
  },
  {
    kind: 'runtime',
    says: /OCI runtime exec failed|executing command in container|failed to exec in container|Error while dialing/,
    reached: 'maybe',
    reason: 'the container runtime refused the exec; its own words are in exec.channel',
  },
  {
    kind: 'silent',
    says: /^Error from server:\s*$/m,
    reached: 'maybe',
    reason: 'the kubelet gave up on the exec without a word, as when the container runtime does not answer it',
  },
];

/** Classified on stderr, on stdout outside of frames (dockershim puts the runtime's words there) and on how it ended. */
export function failureOf(ran: Ran, noise: readonly string[], framesSeen: number, seconds: number): Failure {
  if (ran.ended === 'not-started') {
    const reason = `kubectl could not be started (${ran.error ?? 'unknown error'}): install it or set KUBECTL`;
    return { kind: 'no-kubectl', reached: 'never', reason };
  }
  const reached = framesSeen > 0 ? 'yes' : 'maybe';
  if (ran.ended === 'deadline') {
    // Whose probes answered has an exec that works: only the collection was slow.
    const after = framesSeen > 0 ? `, after ${framesSeen} probes had answered` : '';
    const reason = `no end within ${seconds} s${after}; kubectl was killed`;
    return { kind: 'deadline', reached, reason };
  }
  if (ran.ended === 'no-start') {
    const reason = 'the exec hangs before our first command: nothing came back; kubectl was killed';
    return { kind: 'no-start', reached, reason };
  }
  if (ran.ended === 'cancelled') return { kind: 'cancelled', reached, reason: 'it was cancelled' };
  if (ran.ended === 'too-much-output')
    return { kind: 'too-much', reached, reason: 'more output than is accepted; the rest was cut' };
  if (framesSeen > 0) {
    return { kind: 'broken-off', reached, reason: `the stream broke off; kubectl ended with code ${ran.code}` };
  }
  const words = `${ran.stderr}\n${noise.join('\n')}`;
  const known = KNOWN.find((one) => one.says.test(words));
  if (known) {
    const right = known.kind === 'forbidden' ? missingRight(words) : undefined;
    return { kind: known.kind, reached: known.reached, reason: right ?? known.reason };
  }
  const last = words.trim().split('\n').at(-1)?.slice(0, 300);
  return {
    kind: 'other',
    reached,
    reason: `kubectl exec ended with code ${ran.code}${last ? `: ${last}` : ' and said nothing'}`,
  };
}
