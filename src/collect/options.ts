import { fileURLToPath } from 'node:url';
import { PROBES } from '../facts/probes.js';

export interface CollectOptions {
  /** Probe ids of the catalogue; absent: all. */
  readonly probes?: readonly string[];
  /** Minutes `YYYYMMDDhhmm[z]/YYYYMMDDhhmm[z]` (z: UTC, else the node’s own time) whose logs are read too. */
  readonly window?: string;
  /** Where a probe pod of the node was seen running a moment ago; absent, or gone since: it is looked up. */
  readonly pod?: string;
  /** Deadline of the exec in ms; default 50 000 (the bundle itself starts no probe after 35 000). */
  readonly execMs?: number;
  /** Time without a first byte after which the exec counts as hung, in ms; default 20 000 (a healthy one takes 0.1 to 2 s). */
  readonly firstByteMs?: number;
  /** Deadline of the recorder in ms; default 32 000 (it waits 25 s for a fresh snapshot, then gives what there is). */
  readonly recorderMs?: number;
  /** Deadline of each question to the API server in ms; default 8 000. */
  readonly apiMs?: number;
  readonly signal?: AbortSignal;
  /** Called as frames arrive. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called before each exec with its argv, for the audit record; the boundary and the path of a kubeconfig are not in it. */
  readonly onExec?: (argv: readonly string[]) => void;
  /** The current time; default: this machine's clock. */
  readonly now?: () => Date;
  /** Path of the bundle, for `delivery: stdin`; default: the one shipped with this file. */
  readonly bundle?: string;
}

export interface Progress {
  readonly done: number;
  readonly of: number;
  /** The probe that just ended. */
  readonly probe: string;
}

/** Options with nothing left open. */
export interface Collecting {
  readonly probes: readonly string[];
  readonly window?: string;
  readonly pod?: string;
  readonly execMs: number;
  readonly firstByteMs: number;
  readonly recorderMs: number;
  readonly apiMs: number;
  readonly signal?: AbortSignal;
  readonly onFrame: (id: string) => void;
  readonly onExec: (argv: readonly string[]) => void;
  readonly now: () => Date;
  readonly bundle: string;
}

/** @throws Error for a probe id that the catalogue lacks: a mistake of the caller, not of the node. */
export function collecting(options: CollectOptions): Collecting {
  const strangers = (options.probes ?? []).filter((id) => !Object.hasOwn(PROBES, id));
  if (strangers.length > 0) throw new Error(`no probe is called ${strangers.join(', ')}`);
  const probes = options.probes ?? Object.keys(PROBES);
  if (options.window !== undefined && !/^\d{12}z?\/\d{12}z?$/.test(options.window))
    throw new Error('a window is two times, YYYYMMDDhhmm/YYYYMMDDhhmm');
  let done = 0;
  return {
    probes,
    window: options.window,
    pod: options.pod,
    execMs: options.execMs ?? 50_000,
    firstByteMs: options.firstByteMs ?? 20_000,
    recorderMs: options.recorderMs ?? 32_000,
    apiMs: options.apiMs ?? 8_000,
    signal: options.signal,
    onFrame: (id) => {
      if (!probes.includes(id)) return;
      done += 1;
      options.onProgress?.({ done: Math.min(done, probes.length), of: probes.length, probe: id });
    },
    onExec: options.onExec ?? (() => undefined),
    now: options.now ?? (() => new Date()),
    bundle: options.bundle ?? shippedScript('probes.sh'),
  };
}

/** Path of a script shipped beside this file. The compiler copies no shell: seen from dist/ (one folder deep, bundled or not) it is in the sources. */
export function shippedScript(name: 'probes.sh' | 'peel.sh' | 'recorder.sh'): string {
  const path = /\/dist\/src\/[a-z]+\//.test(import.meta.url) ? `../../../src/collect/${name}` : name;
  return fileURLToPath(new URL(path, import.meta.url));
}
