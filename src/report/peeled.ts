/** What is left when one wrapping is undone, and what the wrapping said. */
export interface Peeled {
  readonly text: string;
  readonly program?: string;
  readonly time?: string;
  readonly level?: string;
  readonly host?: string;
  /** The text up to the end of what the record gives as its error, where other keys stand behind that. */
  readonly upToError?: string;
}

/** Undoes one kind of wrapping, or answers undefined where the text does not wear it. */
export type Peel = (text: string) => Peeled | undefined;

const LEVELS: Readonly<Record<string, string>> = {
  i: 'info',
  w: 'warning',
  e: 'error',
  f: 'fatal',
  d: 'debug',
  info: 'info',
  warn: 'warning',
  warning: 'warning',
  erro: 'error',
  error: 'error',
  err: 'error',
  debu: 'debug',
  debug: 'debug',
  trac: 'debug',
  trace: 'debug',
  fata: 'fatal',
  fatal: 'fatal',
  pani: 'panic',
  panic: 'panic',
};

/** The levels of klog, logrus and slog in one spelling; undefined for a word that is no level. */
export function levelName(word: string): string | undefined {
  return LEVELS[word.toLowerCase()];
}
