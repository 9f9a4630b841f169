import * as answers from './answers.js';
import { auditKills } from './audit-kills.js';
import { cgroupFreezer, cgroupMemory, cgroupPids } from './cgroup.js';
import { dockerdInfo, kubeletConfig } from './daemon-config.js';
import * as host from './host.js';
import * as rows from './host-rows.js';
import * as logs from './logs.js';
import { pipes } from './pipes.js';
import type { Parser } from './probe.js';
import { processes } from './processes.js';
import { runcVersion } from './runc.js';
import { runcStates } from './runc-states.js';
import { containerdConfig } from './shim-debug.js';
import { shims } from './shims.js';
import { threads } from './threads.js';
import * as versions from './versions.js';

export interface Probe {
  /** Facts it yields, beside the sysctl family: what is unknown when it fails. */
  readonly names: readonly string[];
  readonly parse: Parser;
  /** Looks twice; the second look is printed under `ID.again`. */
  readonly twice?: true;
}

/** Every probe of the bundle that yields facts, in the order it runs. `clock` yields none: it dates the others. */
export const PROBES: Readonly<Record<string, Probe>> = {
  processes,
  threads,
  shims,
  pipes,
  'cgroup.before': { names: [], parse: () => ({}) },
  'cgroup.pids': { ...cgroupPids, twice: true },
  'cgroup.memory': { ...cgroupMemory, twice: true },
  'cgroup.freezer': cgroupFreezer,
  'runc.states': { ...runcStates, twice: true },
  os: host.os,
  sysctls: host.sysctls,
  limits: rows.limits,
  disks: rows.disks,
  'nvidia.driver': host.nvidiaDriver,
  'kubelet.config': kubeletConfig,
  'containerd.config': containerdConfig,
  'version.kubelet': versions.kubeletVersion,
  'version.dockerd': versions.dockerdVersion,
  'version.containerd': versions.containerdVersion,
  'version.runc': runcVersion,
  'version.nvidia': versions.nvidiaVersion,
  'version.crio': versions.crioVersion,
  'kernel.log': logs.kernelLog,
  'journal.kubelet': logs.kubeletJournal,
  'journal.dockerd': logs.dockerdJournal,
  'journal.containerd': logs.containerdJournal,
  'audit.kills': auditKills,
  'kubelet.answers': answers.kubeletAnswers,
  'dockerd.answers': answers.dockerdAnswers,
  'containerd.answers': answers.containerdAnswers,
  'cri.answers': answers.criAnswers,
  'dockerd.info': dockerdInfo,
  units: rows.units,
  time: host.timeSync,
};

/** @returns the probe that yields a fact, or undefined (facts of the API server, unknown names). */
export function probeOf(fact: string): string | undefined {
  if (fact.startsWith('sysctl.')) return 'sysctls';
  return Object.keys(PROBES).find((id) => PROBES[id]?.names.includes(fact));
}
