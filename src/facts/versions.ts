import { type Fact, type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf } from './probe.js';

/** One binary that was asked, and what it said: `@ HOW [PID] PATH` and the lines under it. */
export interface Asked {
  readonly how: string;
  readonly path: string;
  readonly output: string;
}

/** @returns the blocks of a version probe, in the order they were asked. */
export function asked(text: string): Asked[] {
  const blocks: { how: string; path: string; lines: string[] }[] = [];
  for (const line of linesOf(text)) {
    const head = /^@ (runs|installed|noted|configured|path) (?:\d+ )?(\/.*)$/.exec(line);
    if (head?.[1] && head[2]) blocks.push({ how: head[1], path: head[2], lines: [] });
    else if (!line.startsWith('@ ')) blocks.at(-1)?.lines.push(line);
  }
  return blocks.map(({ how, path, lines }) => ({ how, path, output: lines.join('\n').trim() }));
}

/** One fact out of several answers: the version they agree on, or unknown with all of them shown. */
export function agreed(answers: readonly Asked[], version: RegExp, what: string, looked: Looked): Fact {
  const read = answers.map((one) => ({ ...one, version: version.exec(one.output)?.[1] }));
  const different = new Set(read.map((one) => one.version));
  const [first] = read;
  const source = read.map(
    (one) => `${one.path} --version${one.how === 'installed' ? ' (installed, not running)' : ''}`,
  );
  const origin = { source: source.join(', '), at: looked.at };
  if (!first) return unknown(looked.reason ?? `${what} did not say its version`, origin);
  if (different.size > 1) {
    const both = read.map((one) => `${one.version ?? 'unreadable'} (${one.path})`).join(' and ');
    return unknown(`different answers: ${both}`, origin);
  }
  if (first.version === undefined) {
    return unknown(`${first.path} printed no version: ${first.output.slice(0, 200) || 'nothing'}`, origin);
  }
  return known(first.version, origin.source, { raw: first.output, at: looked.at });
}

const one = (name: string, what: string, version: RegExp) => ({
  names: [name],
  parse: (looked: Looked): Facts => ({ [name]: agreed(asked(looked.text), version, what, looked) }),
});

/** The version each program prints of itself, without the words around it; a leading v stays as printed. */
export const kubeletVersion = one('kubelet.version', 'the kubelet', /^Kubernetes (v?\d\S*)/m);
export const dockerdVersion = one('dockerd.version', 'dockerd', /^Docker version (v?\d[^\s,]*)/m);
export const containerdVersion = one('containerd.version', 'containerd', /^containerd \S+ (v?\d\S*)/m);
export const crioVersion = one('crio.version', 'CRI-O', /^(?:crio version |Version:\s*)(v?\d\S*)/m);
export const nvidiaVersion = one(
  'nvidia-container-runtime.version',
  'the NVIDIA container runtime',
  /^(?:NVIDIA Container (?:Runtime|Toolkit)\b.*? version |cli-version: |version: )(v?\d\S*)/m,
);
