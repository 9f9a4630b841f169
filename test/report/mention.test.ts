import { describe, expect, it } from 'vitest';
import { isTalk, mentionOf } from '../../src/report/mention.js';

const WORDS = 'exec format error';
const mention = (line: string) => {
  const from = line.indexOf(WORDS);
  return mentionOf(line, from, from + WORDS.length);
};

describe('a line that only names the words', () => {
  it.each([
    ['command', `$ grep -rn "${WORDS}" /var/log`],
    ['command', `[root@node-1 ~]# kubectl logs web-0 | grep -i '${WORDS}' | wc -l`],
    ['command', `sudo awk '/${WORDS}/ { n++ } END { print n }' messages`],
    ['command', `journalctl -u kubelet --grep "${WORDS}"`],
    ['command', `gh issue list --search '${WORDS}'`],
    ['command', `echo ${WORDS}`],
    ['code', `t.Fatalf("want %q", "${WORDS}")`],
    ['code', `if reason == "${WORDS}" {`],
    ['code', `    "pattern": ".*${WORDS}.*",`],
    ['code', `{namespace="kube-system"} |~ "${WORDS}"`],
    ['code', `throw new RuntimeError("${WORDS}")`],
    ['comment', `// ${WORDS} is what the kernel says`],
    ['comment', `<!-- ${WORDS} -->`],
    ['comment', `## ${WORDS}`],
    ['address', `see https://example.org/search?q=runc+${WORDS}`],
    ['change', `Fix ${WORDS} on arm64`],
    ['change', `fix(runc): ${WORDS} on arm64`],
    ['change', `- [BACKPORT] libcontainer: Fixed ${WORDS}`],
    ['over', `we no longer see ${WORDS}`],
    ['over', `The ${WORDS} went away after the reboot`],
    ['over', `"${WORDS}" 已经解决，谢谢`],
    ['over', `I don't see "${WORDS}" on the other nodes`],
    ['advice', `If you get "${WORDS}", the image is of another CPU.`],
    ['advice', `look for ${WORDS} in the log`],
    ['advice', `What does "${WORDS}" mean?`],
  ])('%s: %s', (kind, line) => expect(mention(line)).toBe(kind));
});

describe('a line that tells them', () => {
  it.each([
    WORDS,
    `standard_init_linux.go:228: exec user process caused: ${WORDS}`,
    `/usr/bin/grep: cannot run: ${WORDS}`,
    `bash: ./run: ${WORDS}`,
    `error: failed to start "grep -q ready /tmp/x": ${WORDS}`,
    `failed to solve: process "/bin/sh -c echo hi | grep x" did not complete: ${WORDS}`,
    `$ kubectl logs web-0; exec /app: ${WORDS}`,
    `$ cat a | grep x; ./run: ${WORDS}`,
    `#12 0.345 exec /bin/sh: ${WORDS}`,
    `When I run docker run x I get ${WORDS}`,
    `has anybody seen "${WORDS}"?`,
    `${WORDS}. It was fixed in 1.1.2, but we run that and still see it`,
    `the container is no longer running: ${WORDS}`,
    `raise RuntimeError("${WORDS}")`,
    `Get "https://registry.example/v2/?x=1": ${WORDS}`,
    `resolved: cannot start: ${WORDS}`,
  ])('%s', (line) => expect(mention(line)).toBeUndefined());
});

it('talk of no failure now is told from a failure that somebody tells', () => {
  for (const line of [
    'reading about conntrack table full',
    'interview question: what happens when a node runs out of memory?',
    'we had a kernel panic last year, remember?',
    'how do we alert on soft lockups?',
    'NodeNotReady on web-3 was a false alarm',
    'alert KubeNodeNotReady resolved on node-3',
    'does docker exec hang up when I close my terminal?',
    'was the conntrack table full or not?',
    'add an alert for shims that pile up',
    'in the chaos drill etcd lost quorum, as intended',
  ])
    expect(isTalk(line), line).toBe(true);
  for (const line of [
    'how do I fix: PLEG is not healthy',
    'we had a kernel panic last year, and again on node-7',
    'it was a false alarm, but now PLEG is not healthy',
    'alert cleared by hand, KubeNodeNotReady fires again',
    'read on /dev/sdb1: input/output error',
    'is anybody else seeing PLEG is not healthy?',
    'add rule ip nat POSTROUTING: Error: Could not process rule: No such file or directory',
    'exec does not work as intended: EOF',
    'Can it be that exec fails with: cannot allocate memory?',
    'What happened: kernel panic - not syncing',
    'Can not start containers, cgroup mountpoint does not exist?',
    'Here is what happens when I start it: OCI runtime create failed',
    'our chaos test ends with kernel: soft lockup - CPU#3 stuck for 22s!',
    'we saw this last year too: PLEG is not healthy',
  ])
    expect(isTalk(line), line).toBe(false);
});
