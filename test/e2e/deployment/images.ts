import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Images {
  readonly bot: string;
  readonly collector: string;
  readonly redis: string;
  readonly probe: string;
}

const OFFLINE = fileURLToPath(new URL('../../../deploy/image/offline.sh', import.meta.url));

/** Hands a folder as a context over stdin, for a dockerd that does not see our files. */
function build(docker: string, folder: string, argv: readonly string[]): void {
  const [file = 'docker', ...words] = docker.split(/\s+/);
  const context = execFileSync('tar', ['-c', '-C', folder, '.'], { maxBuffer: 1e9 });
  const { status, stdout, stderr } = spawnSync(file, [...words, 'build', ...argv, '-'], {
    input: context,
    maxBuffer: 64e6,
  });
  if (status !== 0) throw new Error(`${docker} build ${argv.join(' ')}\n${stdout}${stderr}`);
}

/**
 * Builds all images with no network, from programs of this machine (node, kubectl, redis-server) on `base`, an image that `docker` has.
 * @param docker the docker of the cluster's nodes with its leading words.
 */
export function buildImages(docker: string, base: string): Images {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-images-'));
  try {
    const env = { ...process.env, FROM_IMAGE: base };
    execFileSync('sh', [OFFLINE, folder], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const name = (part: string): string => `plegmatic-e2e/${part}:trial`;
    build(docker, join(folder, 'node'), ['-t', name('node')]);
    build(docker, join(folder, 'kubectl'), ['-t', name('kubectl')]);
    const from = ['--build-arg', `BASE=${name('node')}`, '--build-arg', `KUBECTL=${name('kubectl')}`];
    for (const target of ['bot', 'collector'])
      build(docker, join(folder, 'app'), ['-f', 'deploy/Dockerfile', '--target', target, ...from, '-t', name(target)]);
    redisContext(join(folder, 'redis'), base);
    build(docker, join(folder, 'redis'), ['-t', name('redis')]);
    return { bot: name('bot'), collector: name('collector'), redis: name('redis'), probe: base };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** redis-server of this machine with the libraries it names, but for the C library, which has to be the image's own. */
function redisContext(folder: string, base: string): void {
  mkdirSync(join(folder, 'lib'), { recursive: true });
  const program = execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim();
  copyFileSync(program, join(folder, 'redis-server'));
  const named = execFileSync('ldd', [program], { encoding: 'utf8' }).matchAll(/=> (\/\S+)/g);
  for (const [, path = ''] of named)
    if (!/^(libc|libm|libdl|libpthread|librt|ld-linux.*)\.so/.test(basename(path)))
      copyFileSync(path, join(folder, 'lib', basename(path)));
  const lines = [`FROM ${base}`, 'COPY redis-server /usr/local/bin/redis-server', 'COPY lib /opt/redis-lib'];
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\nENV LD_LIBRARY_PATH=/opt/redis-lib\n`);
}
