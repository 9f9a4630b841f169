import { describe, expect, it } from 'vitest';
import { captured, known, printed, reasonOf, rowsOf } from './captured.js';

/** Formats of programs that neither captured node has: written after their manuals, not printed by a node of ours. */
describe('formats no captured node printed', () => {
  it('a frozen container', () => {
    const path = `/kubepods/burstable/pod4c50f55f-c606-4b64-a4b7-8d5d8f4921fe/${'a'.repeat(64)}`;
    const rows = rowsOf(printed('cgroup.freezer', `@ cgroup 1\nFROZEN ${path}\n@ seen 12`)['cgroup.freezer']);
    expect(rows).toEqual([
      { path, pod: '4c50f55f-c606-4b64-a4b7-8d5d8f4921fe', container: 'a'.repeat(64), frozen: true },
    ]);
  });
  it('freezer states that broke off are unknown, not thawed', () => {
    const facts = printed('cgroup.freezer', '@ cgroup 1', { exit: null, complete: false, reason: 'cut' });
    expect(reasonOf(facts['cgroup.freezer'])).toBe('cut');
  });

  it.each([
    ['RuntimeName:  containerd\nRuntimeVersion:  v1.6.9', true],
    ['FATA[0003] connect: connect endpoint "unix:///run/x.sock": context deadline exceeded', false],
  ])('crictl: %s', (text, answers) => {
    expect(
      known(printed('cri.answers', `@ asked /usr/bin/crictl -r unix:///run/x.sock version\n${text}`)['cri.answers']),
    ).toBe(answers);
  });

  it.each([
    ['@ asked chronyc tracking\nLeap status     : Normal', true],
    ['@ asked chronyc tracking\nLeap status     : Not synchronised', false],
    ['@ asked adjtimex\n    return value: 0 (clock synchronized)', true],
    ['@ timesyncd synchronized', true],
    ['@ timesyncd waiting', false],
  ])('time: %s', (text, synchronized) => {
    expect(known(printed('time', text)['time.synchronized'])).toBe(synchronized);
  });
  it('the kernel’s flag says nothing where a chronyd runs that could not be asked, for without rtcsync it never clears it', () => {
    const flag = '@ unasked chronyd\n@ asked adjtimex\n    return value: 5 (clock not synchronized)';
    expect(reasonOf(printed('time', flag)['time.synchronized'])).toContain('rtcsync');
    expect(known(printed('time', flag.replace('5 (', '0 ('))['time.synchronized'])).toBe(true);
  });
  it('chronyc that cannot reach its daemon says nothing about the clock', () => {
    expect(printed('time', '@ asked chronyc tracking\n506 Cannot talk to daemon')['time.synchronized']?.state).toBe(
      'unknown',
    );
  });

  it.each([
    ['  shim_debug = true', true],
    ['@ dockerd dockerd --debug --x', true],
    ['@ dockerd dockerd -D', true],
    ['  "debug": true,', true],
    ['@ dockerd dockerd --debug --containerd=/run/c.sock', false],
    ['@ dockerd dockerd --x', false],
  ])('a shim that would log its panic: %s', (text, debug) => {
    expect(known(printed('containerd.config', text)['containerd.shim_debug'])).toBe(debug);
  });
});

it('busybox’s adjtimex says that a clock is not synchronized', () => {
  expect(known(captured('node-1/busybox.txt')['time.synchronized'])).toBe(false);
});
