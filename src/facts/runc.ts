import { type Facts, known, unknown } from './fact.js';
import { allSaid, type Looked, said } from './probe.js';
import { type Asked, agreed, asked } from './versions.js';

const NAMES = ['runc.version', 'runc.path', 'runc.libseccomp_version'] as const;
const VERSION = /^runc version (\S+)/m;

/**
 * Which answers speak for the runc that shims really run: what containerd noted beside each running task; if no task runs,
 * what the daemons are configured to use; only then the first runc on the PATH.
 */
function chosen(text: string): readonly Asked[] {
  const all = asked(text);
  for (const how of ['noted', 'configured', 'path']) {
    const same = new Set(
      allSaid(text, 'same').flatMap((line) => (line.startsWith(`${how} `) ? [line.slice(how.length + 1)] : [])),
    );
    const found = all.filter((one) => one.how === how || same.has(one.path));
    if (found.length > 0) return found;
  }
  return [];
}

function parse(looked: Looked): Facts {
  const answers = chosen(looked.text);
  const missing = said(looked.text, 'missing noted');
  if (missing !== undefined) {
    const reason = `running tasks were started with ${missing}, which is not on the node's PATH now`;
    return Object.fromEntries(NAMES.map((name) => [name, unknown(reason, { at: looked.at })]));
  }
  const version = agreed(answers, VERSION, 'runc', looked);
  const paths = [...new Set(answers.map((one) => one.path))];
  const [path] = paths;
  const seccomp = answers.map((one) => /^libseccomp: (\S+)/m.exec(one.output)?.[1]);
  const how =
    answers[0]?.how === 'noted'
      ? 'noted by containerd for running tasks'
      : 'configured or first on the PATH; no task is noted';
  return {
    'runc.version': version,
    'runc.path':
      path !== undefined && paths.length === 1
        ? known(path, how, { at: looked.at })
        : unknown(path === undefined ? (looked.reason ?? 'no runc was found') : `several: ${paths.join(' and ')}`, {
            at: looked.at,
          }),
    'runc.libseccomp_version':
      seccomp[0] !== undefined && new Set(seccomp).size === 1
        ? known(seccomp[0], `${path} --version`, { at: looked.at })
        : unknown('runc did not print one libseccomp version', { at: looked.at }),
  };
}

export const runcVersion = { names: NAMES, parse };
