/** Commands that change what they look at, or are one slip away from it. */
const DISTURBING: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[\s;|&(])(?:p?kill|killall)(?=\s|$)/, 'sends a signal'],
  [/(?:^|[\s;|&(])strace(?=\s|$)/, 'attaches strace, which can release a stuck process'],
  [/(?:^|[\s;|&(])restart(?=[\s;]|$)/, 'restarts something'],
  [/(?:^|[\s;|&(])rm\s/, 'removes files'],
  [
    /(?:^|[;|&(])\s*(?:sudo\s+)?(?:touch|tee|truncate|mkdir|rmdir|mv|cp|ln|chmod|chown|chattr|umount|fsck|mkfs\S*)\s/,
    'changes files',
  ],
  [/\bsed\s+(?:-\S+\s+)*(?:-i|--in-place)/, 'edits a file'],
  [
    /\bsystemctl\s+(?:-\S+\s+)*(?:start|stop|reload|daemon-re\w+|enable|disable|mask|unmask|reset-failed|set-property)\b/,
    'changes a unit',
  ],
  [
    /\b(?:docker|podman|nerdctl|crictl|ctr)\s[^;|&]*\b(?:run|runp|create|start|stop|rm|rmi|rmp|stopp|pull|prune|unpause|pause|update)\s/,
    'changes containers or images',
  ],
  [
    /\bkubectl\s[^;|&]*\b(?:delete|apply|drain|cordon|uncordon|edit|patch|replace|scale|annotate|label|taint|debug)\s/,
    'changes the cluster',
  ],
  [
    /\bip\s+(?:-\S+\s+)*(?:link|addr|address|route|neigh|netns|rule)\s+(?:set|del|delete|add|flush|replace)\b/,
    'changes the network',
  ],
  [/\bsysctl\s+(?:-\S+\s+)*(?:-w\b|--write\b|[a-z][\w./-]*=)/, 'writes a sysctl'],
  // Opening a pipe through /proc reads from it: bytes that the stuck process waits for are gone.
  [/\b(?:cat|head|tail|dd|od|xxd|hexdump|strings|less|more|cp)\b[^;|&]*\/fd\//, 'reads through /proc/PID/fd'],
  [/(?:^|[^-=0-9&])\d?>{1,2}\s*(?!\/dev\/null|&\d)[\w./$~"'{]/, 'writes to a file'],
];

/** Commands that run their quoted argument. */
const RUNS_QUOTED = /\b(?:ba|da|a)?sh\s+-\w*c\b|\bssh\s|\beval\s/;

/**
 * @param command one line of shell for people.
 * @returns how it does more than look; null when it only looks. Quoted text (patterns of grep and awk) is not looked into,
 *   except where a shell runs it.
 */
export function disturbs(command: string): string | null {
  const quoted = RUNS_QUOTED.test(command) ? command.replace(/["']/g, ' ') : command.replace(/'[^']*'|"[^"$]*"/g, "''");
  const bare = quoted.replace(/\s#\s.*$/, '');
  return DISTURBING.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}
