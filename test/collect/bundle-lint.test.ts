import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { offences } from './bundle-words.js';
import { BUNDLE } from './root.js';

const script = readFileSync(BUNDLE, 'utf8');

it('the bundle only reads', () => {
  expect(offences(script)).toEqual([]);
});

/** A line that somebody might add to a probe, and what is said of it. */
it.each([
  ['echo 1 >/proc/sys/vm/drop_caches', 'writes to /proc/sys/vm/drop_caches'],
  ['date >>"$HOST/var/log/x"', 'writes to "$HOST/var/log/x'],
  ['rm -f "$HOST/run/x"', 'runs rm'],
  ['[ -z "$x" ] || touch /tmp/x', 'runs touch'],
  ['x=$(mktemp)', 'runs mktemp'],
  ['strace -p "$pid"', 'runs strace'],
  ['if gdb -p 1; then :; fi', 'runs gdb'],
  ['kill -USR1 "$(pids_of dockerd)"', 'kills'],
  ['pkill runc', 'kills'],
  ['$HOST_RUN "$bin" restart docker 2>&1', 'runs on the host: "$bin" restart'],
  ['$HOST_RUN "$bin" -H unix:///var/run/docker.sock exec x true', 'runs on the host'],
  ['$HOST_RUN sysctl -w kernel.panic=1', 'runs on the host'],
  ['cat "$PROC/$pid/fd/4"', 'opens a descriptor'],
  ['head -c 1 <"$PROC/66/fd/3"', 'opens a descriptor'],
  ['awk \'BEGIN { system("reboot") }\'', 'a quoted program writes'],
  ['awk \'{ print $1 > "/tmp/x" }\'', 'a quoted program writes'],
  ['version_new() { version_of new new stop; }', 'asks a daemon for more'],
])('%s would be noticed', (line, said) => {
  const planted = script.replace(
    '\nclock() {\n',
    `\n${line.startsWith('version_') ? `${line}\nclock() {` : `clock() {\n  ${line}`}\n`,
  );
  expect(planted).not.toBe(script);
  expect(offences(planted).join('\n')).toContain(said);
});
