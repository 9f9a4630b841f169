import { existsSync, watch } from 'node:fs';
import { type Loaded, loadSignatures } from './load.js';

/** Editors write a file several times within this; git writes many files. Milliseconds. */
const QUIET = 300;

/** A knowledge file; or the link that a mounted ConfigMap swaps when it changes. */
const CHANGES = /\.yaml$|(?:^|[\\/])\.\.data$/;

export interface Watching {
  close(): void;
}

/**
 * Loads again whenever a knowledge file changes.
 * @param onChange gets what loaded, and whether it may replace the present set: with any problem the old set stays in use,
 *   so that a half-written file never takes an answer away.
 * @returns a handle; watching does not keep the process alive.
 */
export function watchSignatures(
  dirs: readonly string[],
  onChange: (loaded: Loaded, usable: boolean) => void,
): Watching {
  let timer: NodeJS.Timeout | undefined;
  const reload = (): void => {
    const loaded = loadSignatures(dirs);
    onChange(loaded, loaded.problems.length === 0);
  };
  const watchers = dirs
    .filter((dir) => existsSync(dir))
    .map((dir) =>
      watch(dir, { recursive: true, persistent: false }, (_, name) => {
        if (name !== null && !CHANGES.test(name)) return;
        clearTimeout(timer);
        timer = setTimeout(reload, QUIET).unref();
      }),
    );
  for (const watcher of watchers) watcher.on('error', () => undefined);
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
