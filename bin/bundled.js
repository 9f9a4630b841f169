// The commands in one file with V8's compiled code beside it: both made by scripts/bundle.mjs, which compiles them by this very file.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { constants, Script } from 'node:vm';

const dist = new URL('../dist/src/', import.meta.url);
const file = fileURLToPath(new URL('bundled/cli.cjs', dist));
export const codeFile = fileURLToPath(new URL('bundled/cli.code', dist));

/** Whether the bundle was made after the last build: an older one would be another program. */
export function isBundled() {
  const timeOf = (name) => statSync(new URL(name, dist), { throwIfNoEntry: false })?.mtimeMs;
  return timeOf('bundled/cli.cjs') >= timeOf('tsconfig.tsbuildinfo');
}

/**
 * Without compiled code, or with that of another Node.js (V8 refuses it), the functions are compiled as they are called.
 * @returns the script and what the bundle exports.
 */
export function loadBundled() {
  // The build writes ASCII: nothing has to be decoded.
  const source = `(function (exports, require, module, __filename) {${readFileSync(file, 'latin1')}\n})`;
  const script = new Script(source, {
    filename: file,
    cachedData: compiledCode(),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file);
  return { script, exports: module.exports };
}

function compiledCode() {
  try {
    return readFileSync(codeFile);
  } catch {
    return undefined;
  }
}
