import { parse as parseYaml } from 'yaml';
import { type Fact, type Facts, known, unknown } from './fact.js';
import { allSaid, type Looked, linesOf, said } from './probe.js';

/** `--name=value`, `--name value` or a bare `--name` (true). */
function flag(args: readonly string[], name: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg.startsWith(`--${name}=`)) return arg.slice(name.length + 3);
    if (arg === `--${name}`) return args[index + 1] ?? 'true';
  }
  return undefined;
}

/** The kubelet's configuration file as far as it is YAML or JSON; undefined if there is one that cannot be read. */
function fileOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (said(text, 'unreadable') !== undefined) return undefined;
  const lines = linesOf(text);
  const from = lines.findIndex((line) => line.startsWith('@ config '));
  if (from < 0) return {};
  try {
    const value: unknown = parseYaml(lines.slice(from + 1).join('\n'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const KUBELET = [
  // Defaults: KubeletConfiguration v1beta1. The driver's default ended when kubelets began to ask the runtime (1.28).
  { fact: 'kubelet.cpu_manager_policy', flag: 'cpu-manager-policy', key: 'cpuManagerPolicy', default: 'none' },
  { fact: 'kubelet.cgroup_driver', flag: 'cgroup-driver', key: 'cgroupDriver', default: undefined },
  { fact: 'kubelet.pod_pids_limit', flag: 'pod-max-pids', key: 'podPidsLimit', default: -1 },
] as const;

function parseKubelet(looked: Looked): Facts {
  const args = allSaid(looked.text, 'arg');
  const file = fileOf(looked.text);
  const facts: Record<string, Fact> = {};
  for (const one of KUBELET) {
    const argument = flag(args, one.flag);
    const configured = file?.[one.key];
    const typed = (value: unknown) => (one.fact === 'kubelet.pod_pids_limit' ? Number(value) : String(value));
    if (args.length === 0)
      facts[one.fact] = unknown(looked.reason ?? 'the kubelet’s command line was not read', { at: looked.at });
    else if (argument !== undefined) {
      facts[one.fact] = known(typed(argument), `--${one.flag} of the running kubelet`, {
        raw: argument,
        at: looked.at,
      });
    } else if (configured !== undefined && configured !== null) {
      facts[one.fact] = known(typed(configured), `${one.key} in ${said(looked.text, 'config')}`, {
        raw: String(configured),
        at: looked.at,
      });
    } else if (file === undefined || !looked.complete) {
      facts[one.fact] = unknown(`the kubelet’s configuration file could not be read to its end`, { at: looked.at });
    } else if (one.default !== undefined) {
      facts[one.fact] = known(one.default, 'not set: the default', { at: looked.at });
    } else {
      facts[one.fact] = unknown('neither flag nor file sets it; the default depends on the version and the runtime', {
        at: looked.at,
      });
    }
  }
  return facts;
}
export const kubeletConfig = { names: KUBELET.map((one) => one.fact), parse: parseKubelet };

const DOCKERD = {
  'dockerd.cgroup_driver': 'CgroupDriver',
  'dockerd.storage_driver': 'Driver',
  'dockerd.live_restore': 'LiveRestoreEnabled',
} as const;

/** What dockerd answers to `docker info`, in JSON per line. */
function parseInfo(looked: Looked): Facts {
  const facts: Record<string, Fact> = {};
  for (const [fact, key] of Object.entries(DOCKERD)) {
    const raw = said(looked.text, key);
    const value: unknown = raw === undefined || raw === '' ? undefined : safeJson(raw);
    facts[fact] =
      (typeof value === 'string' && value !== '') || typeof value === 'boolean'
        ? known(value, 'docker info', { raw, at: looked.at })
        : unknown(looked.reason ?? 'dockerd did not answer `docker info`', { source: 'docker info', at: looked.at });
  }
  return facts;
}
export const dockerdInfo = { names: Object.keys(DOCKERD), parse: parseInfo };

function safeJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
