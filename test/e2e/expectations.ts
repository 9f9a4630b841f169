/** What the answer to an injected fault has to say. */
export interface Expectation {
  readonly fault: string;
  readonly node: 'first' | 'second';
  /** Milliseconds until the fault shows. */
  readonly settleMs: number;
  /** A verdict, confirmed or possible, that names it; null: a fault that this collector cannot know of, `honest` says how the answer admits it. */
  readonly names: RegExp | null;
  /** Has to stand anywhere in the answer: the pod, the step of the ladder, what cannot be known. */
  readonly honest?: RegExp;
  /** What somebody pastes about it; without it `/diagnose NODE` asks. `NODE` becomes the node's name. */
  readonly paste?: string;
  /** What a look-alike would say; the answer must not open with it. */
  readonly opensNotWith?: RegExp;
  /**
   * After the undo and *Collect again*: `gone`, no verdict names it any more; `lingers`, a log, event or exit code of the last hour still
   * tells of it, so the answer may name it, dated. Milliseconds the node needs to be well again.
   */
  readonly recheck: { readonly is: 'gone' | 'lingers'; readonly afterMs: number };
  /** By whose rights is collected: absent, the collector's own; `other`: PLEGMATIC_E2E_OTHER_KUBECONFIG. */
  readonly as?: 'other';
  readonly why: string;
}

const gone = (afterMs: number) => ({ is: 'gone', afterMs }) as const;
const lingers = (afterMs: number) => ({ is: 'lingers', afterMs }) as const;

const PIDS = /pids limit/;
const MEMORY = /killed at its memory limit/;
const SIGNAL = /killed by a signal from outside/;
const MISSING_RIGHT =
  /Only the API server answered[\s\S]*may not create pods\/exec\s+in\s+namespace[\s\S]*resources: \[pods\/exec\], verbs: \[create\][\s\S]*kind: ServiceAccount/;
const BY_RECORDER = /Read from the recorder/;

