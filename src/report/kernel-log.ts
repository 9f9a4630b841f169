import type { Peel } from './peeled.js';
import { programName } from './program.js';

/** All that the expressions below begin with. */
const BEGINS = /^(?:kern\s|<\d|\s{0,8}\[)/;
const FACILITY = /^(?:kern\s{1,4}:[a-z]{2,8}\s{1,4}:\s|<\d{1,3}>)(?=\s{0,4}\[)/;
const SINCE_BOOT = /^\s{0,8}\[\s{0,8}\d{1,10}\.\d{3,9}\](?:\[\s{0,8}[TC]\d{1,9}\])?\s?/;
const WALL_CLOCK = /^\[[A-Z][a-z]{2} [A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}\]\s?/;
const MONOTONIC = /^([a-z0-9][a-z0-9.-]{0,252}) ([\w./@+-]{1,64}?)(?:\[\d{1,10}\])?: /;

/** dmesg plain, `-T`, `-x`, `--raw`, and `journalctl -o short-monotonic`. No date: the ring buffer counts from boot. */
export const kernelLog: Peel = (text) => {
  if (!BEGINS.test(text)) return undefined;
  const facility = FACILITY.exec(text.slice(0, 64));
  const rest = facility === null ? text : text.slice(facility[0].length);
  const stamp = SINCE_BOOT.exec(rest.slice(0, 64)) ?? WALL_CLOCK.exec(rest.slice(0, 64));
  if (stamp === null) return undefined;
  const message = rest.slice(stamp[0].length);
  const journal = MONOTONIC.exec(message.slice(0, 400));
  if (journal !== null && (journal[2] === 'kernel' || journal[0].endsWith(']: '))) {
    return { text: message.slice(journal[0].length), program: programName(journal[2] ?? ''), host: journal[1] };
  }
  return { text: message, program: 'kernel' };
};
