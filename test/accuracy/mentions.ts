import { diagnose, type Knowledge } from '../../src/diagnosis/diagnose.js';
import { readReport } from '../../src/report/read-report.js';
import type { CaseFile } from '../../src/signatures/load.js';

/** A line of a case whose words alone confirm its signature. */
export interface Proof {
  readonly id: string;
  readonly line: string;
}

/** A way to name the words of a failure, or to tell them. */
export interface Naming {
  readonly name: string;
  readonly render: (line: string) => string;
}

const bare = (line: string): string => line.replaceAll("'", '');

/** Nobody who writes so says that it happened: none of them may be confirmed. */
export const NAMED: readonly Naming[] = [
  { name: 'looked for', render: (line) => `$ grep -rn "${line}" /var/log/` },
  { name: 'counted in a journal', render: (line) => `journalctl -u kubelet | grep -c '${bare(line)}'` },
  { name: 'looked for by a root', render: (line) => `root@node-1:~# dmesg -T | egrep -i '${bare(line)}'` },
  { name: 'echoed', render: (line) => `echo "${line}"` },
  { name: 'committed', render: (line) => `git commit -m "${line}"` },
  { name: 'in a comment of Go', render: (line) => `\t// ${line}` },
  { name: 'in a comment of a shell', render: (line) => `# ${line}` },
  { name: 'made in Go', render: (line) => `\treturn fmt.Errorf("${line}")` },
  { name: 'asked in Go', render: (line) => `if strings.Contains(err.Error(), "${line}") {` },
  { name: 'in an address', render: (line) => `https://www.google.com/search?q=${line.replaceAll(' ', '+')}` },
  { name: 'in an encoded address', render: (line) => `https://duckduckgo.com/?q=${encodeURIComponent(line)}` },
  { name: 'in the title of a commit', render: (line) => `3f2a91c Fix ${line}` },
  { name: 'in a list of changes', render: (line) => `* Fixed an issue that caused "${line}" (#1234)` },
  { name: 'in a query of Loki', render: (line) => `expr: count_over_time({job="kubelet"} |= "${line}" [5m]) > 0` },
  { name: 'in a configuration', render: (line) => `  - pattern: '${bare(line)}'` },
];

/** As above, where the words are one sentence: of several the first may be anybody's. */
export const SPOKEN: readonly Naming[] = [
  { name: 'said to be gone', render: (line) => `we no longer see ${line}` },
  { name: 'said to be gone, after it', render: (line) => `since the upgrade "${line}" does not appear any more` },
  { name: 'said to be gone, in Chinese', render: (line) => `升级之后 "${line}" 不再出现了` },
  { name: 'advised', render: (line) => `If you see "${line}" in the log, read the page on troubleshooting.` },
  { name: 'asked for its meaning', render: (line) => `What does "${line}" mean?` },
];

/** Who writes so has met it: it stays as certain as the line itself. */
export const TOLD: readonly Naming[] = [
  { name: 'asked about', render: (line) => `Has anybody seen this? ${line}` },
  { name: 'complained about', render: (line) => `since this morning we get "${line}" on every node` },
  { name: 'quoted', render: (line) => `> ${line}` },
  { name: 'still there', render: (line) => `we upgraded but still see "${line}"` },
  { name: 'behind its command', render: (line) => `$ journalctl -u kubelet | grep -i error\n${line}` },
];

/** @returns the ids that the text alone confirms. */
export function confirmedBy(text: string, knowledge: Knowledge): readonly string[] {
  const collection = { step: 'none', complete: true, failed: [] } as const;
  const report = readReport(text);
  const { verdicts } = diagnose({ report, facts: {}, node: null, cluster: null, collection }, knowledge);
  return verdicts.filter(({ verdict }) => verdict === 'confirmed').map(({ id }) => id);
}

/** @returns of every signature that words alone confirm, the lines of its cases that do. */
export function proofs(knowledge: Knowledge, files: readonly CaseFile[]): readonly Proof[] {
  return files.flatMap(({ id, cases }) =>
    cases
      .filter(({ paste, verdict }) => paste !== undefined && verdict === 'confirmed')
      .flatMap(({ paste = '' }) => paste.split('\n'))
      .filter((line) => line.trim() !== '' && confirmedBy(line, knowledge).includes(id))
      .map((line) => ({ id, line: line.trim() })),
  );
}

/** Words that are one sentence: nothing ends within them. */
export const isOneSentence = ({ line }: Proof): boolean => !/[.!?]["')]?\s/.test(line);
