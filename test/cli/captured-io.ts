import { Readable } from 'node:stream';
import type { Io } from '../../src/cli/io.js';

export interface CapturedIo extends Io {
  readonly printed: () => string;
  readonly complained: () => string;
}

/** The process as the commands see it, with its output kept. */
export function capturedIo(stdin = '', parts: Partial<Pick<Io, 'color' | 'columns' | 'env'>> = {}): CapturedIo {
  let printed = '';
  let complained = '';
  return {
    env: parts.env ?? {},
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdinIsTerminal: false,
    print: (text) => {
      printed += text;
    },
    complain: (text) => {
      complained += text;
    },
    progress: () => undefined,
    drained: () => Promise.resolve(),
    color: parts.color ?? false,
    columns: parts.columns ?? 100,
    printed: () => printed,
    complained: () => complained,
  };
}
