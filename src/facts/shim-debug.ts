import { type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf } from './probe.js';

/**
 * Whether a shim would log its own panic: containerd's setting (default off), or debug of a dockerd that starts containerd itself
 * and hands it on; with `--containerd` it uses another one and hands on nothing.
 */
function parse(looked: Looked): Facts {
  const name = 'containerd.shim_debug';
  if (!looked.complete) return { [name]: unknown(looked.reason ?? 'the configuration broke off', { at: looked.at }) };
  const lines = linesOf(looked.text);
  const any = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  const handsOn = !any(/^@ dockerd .*\s--containerd[ =]/);
  const debug = any(/^@ dockerd .*\s(-D|--debug)(\s|=true|$)/) || any(/^\s*"debug"\s*:\s*true/);
  const on = any(/^\s*shim_debug\s*=\s*true/) || (handsOn && debug);
  return { [name]: known(on, 'configuration of containerd and dockerd', { at: looked.at }) };
}

export const containerdConfig = { names: ['containerd.shim_debug'], parse };
