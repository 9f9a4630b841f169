import { describe, expect, it } from 'vitest';
import { outputs } from '../facts/captured.js';
import { Root, SHELLS } from './root.js';

const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const digits = (date: Date): string => date.toISOString().replace(/[-:T]/g, '').slice(0, 12);
const iso = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
const klog = (date: Date): string => {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T(.{8})/.exec(date.toISOString()) ?? [];
  return `I${month}${day} ${time}.000000  1 prober.go:112]`;
};
const window = `window/${digits(ago(300))}z/${digits(ago(240))}z`;
const node = () =>
  new Root()
    .file('host/usr/bin/dockerd', '', 0o755)
    .file(
      'host/var/log/kubelet.log',
      [
        `${klog(ago(400))} before`,
        `${klog(ago(270))} within`,
        '  its trace',
        `${klog(ago(120))} between`,
        `${klog(ago(3))} now`,
        '',
      ].join('\n'),
    )
    .file(
      'host/var/log/dockerd.log',
      [`time="${iso(ago(270))}" msg=within`, `time="${iso(ago(120))}" msg=between`, ''].join('\n'),
    );
const text = (root: Root, args: string[], id: string, shell: readonly string[]) =>
  outputs(root.run(args, shell).stdout).find((one) => one.id === id)?.text ?? '';

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('a window, in %s', (_, shell) => {
  it('brings the lines of then beside those of now, and says which time the node took it for', () => {
    const said = text(node(), [window, 'journal.kubelet'], 'journal.kubelet', shell);
    const [, from, to] = /^@ window (\d+) (\d+)$/m.exec(said) ?? [];
    expect(Number(to) - Number(from)).toBe(3600);
    const then = said.slice(0, said.indexOf(' before'));
    expect(then).toMatch(/within\n {2}its trace/);
    expect(then).not.toContain('between');
    expect(said).toContain('now');
  });

  it('reads logfmt stamps too', () => {
    expect(text(node(), [window, 'journal.dockerd'], 'journal.dockerd', shell).match(/within/g)).toHaveLength(2);
  });

  it('is handed to journalctl as seconds since 1970', () => {
    const asked = node().file('host/run/systemd/journal/socket', '').program('/usr/bin/journalctl', 'echo "$*"');
    const said = text(asked, [window, 'journal.kubelet'], 'journal.kubelet', shell);
    expect(said).toMatch(/-u kubelet --since @\d{10} --until @\d{10} -n 800/);
    expect(said).toMatch(/-u kubelet --since -30min/);
  });

  it.each([
    ['the last half hour, which is read anyway', `window/${digits(ago(20))}z/${digits(ago(5))}z`],
    ['one that ends before it begins', `window/${digits(ago(60))}z/${digits(ago(90))}z`],
    ['anything that is no time', 'window/$(reboot)/202611220000'],
  ])('is left out for %s', (__, given) => {
    const said = text(node(), [given, 'journal.kubelet'], 'journal.kubelet', shell);
    expect(said).not.toContain('@ window');
    expect(said).toContain('now');
  });
});
