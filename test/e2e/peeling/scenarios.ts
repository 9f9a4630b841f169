import { VICTIMS } from './node.js';

/** One peel on a real node: what is broken, whose container is tried, and what the layers have to come to. */
export interface Scenario {
  /** A fault of PLEGMATIC_FAULT; null: the node is well. */
  readonly fault: string | null;
  readonly node: 'first' | 'second';
  /** The container that is picked in the dialog. */
  readonly container: RegExp;
  /** Milliseconds until the fault shows. */
  readonly settleMs: number;
  /** Sentences of the answer. */
  readonly says: readonly RegExp[];
  /** Execs at a time that go on meanwhile, for a failure that is a race. */
  readonly busy?: number;
  /** What the runtime itself leaves of every exec that fails like this, whoever asked for it. */
  readonly leaves?: RegExp;
}

const VICTIM = new RegExp(`^${VICTIMS}/victim-`);
const BY_RECORDER = /started by the recorder of the probe pod/;
const lowest = (layer: string): RegExp => new RegExp(`lowest layer that does not work is ${layer}`);
const works = (layer: string): RegExp => new RegExp(`✅ ${layer} works`);

export const SCENARIOS: readonly Scenario[] = [
  {
    ...{ fault: null, node: 'first', container: VICTIM, settleMs: 0 },
    says: [/Every layer that could be tried works now/, works('kubelet'), works('containerd'), works('runc')],
  },
  {
    ...{ fault: 'runtime-pids-limit', node: 'first', container: /^diagnostics\/node-tools/, settleMs: 2000 },
    says: [lowest('containerd'), BY_RECORDER, works('runc')],
  },
  {
    // The shim does not take back the file that it could not write a pid into.
    ...{ fault: 'run-full', node: 'first', container: VICTIM, settleMs: 3000, leaves: /\/\.[0-9a-z-]+\.pid$/ },
    says: [BY_RECORDER, /no space left on device|exit status 255/],
  },
  {
    ...{ fault: 'pids-limit', node: 'first', container: /^diagnostics\/pids-limit/, settleMs: 2000, busy: 4 },
    says: [lowest('runc'), /Resource temporarily unavailable|reset by peer|failed to create new OS thread/],
  },
  {
    ...{ fault: 'containerd-down', node: 'first', container: VICTIM, settleMs: 4000 },
    says: [lowest('containerd'), BY_RECORDER, works('runc')],
  },
  {
    ...{ fault: 'dockerd-frozen', node: 'first', container: VICTIM, settleMs: 2000 },
    says: [lowest('dockerd'), BY_RECORDER, works('containerd'), works('runc')],
  },
  {
    ...{ fault: null, node: 'second', container: VICTIM, settleMs: 0 },
    says: [/Every layer that could be tried works now/, works('kubelet'), works('containerd'), works('runc')],
  },
  {
    ...{ fault: 'vm-pids-limit', node: 'second', container: /^diagnostics\/vm-pids-limit/, settleMs: 2000, busy: 4 },
    says: [lowest('runc'), /Resource temporarily unavailable|reset by peer|failed to create new OS thread/],
  },
  {
    ...{ fault: 'vm-containerd-frozen', node: 'second', container: VICTIM, settleMs: 2000 },
    says: [lowest('containerd'), BY_RECORDER, works('runc')],
  },
  {
    ...{ fault: 'vm-kubelet-stopped', node: 'second', container: VICTIM, settleMs: 4000 },
    says: [lowest('kubelet'), BY_RECORDER, works('containerd'), works('runc')],
  },
];
