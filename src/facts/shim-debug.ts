import { type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf } from './probe.js';

/** Whether a shim would log its own panic: containerd's setting (default off), or dockerd's debug, which it hands on. */
function parse(looked: Looked): Facts {
  const lines = linesOf(looked.text);
  const on =
    lines.some((line) => /^\s*shim_debug\s*=\s*true/.test(line)) ||
    lines.some((line) => /^@ dockerd .*\s(-D|--debug)(\s|=true|$)/.test(line)) ||
    lines.some((line) => /^\s*"debug"\s*:\s*true/.test(line));
  if (!looked.complete)
    return { 'containerd.shim_debug': unknown(looked.reason ?? 'the configuration broke off', { at: looked.at }) };
  return { 'containerd.shim_debug': known(on, 'configuration of containerd and dockerd', { at: looked.at }) };
}

export const containerdConfig = { names: ['containerd.shim_debug'], parse };
