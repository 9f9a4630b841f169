import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../errors.js';

/** Where a redis-server program is, and what it needs to run. */
export interface RedisProgram {
  readonly path: string;
  /** Folder of its shared libraries, when it was unpacked rather than installed. */
  readonly libraries?: string;
}

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Looks on PATH, then in the folder where the set-up script unpacks it. One clear line when there is none. */
export function findRedisServer(search: { readonly path: string; readonly unpacked: string }): RedisProgram {
  for (const folder of search.path.split(delimiter)) {
    if (folder !== '' && runs(join(folder, 'redis-server'))) return { path: join(folder, 'redis-server') };
  }
  const local = join(search.unpacked, 'usr/bin/redis-server');
  if (runs(local)) return { path: local, libraries: join(search.unpacked, 'lib') };
  throw new UserError('redis-missing', {
    message: 'No REDIS_URL is set and no redis-server is installed',
    next: 'Install it (apt-get install redis-server, brew install redis) or set REDIS_URL',
  });
}

export interface RedisProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has gone. */
  readonly gone: Promise<void>;
}

/** Starts the program with these arguments; what it prints is dropped: whoever wants its reason starts it by hand. */
export function spawnRedis(
  program: RedisProgram,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RedisProcess {
  const libraries = program.libraries === undefined ? {} : { LD_LIBRARY_PATH: program.libraries };
  // Its own process group: Ctrl+C reaches us first, and we stop it after the queues are closed.
  const child = spawn(program.path, [...argv], {
    stdio: ['ignore', 'ignore', 'ignore'],
    detached: true,
    env: { ...env, ...libraries },
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { child, gone };
}
