import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { type Path, problemAt } from '../source.js';

/** Commands that a shell or its program takes otherwise than they read; each was tried. */
const MISREAD: readonly (readonly [RegExp, string, string])[] = [
  [
    /\btail\s+-\d+\s+(?:[^\s;|&<>#]+\s+[^\s;|&<>#\d]|[^\s;|&#]*\*)/,
    'gives tail -NUMBER more than one file, which GNU tail refuses ("option used in invalid context")',
    'write tail -n NUMBER',
  ],
  [
    /\bpgrep\s+(?:-[a-eg-z]+\s+)*'?[\w.|-]{16,}/,
    'asks pgrep for a name of more than 15 characters, which the kernel has cut off: it finds nobody and prints a usage error',
    'use ps -eo args with grep, pidof, or pgrep -f',
  ],
  [
    /\/proc\/\[0-9\]\*\/(?:fd|fdinfo|task)\/\*/,
    'names every file of every process at once: on a large node that is too long for one command, and the shell runs nothing',
    'go through the processes in a loop',
  ],
  [
    /\bfind\b[^;|&]*\s-(?:name|type|inum|path)\s+\S+[^;|&]*\s-maxdepth\s/,
    'gives find -maxdepth behind a test, which it warns of',
    'write -maxdepth first, and the tests in \\( \\)',
  ],
];

/** Where kubectl is typed is seldom the node: pasted there, the second half meets a control plane or a person's own machine. */
const OTHER_MACHINE =
  /\bkubectl\b.*(?:;|&&)\s*(?:sudo\s+)?(?:(?:systemctl\s+)?(?:reboot|poweroff)\b|systemctl\s+(?:re)?(?:start|stop)\b|ip\s+link\s+del|rm\s|mv\s)/;

/** Behind a backslash without quotes the shell takes these literally and drops the backslash, so that a pattern of grep loses its meaning. */
const BARE_ESCAPE = /\bgrep\s[^;|&]*\\[?+|.wbsd]/;

/** A person pastes these at 3 a.m.: what only looks like a command that works costs the minutes that matter. */
export function typedProblems(signature: Signature): readonly Problem[] {
  const typed: readonly (readonly [string | undefined, Path])[] = [
    ...signature.runbook.flatMap((step, index) =>
      (['run', 'verify', 'undo'] as const).map((key) => [step[key], ['runbook', index, key]] as const),
    ),
    ...signature.checks.map(({ settle }, index) => [settle, ['checks', index, 'settle']] as const),
  ];
  return typed.flatMap(([command, path]) => {
    const how = command === undefined ? undefined : misread(command);
    return how === undefined ? [] : [problemAt(signature, path, { id: signature.id, ...how })];
  });
}

function misread(command: string): { message: string; fix: string } | undefined {
  const found = MISREAD.find(([pattern]) => pattern.test(command));
  if (found !== undefined) return { message: `the command ${found[1]}`, fix: found[2] };
  const bare = command.replace(/\s#\s.*$/, '').replace(/'[^']*'|"(?:\\.|[^"\\])*"/g, "''");
  if (OTHER_MACHINE.test(bare))
    return {
      message:
        'the command goes on after kubectl with what only the node may get, so it hits the machine where it is pasted',
      fix: 'say the second half behind # as something to do on {{node}} itself',
    };
  if (/\bkill\b[^;|&]*\{\{pid\}\}/.test(bare) && !/-p \{\{pid\}\} \| grep\b/.test(bare))
    return {
      message: 'the command ends a process by a number that may be another program by now',
      fix: 'begin with: ps -o pid,lstart,args -p {{pid}} | grep NAME &&',
    };
  return BARE_ESCAPE.test(bare)
    ? {
        message: 'the command has a pattern with a backslash and no quotes: the shell drops it',
        fix: 'quote the pattern',
      }
    : undefined;
}
