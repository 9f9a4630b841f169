/** A form in which the same failure is met elsewhere. */
export interface Form {
  readonly name: string;
  /** @returns the text in this form; as it was where it has nothing that differs. */
  readonly render: (text: string) => string;
}

/** How runc tells of a failed start, by the version that began it. Between them lies what went wrong, which is the same in all. */
const ERAS = {
  '1.0.0-rc1': ({ phase, what }: Told) =>
    phase === undefined
      ? `container_linux.go:247: starting container process caused "${quoted(what)}"`
      : `container_linux.go:247: starting container process caused "process_linux.go:359: ${phase} caused \\"${quoted(what)}\\""`,
  '1.0.0-rc93': ({ phase, what }: Told) =>
    `container_linux.go:367: starting container process caused: ${phase === undefined ? '' : `process_linux.go:495: ${phase} caused: `}${what}`,
  '1.1.0': ({ phase, what }: Told) =>
    `unable to start container process: ${phase === undefined ? '' : `${LATER[phase] ?? phase}: `}${what}`,
} as const;

interface Told {
  /** The step of the start, in the words of the old versions. */
  readonly phase: string | undefined;
  readonly what: string;
}

const LATER: Readonly<Record<string, string>> = {
  'container init': 'error during container init',
  'applying cgroup configuration for process': 'unable to apply cgroup configuration',
};
const EARLIER = Object.fromEntries(Object.entries(LATER).map(([early, late]) => [late, early]));

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');

const OLDEST =
  /container_linux\.go:\d+: starting container process caused \\*"(?:process_linux\.go:\d+: ([a-z ]+?) caused \\*"(.*?)\\*"\\*"|(.*?)\\*")(?=: unknown|$|\.|\n)/;
const MIDDLE =
  /container_linux\.go:\d+: starting container process caused: (?:process_linux\.go:\d+: ([a-zA-Z ]+?) caused: )?(.*?)(?=: unknown|\n|$)/;
const NEWEST =
  /unable to start container process: (?:(error during container init|unable to apply cgroup configuration): )?(.*?)(?=: unknown|\n|$)/;

/** What runc told in a text, in whichever version's words. */
function toldIn(text: string): (Told & { readonly at: number; readonly length: number }) | undefined {
  for (const pattern of [OLDEST, MIDDLE, NEWEST]) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [whole, step, inner, alone] = found;
    const what = (inner ?? alone ?? '').replace(/\\+"/g, pattern === OLDEST ? '"' : '$&');
    // Too little of it was pasted to say it in other words.
    if (what.length < 8) return undefined;
    return { phase: EARLIER[step ?? ''] ?? step, what, at: found.index, length: whole.length };
  }
  return undefined;
}

const inEra = (era: keyof typeof ERAS) => (text: string) => {
  const told = toldIn(text);
  if (told === undefined) return text;
  return text.slice(0, told.at) + ERAS[era](told) + text.slice(told.at + told.length);
};

/** Where other distributions and careful people keep what the words name. */
const MOVED = [
  ['/var/lib/docker', '/mnt/ssd/engine'],
  ['/var/lib/kubelet', '/var/snap/microk8s/common/var/lib/kubelet'],
  ['/var/lib/containerd', '/data/containerd'],
  ['/run/containerd', '/run/k3s/containerd'],
] as const;

const eachLine = (change: (line: string, index: number) => string) => (text: string) =>
  text.split('\n').map(change).join('\n');

export const FORMS: readonly Form[] = [
  { name: 'runc before 1.0.0-rc93', render: inEra('1.0.0-rc1') },
  { name: 'runc 1.0', render: inEra('1.0.0-rc93') },
  { name: 'runc 1.1 and later', render: inEra('1.1.0') },
  {
    name: 'under other roots',
    render: (text) => MOVED.reduce((moved, [from, to]) => moved.replaceAll(from, to), text),
  },
  { name: 'lines numbered', render: eachLine((line, index) => `${String(index + 1).padStart(4)}  ${line}`) },
  { name: 'lines as a list', render: eachLine((line) => `* ${line}`) },
  { name: 'lines coloured', render: eachLine((line) => `\u001b[31m${line}\u001b[0m`) },
  { name: 'escaped once more', render: (text) => text.replaceAll('\\', '\\\\') },
  { name: 'escapes eaten', render: (text) => text.replaceAll('\\', '') },
  { name: 'in bold', render: (text) => `**${text.trim().replaceAll('\n', '**\n**')}**` },
  { name: 'asked about in Chinese', render: (text) => `节点上出现如下报错：${text.trim()}，请问怎么处理` },
];
