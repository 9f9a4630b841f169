/**
 * What the bundle does to a node, as far as its text tells: every command word, every redirection, every program of the host with its
 * arguments. A list of what is allowed, not of what is forbidden: a new command has to be put here by somebody who thinks about it.
 */

/** Read, count, cut, print. `sleep` waits; `renice`, `ionice` and `kill` are looked at line by line below. */
const TOOLS =
  'awk cat date find grep head ls od printf readlink sed sort stat tail tr uname wc adjtimex sleep renice ionice kill nsenter curl bash nc wget flock';
const BUILTINS =
  ': [ case cd command continue do done echo elif else esac exec exit export fi for if in local read return set shift test then trap until wait while { } ! break';
/** Variables that hold a program: the launcher into the host's mount namespace, and what a captured root replaces. */
const LAUNCHERS = ['$HOST_RUN', '$STATFS', '$HTTP_GET', '$DMESG', '$in_net', '"$2"'];

/** How a program of the host may be run: it says its version, or what it is asked about itself. */
const ASKED: readonly RegExp[] = [
  /^"\$bin" --version\b/,
  /^"\$(?:run|bin)" \$3\b/,
  /^"\$bin" -H unix:\/\/\/var\/run\/docker\.sock (?:version|info) --format ''/,
  /^"\$bin" --address "\$at" --connect-timeout 3s version\b/,
  /^"\$bin" --timeout 3s -r "\$at" version\b/,
  /^"\$bin" show --no-pager -p [A-Za-z,]+ /,
  /^"\$bin" -n tracking\b/,
  /^"\$bin" -q --no-pager (?:-o short-iso )?-u "\$unit"/,
];
/** What `version_of` may put in the place of $3. */
const FLAGS = /^version_[a-z]+\(\) \{ version_of '?[a-z* -]+'? [a-z]+ --version; \}$/;

/** Whole lines: descendants of our own child, found by their parents in /proc; the tick that wakes this shell; the ticker. */
const KILLS: readonly RegExp[] = [
  /^ {2}kill -9 \$\(own "\$1" "\$2"\) 2>\/dev\/null$/,
  /^ {2}\(while sleep 1 && kill -USR1 \$\$; do :; done\) /,
  /^ {2}kill "\$ticker" 2>\/dev\/null$/,
];

interface Stripped {
  readonly shell: string;
  readonly quoted: readonly string[];
}

/** Comments out, single-quoted texts (the programs of awk and sed) apart. */
function strip(script: string): Stripped {
  const quoted: string[] = [];
  const shell = script
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/'[^']*'/g, (text) => {
      quoted.push(text.slice(1, -1));
      return "''";
    });
  return { shell, quoted };
}

function redirections(shell: string): readonly string[] {
  return [...shell.replace(/<<(\w+)[\s\S]*?\n\1\n/g, '\n').matchAll(/[0-9]?>>?(\S+)/g)]
    .map(([, to = '']) => to.replace(/[;)"]+$/, ''))
    .filter((to) => !/^(?:\/dev\/null|&[0-9-])$/.test(to) && !to.startsWith('= '));
}

/** Text of a quoted program that would write or start something. */
const PROGRAM_WRITES = /\bsystem\s*\(|\|\s*getline|print[^"\n]*>\s*["a-z]|"\s*\|\s*&?$|(?:^|;)\s*w\s+\/|\be\b\s*$/m;

/** @returns a line for everything in the script that does more than read. Empty: it only reads. */
export function offences(script: string): readonly string[] {
  const { shell, quoted } = strip(script);
  const functions = [...script.matchAll(/^\s*([a-z_]+)\(\)/gm)].map((found) => found[1] ?? '');
  const allowed = new Set([...TOOLS.split(' '), ...BUILTINS.split(' '), ...functions, ...LAUNCHERS]);
  const found = redirections(shell).map((to) => `writes to ${to}`);
  for (const program of quoted)
    if (PROGRAM_WRITES.test(program)) found.push(`a quoted program writes: ${program.slice(0, 60)}`);
  if (/(?:cat|<|head|tail|read)[^\n|;]*\/fd(?:\/|")/.test(shell.replace(/ls -l[^\n|]*/g, '')))
    found.push('opens a descriptor of a process');
  for (const line of commands(shell)) {
    const word = (/^\S+/.exec(line)?.[0] ?? '').replace(/\)+$/, '');
    const start = line.indexOf('$HOST_RUN ');
    if (start >= 0) {
      const rest = line.slice(start + '$HOST_RUN '.length);
      if (!ASKED.some((one) => one.test(rest))) found.push(`runs on the host: ${rest}`);
    } else if (!allowed.has(word) && !/^[A-Z_a-z]+=/.test(word) && !/^''|^["\d<>-]|^\$\w+:?"|^\$[\w?]*$/.test(word))
      found.push(`runs ${word}: ${line}`);
  }
  for (const line of script.split('\n').filter((one) => !/^\s*#/.test(one))) {
    if (
      /\b(?:p?kill|killall)\b/.test(line.replace(/[a-z]+[._]kills?\b|\bkills?\b(?=\))/g, '')) &&
      !KILLS.some((one) => one.test(line))
    )
      found.push(`kills: ${line}`);
    if (/^version_\w+\(\) \{ version_of/.test(line) && !FLAGS.test(line)) found.push(`asks a daemon for more: ${line}`);
  }
  return found;
}

/** Every simple command, as its text begins: after a line's start, a separator, a keyword or a bracket. */
function commands(shell: string): readonly string[] {
  return (
    shell
      .replace(/\\\n/g, ' ')
      .replace(/<<(\w+)[\s\S]*?\n\1\n/g, '\n')
      .replace(/\$\(\(.*?\)\)/g, '0')
      .replace(/grep -E "[^"\n]*"/g, 'grep -E ""')
      // The patterns of a case, and the words of a loop, are no commands.
      .replace(/\bcase [^;]{1,80}? in\b/g, ';')
      .replace(/(^|;;|;)\s*[^\s()$=;][^\n();]*?\)(?=\s)/gm, '$1 ')
      .replace(/\bfor \w+ in [^;\n]*/g, '')
      .split(/\n|;|\|\||&&|\||\$\(|(?<![<>0-9$])\(|(?<![>0-9&])&(?![&0-9>-])|\bthen\b|\bdo\b|\belse\b|`/)
      .map((line) =>
        line
          .trim()
          .replace(/^(?:[{!}] |if |elif |while |until |command -v \S+)+/, '')
          .replace(/^(?:[A-Z_a-z]+=\S* )+(?=[a-z$"])/, '')
          .trim(),
      )
      .filter((line) => line !== '' && !/^[)}\]]/.test(line))
  );
}