/** Faults that leave no trace come first: what the kernel's log or an event tells stays told for half an hour. */
export const EXPECTATIONS: readonly Expectation[] = [
  {
    ...{ fault: 'pids-limit', node: 'first', settleMs: 8000, names: PIDS, recheck: gone(3000) },
    honest: /pod [a-z-]+\/[a-z0-9-]*pids-limit/,
    why: 'the pod at its pids limit',
  },
  {
    ...{ fault: 'dockerd-frozen', node: 'first', settleMs: 2000, recheck: gone(5000) },
    names: /dockerd runs but does not answer/,
    honest: BY_RECORDER,
    why: 'exec hangs, the recorder tells why',
  },
  {
    ...{ fault: 'runtime-pids-limit', node: 'first', settleMs: 3000, names: PIDS, recheck: gone(3000) },
    why: 'the runtime’s own cgroup is full',
  },
  {
    ...{ fault: 'run-full', node: 'first', settleMs: 3000, names: /tmpfs \/run/, recheck: gone(3000) },
    honest: BY_RECORDER,
    why: 'the /run tmpfs is full',
  },
  {
    ...{
      fault: 'runc-missing',
      node: 'first',
      settleMs: 3000,
      names: /runc binary is missing/,
      recheck: lingers(3000),
    },
    honest: BY_RECORDER,
    why: 'runc is gone; the event of the failed pod stays',
  },
  {
    ...{
      fault: 'dockerd-down',
      node: 'first',
      settleMs: 15_000,
      names: /dockerd is not running/,
      recheck: gone(20_000),
    },
    why: 'dockerd is down',
  },
  {
    ...{ fault: 'containerd-down', node: 'first', settleMs: 5000, recheck: gone(15_000) },
    names: /containerd is not running|dockerd has lost its containerd/,
    honest: BY_RECORDER,
    why: 'containerd is down',
  },
  {
    ...{ fault: 'kubelet-down', node: 'first', settleMs: 3000, names: /kubelet is not running/, recheck: gone(15_000) },
    honest: BY_RECORDER,
    why: 'the kubelet is stopped',
  },
  {
    ...{ fault: 'cgroup-driver-mismatch', node: 'first', settleMs: 8000, recheck: lingers(20_000) },
    names: /cgroup driver|kubelet is not running/,
    opensNotWith: /kubelet is not running/,
    honest: BY_RECORDER,
    why: 'the drivers differ, as the kubelet’s last words say',
  },
  {
    ...{ fault: 'apiserver-down', node: 'first', settleMs: 3000, names: null, recheck: gone(15_000) },
    honest: /Nothing answered[\s\S]*API server cannot be reached[\s\S]*run this there as root/,
    why: 'nothing can be known from here; the script is handed out',
  },
  {
    ...{ fault: 'probe-pod-gone', node: 'first', settleMs: 10_000, names: null, recheck: gone(5000) },
    honest: /Only the API server answered[\s\S]*no probe pod[\s\S]*run this there as root/,
    why: 'the DaemonSet has no pod on the node; the API server and the script remain',
  },
  {
    ...{ fault: 'collector-forbidden', node: 'first', settleMs: 2000, names: null, recheck: gone(3000) },
    honest: MISSING_RIGHT,
    why: 'its RoleBinding is gone: the right, whom it lacks and the rule that gives it back',
  },
  {
    ...{ fault: 'bot-forbidden', node: 'first', settleMs: 2000, names: null, recheck: gone(3000), as: 'other' },
    honest: MISSING_RIGHT,
    why: 'the same of another identity, by its kubeconfig and through pods that are not ours',
  },
  {
    ...{ fault: 'disk-full', node: 'first', settleMs: 15_000, recheck: lingers(20_000) },
    names: /disk|No space|file system/i,
    why: 'the kubelet’s disk is full',
  },
  {
    ...{ fault: 'inotify-exhausted', node: 'first', settleMs: 3000, names: /inotify instances/, recheck: gone(5000) },
    why: 'one user’s inotify instances are used up',
  },
  {
    ...{ fault: 'no-pause-image', node: 'first', settleMs: 15_000, names: /pause|sandbox/i, recheck: lingers(5000) },
    why: 'the sandbox image is gone; its event stays an hour',
  },
  {
    ...{ fault: 'image-pull', node: 'first', settleMs: 15_000, names: /registry|image/i, recheck: lingers(5000) },
    why: 'an image cannot be pulled; its event stays an hour',
  },
  {
    ...{ fault: 'exec-not-found', node: 'first', settleMs: 15_000, recheck: lingers(5000) },
    names: /command is not in the image/,
    why: 'a probe’s command is not in the image; its event stays an hour',
  },
  {
    ...{ fault: 'exec-format', node: 'first', settleMs: 15_000, names: null, recheck: gone(5000) },
    honest: /Collected by exec/,
    why: 'only the container’s own log says it, which nobody reads for us',
  },
  {
    ...{ fault: 'unschedulable', node: 'first', settleMs: 3000, names: null, recheck: gone(2000) },
    honest: /Collected by exec/,
    why: 'a pod without a node is not this node’s matter',
  },
  {
    ...{ fault: 'liveness-137', node: 'first', settleMs: 5000, names: SIGNAL, recheck: lingers(5000) },
    opensNotWith: MEMORY,
    why: 'the kubelet killed it, as its event says',
  },
  {
    ...{ fault: 'exit-137-sigkill', node: 'first', settleMs: 10_000, names: SIGNAL, recheck: gone(5000) },
    opensNotWith: MEMORY,
    why: 'killed by somebody, not for memory: /diagnose alone tells',
  },
  {
    ...{ fault: 'oom-kill', node: 'first', settleMs: 15_000, names: MEMORY, recheck: lingers(5000) },
    opensNotWith: SIGNAL,
    why: 'killed by the kernel for memory: /diagnose alone tells',
  },
  {
    ...{ fault: 'exit-137-sigkill', node: 'first', settleMs: 10_000, names: SIGNAL, recheck: lingers(5000) },
    paste: 'node=NODE Last State: Terminated\n  Reason: Error\n  Exit Code: 137',
    opensNotWith: MEMORY,
    why: 'the same, pasted, while the kernel’s log still has the kill of another one',
  },
  {
    ...{ fault: 'vm-pids-limit', node: 'second', settleMs: 12_000, names: PIDS, recheck: gone(8000) },
    honest: /pod [a-z-]+\/[a-z0-9-]*pids-limit/,
    why: 'cgroup v2',
  },
  {
    ...{ fault: 'vm-containerd-stopped', node: 'second', settleMs: 5000, recheck: gone(30_000) },
    names: /containerd is not running/,
    honest: /Tried before: exec/,
    why: 'containerd is stopped',
  },
  {
    ...{ fault: 'vm-containerd-frozen', node: 'second', settleMs: 5000, recheck: gone(30_000) },
    names: /containerd[^\n]*(does not answer|hangs?)|exec[^\n]*hangs/i,
    honest: /Tried before: exec/,
    why: 'containerd is frozen',
  },
  {
    ...{ fault: 'vm-kubelet-stopped', node: 'second', settleMs: 5000, recheck: gone(30_000) },
    names: /kubelet is not running/,
    honest: /Tried before: exec/,
    why: 'the kubelet is stopped',
  },
  {
    ...{ fault: 'vm-oom-kill', node: 'second', settleMs: 20_000, names: MEMORY, recheck: lingers(8000) },
    opensNotWith: SIGNAL,
    why: 'cgroup v2',
  },
];
