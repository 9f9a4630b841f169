import type { Readable } from 'node:stream';

/** Everything the commands touch of the process, so that tests run them without one. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** True where nobody pipes anything in: then reading stdin would wait for a person. */
  readonly stdinIsTerminal: boolean;
  print(text: string): void;
  complain(text: string): void;
  /** What is going on now, in one line that the next one overwrites; '' clears it. Nothing where stderr is no terminal. */
  progress(text: string): void;
  /** Resolves when the reader has caught up. */
  drained(): Promise<void>;
  readonly color: boolean;
  /** Width to wrap prose at, in columns. */
  readonly columns: number;
}

/** Prose wider than this is hard to read, however wide the terminal is. */
const WIDEST = 110;

/** @returns the real process; colour only on a terminal, and never with NO_COLOR (no-color.org) or a dumb one. */
export function processIo(env: Io['env']): Io {
  const { stdin, stdout, stderr } = process;
  return {
    env,
    stdin,
    stdinIsTerminal: stdin.isTTY === true,
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    progress: (text) => void (stderr.isTTY === true && stderr.write(`\r\x1b[2K${text}`)),
    drained: () =>
      stdout.writableNeedDrain ? new Promise((resolve) => stdout.once('drain', () => resolve())) : Promise.resolve(),
    color: stdout.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb',
    columns: Math.min(stdout.columns ?? 100, WIDEST),
  };
}
