import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BOUNDARY, outputs } from '../facts/captured.js';

export const BUNDLE = fileURLToPath(new URL('../../src/collect/probes.sh', import.meta.url));

/** Shells the bundle is written for, as far as this machine has them. */
export const SHELLS: readonly (readonly string[])[] = [['dash'], ['busybox', 'ash']].filter(([file]) =>
  (process.env.PATH ?? '').split(':').some((dir) => existsSync(join(dir, file ?? ''))),
);

/** A made-up node: files under `proc` and `host`, links, and programs of the host. */
export class Root {
  readonly folder = mkdtempSync(join(tmpdir(), 'plegmatic-root-'));

  constructor() {
    this.file('proc/uptime', '1000.00 900.00\n');
    this.process(1, 'systemd', 'S', '/sbin/init');
  }

  file(path: string, text: string, mode = 0o644): this {
    const at = join(this.folder, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, text);
    chmodSync(at, mode);
    return this;
  }

  link(path: string, target: string): this {
    const at = join(this.folder, path);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(target, at);
    return this;
  }

  program(path: string, body: string): this {
    return this.file(`host${path}`, `#!/bin/sh\n${body}\n`, 0o755);
  }

  process(pid: number, comm: string, state: string, args: string, more = ''): this {
    const zeros = '0 0 0 0 0 0 0 0 0 0';
    this.file(
      `proc/${pid}/stat`,
      `${pid} (${comm}) ${state} 1 ${pid} ${pid} 0 -1 ${zeros} 20 0 3 0 50000 0 0${more}\n`,
    );
    this.file(`proc/${pid}/comm`, `${comm}\n`);
    return this.file(`proc/${pid}/cmdline`, `${args.split(' ').join('\0')}\0`);
  }

  /** Runs the bundle over it. */
  run(probes: readonly string[], shell: readonly string[] = ['sh'], stdin?: string) {
    const [file = 'sh', ...rest] = shell;
    const launcher = `env -i PATH=/usr/bin:/bin sh -c 'p=$1; shift; exec "${this.folder}/host$p" "$@"' -`;
    this.file('launch', `#!/bin/sh\n${launcher} "$@"\n`, 0o755);
    const args = stdin === undefined ? [BUNDLE] : ['-s'];
    const ran = spawnSync(file, [...rest, ...args, BOUNDARY, ...probes], {
      encoding: 'utf8',
      input: stdin ?? '',
      env: {
        PATH: process.env.PATH,
        PLEGMATIC_PROC: join(this.folder, 'proc'),
        PLEGMATIC_HOST: join(this.folder, 'host'),
        PLEGMATIC_HOST_RUN: join(this.folder, 'launch'),
        PLEGMATIC_HTTP_GET: 'echo ok',
        PLEGMATIC_DMESG: 'false',
      },
    });
    return { ...ran, outputs: new Map(outputs(ran.stdout).map((one) => [one.id, one])) };
  }
}
