/** What a diagnosis of each injected fault has to say, in words of the answer; `null`: an honest answer within the deadline is all that can be had. */
export interface Expectation {
  readonly fault: string;
  readonly node: 'first' | 'second';
  /** Milliseconds until the fault shows. */
  readonly settleMs: number;
  readonly says: RegExp | null;
  /** What somebody pastes about it; without it `/diagnose NODE` asks. `NODE` becomes the node's name. */
  readonly paste?: string;
  /** What a look-alike would say; the answer must not open with it. */
  readonly opensNotWith?: RegExp;
  readonly why: string;
}

export const EXPECTATIONS: readonly Expectation[] = [
  {
    fault: 'pids-limit',
    node: 'first',
    settleMs: 8000,
    says: /Confirmed.*pids limit[\s\S]*pod [a-z-]+\/[a-z0-9-]*pids-limit/,
    why: 'the pod at its pids limit is named',
  },
  // Before the OOM kill: for a quarter of an hour the kernel's record of that is an explanation too.
  {
    fault: 'exit-137-sigkill',
    node: 'first',
    paste: 'node=NODE Last State: Terminated\n  Reason: Error\n  Exit Code: 137',
    settleMs: 10_000,
    says: /signal from outside/,
    opensNotWith: /memory limit/,
    why: 'killed by somebody, not for memory',
  },
  {
    fault: 'oom-kill',
    node: 'first',
    paste: 'node=NODE Last State: Terminated\n  Reason: OOMKilled\n  Exit Code: 137',
    settleMs: 15_000,
    says: /Confirmed.*(memory limit|OOM)/i,
    opensNotWith: /signal from outside/,
    why: 'killed by the kernel for memory',
  },
  {
    fault: 'dockerd-frozen',
    node: 'first',
    settleMs: 2000,
    says: /(dockerd|exec)[\s\S]*(does not answer|hang|hung|deadline|in time)/i,
    why: 'the exec channel hung, and that is told',
  },
  {
    fault: 'runtime-pids-limit',
    node: 'first',
    settleMs: 3000,
    says: /runtime|runc itself|cannot (start|fork)/i,
    why: 'the runtime’s own cgroup is full',
  },
  { fault: 'run-full', node: 'first', settleMs: 3000, says: /\/run|space/i, why: 'the /run tmpfs is full' },
  { fault: 'runc-missing', node: 'first', settleMs: 3000, says: /runc binary/i, why: 'runc is gone' },
  { fault: 'dockerd-down', node: 'first', settleMs: 15_000, says: /dockerd/i, why: 'dockerd is down' },
  { fault: 'containerd-down', node: 'first', settleMs: 5000, says: /containerd/i, why: 'containerd is down' },
  { fault: 'kubelet-down', node: 'first', settleMs: 3000, says: /kubelet/i, why: 'the kubelet does not answer' },
  { fault: 'disk-full', node: 'first', settleMs: 15_000, says: /disk|space/i, why: 'the kubelet’s disk is full' },
  {
    fault: 'exec-not-found',
    node: 'first',
    settleMs: 15_000,
    says: /not in the image|not found/i,
    why: 'a probe’s command is not in the image',
  },
  {
    fault: 'exec-format',
    node: 'first',
    settleMs: 15_000,
    says: /architecture|exec format/i,
    why: 'an image for another CPU',
  },
  {
    fault: 'image-pull',
    node: 'first',
    settleMs: 15_000,
    says: /pull|registry|image/i,
    why: 'an image cannot be pulled',
  },
  {
    fault: 'no-pause-image',
    node: 'first',
    settleMs: 15_000,
    says: /pause|sandbox/i,
    why: 'the sandbox image is gone',
  },
  { fault: 'inotify-exhausted', node: 'first', settleMs: 3000, says: /inotify/i, why: 'inotify instances are used up' },
  {
    fault: 'cgroup-driver-mismatch',
    node: 'first',
    settleMs: 8000,
    says: /cgroup driver|kubelet/i,
    why: 'the drivers differ',
  },
  {
    fault: 'apiserver-down',
    node: 'first',
    settleMs: 3000,
    says: /API server/i,
    why: 'the API server cannot be reached',
  },
  {
    fault: 'vm-pids-limit',
    node: 'second',
    settleMs: 12_000,
    says: /Confirmed.*pids limit[\s\S]*pod [a-z-]+\/[a-z0-9-]*pids-limit/,
    why: 'cgroup v2',
  },
  {
    fault: 'vm-oom-kill',
    node: 'second',
    settleMs: 20_000,
    says: /(memory limit|OOM)/i,
    opensNotWith: /signal from outside/,
    why: 'cgroup v2',
  },
  { fault: 'vm-containerd-stopped', node: 'second', settleMs: 5000, says: /containerd/i, why: 'containerd is stopped' },
  {
    fault: 'vm-containerd-frozen',
    node: 'second',
    settleMs: 5000,
    says: /(containerd|exec)[\s\S]*(does not answer|hang|hung|deadline|in time)/i,
    why: 'containerd is frozen',
  },
  { fault: 'vm-kubelet-stopped', node: 'second', settleMs: 5000, says: /kubelet/i, why: 'the kubelet is stopped' },
];
