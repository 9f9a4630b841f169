import type { Facts, FactValue, KnownFact } from '../facts/fact.js';
import { auditKills } from '../report/audit.js';
import type { Line, Report } from '../report/report.js';

/**
 * Lines that only a program's own version or info command prints, whole. `Docker version ...` is not here: the client
 * prints it too. `Server Version: v...` is the API server's, docker prints none with a v.
 */
const STATEMENTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['runc.version', /^runc version (\d[\w.+~-]*)$/],
  ['runc.version', /^runc version: v(\d+\.\d+\.\d+(?:-rc\.?\d+)?)-0-g[0-9a-f]{7,}$/],
  [
    'containerd.version',
    /^containerd (?:github\.com\/containerd\/containerd(?:\/v2)?|containerd\.io) (v?\d[\w.+~-]*)(?: [0-9a-f]{7,40})?$/,
  ],
  ['containerd.version', /^Container Runtime Version:\s+containerd:\/\/(\d[\w.+~-]*)$/],
  ['dockerd.version', /^Container Runtime Version:\s+docker:\/\/(\d[\w.+~-]*)$/],
  ['crio.version', /^Container Runtime Version:\s+cri-o:\/\/(\d[\w.+~-]*)$/],
  ['crio.version', /^crio version (\d[\w.+~-]*)$/],
  ['dockerd.version', /^Server Version: (\d+\.\d+[\w.+~-]*)$/],
  ['kernel.version', /^Kernel Version:\s+(\d+\.\d+[\w.+~-]*)$/],
  ['kernel.version', /^Linux [\w.-]+ (\d+\.\d+[\w.+~-]*) #\d/],
  ['kubelet.version', /^Kubernetes (v\d+\.\d+\.\d+[\w.+~-]*)$/],
  ['kubelet.version', /^Kubelet Version:\s+(v\d+\.\d+\.\d+[\w.+~-]*)$/],
  ['systemd.version', /^systemd (\d+) \(\d/],
  ['dockerd.cgroup_driver', /^Cgroup Driver: (cgroupfs|systemd)$/],
  ['dockerd.storage_driver', /^Storage Driver: ([a-z0-9]+)$/],
];
/** The blocks of `docker version` below "Server:", each with its own "Version:" line. */
const SERVER_BLOCKS: Readonly<Record<string, string>> = {
  'Engine:': 'dockerd.version',
  'containerd:': 'containerd.version',
  'runc:': 'runc.version',
};
const SYSCTL = /^((?:fs|kernel|net|user|vm)(?:\.[a-z0-9_-]+)+) = (-?\d{1,15})$/;

interface Stated {
  readonly name: string;
  readonly value: string | number;
  readonly line: Line;
}

/** @returns what `docker version` says of the server's own programs. */
function fromDockerVersion(lines: readonly Line[]): readonly Stated[] {
  const stated: Stated[] = [];
  let inServer = false;
  let block: string | undefined;
  for (const line of lines) {
    // Nothing counts above it, and it is in no line of a log.
    if (!inServer && !line.text.includes('Server:')) continue;
    const text = line.text.trim();
    if (/^Server:(?: Docker Engine.*)?$/.test(text)) inServer = true;
    else if (/^Client:/.test(text)) inServer = false;
    else if (inServer && /^[A-Za-z-]+:$/.test(text)) block = SERVER_BLOCKS[text];
    else if (inServer && block !== undefined) {
      const version = /^Version:\s+(v?\d[\w.+~-]*)$/.exec(text)?.[1];
      if (version !== undefined) stated.push({ name: block, value: version, line });
      if (version !== undefined) block = undefined;
    }
  }
  return stated;
}

/** How every statement begins: one look decides for nearly all lines of a log. */
const BEGINS =
  /^\s*(?:runc |containerd |crio |Container Runtime|Server Version|Kernel Version|Linux |Kube|systemd |Cgroup |Storage |(?:fs|kernel|net|user|vm)\.)/;
/** Longer lines are no version command's. */
const LONGEST = 400;

function fromLine(line: Line): readonly Stated[] {
  if (line.text.length > LONGEST || !BEGINS.test(line.text)) return [];
  const text = line.text.trim();
  const sysctl = SYSCTL.exec(text);
  if (sysctl?.[1] !== undefined) return [{ name: `sysctl.${sysctl[1]}`, value: Number(sysctl[2]), line }];
  return STATEMENTS.flatMap(([name, pattern]) => {
    const value = pattern.exec(text)?.[1];
    return value === undefined ? [] : [{ name, value, line }];
  });
}

/** Several lines that agree are one fact; several that differ are kept apart, and a check then says unknown. */
function factOf(stated: readonly Stated[]): KnownFact {
  const values = [...new Set(stated.map((one) => one.value))];
  const value: FactValue = values.length === 1 && values[0] !== undefined ? values[0] : values.map(String);
  return {
    state: 'known',
    value,
    raw: stated.map((one) => one.line.text.trim()).join('\n'),
    source: `pasted text, line ${stated.map((one) => one.line.number).join(', ')}`,
    complete: true,
  };
}

/**
 * What a pasted text itself states as fact: versions in the words of the program's own command, and who killed whom in
 * audit records. Never guessed from prose.
 * @returns facts with the source "pasted text".
 */
export function factsOfPaste(report: Report): Facts {
  const facts: Record<string, KnownFact> = {};
  const stated = [...report.lines.flatMap(fromLine), ...fromDockerVersion(report.lines)];
  for (const { name } of stated) facts[name] ??= factOf(stated.filter((one) => one.name === name));
  const kills = auditKills(report.lines).map((kill) => ({ ...kill }));
  // An excerpt of the audit log: that a kill is not in it says nothing.
  if (kills.length > 0) facts['audit.kills'] = { state: 'known', value: kills, source: 'pasted text', complete: false };
  return facts;
}
