/** A prefix that only the beginning of a log record has: a date, a klog header, a priority, a counter of the kernel. */
const STAMP = new RegExp(
  [
    '^(?:<\\d|\\[\\s{0,8}\\d{1,10}\\.\\d{3}|\\[[A-Z][a-z]{2} [A-Z]|\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]|[IWEF]\\d{4} \\d\\d:|time="?\\d{4}-|time->',
    '(?:[A-Za-z\\u00c0-\\u024f]{3,5}\\.?|\\d{1,2}月)\\s{1,2}\\d{1,2}日? \\d\\d:\\d\\d|(?:INFO|WARN|ERRO|DEBU|FATA)\\[',
    '\\{"(?:log|msg|level|time|ts|MESSAGE|__)|type=[A-Z_]{3,20} msg=audit)',
  ].join('|'),
);

/** A line that begins something: a log prefix, a prompt, a bullet, a frame, the row of an id. It is nobody's second half. */
const FRESH = new RegExp(
  [
    '^(?:<\\d|\\[\\s{0,8}\\d|\\[[A-Z][a-z]{2} |\\d{4}[-/]\\d\\d[-/]|[IWEF]\\d{4} \\d|(?:time|level|ts|msg|type)=|time->|\\{',
    '(?:[A-Za-z\\u00c0-\\u024f]{3,5}\\.?|\\d{1,2}月)\\s{1,2}\\d{1,2}日? \\d\\d:\\d\\d|(?:INFO|WARN|ERRO|DEBU|FATA)\\[',
    '(?:Warning|Normal)\\s|goroutine \\d|panic[:(]|created by |\\[signal |[$#•>*] |- |```|[0-9a-f]{12,64}\\s{3,80}\\S|Caused by|at |---',
    '\\[?[\\w.-]{1,64}@[\\w.-]{1,64}[:~ ]|/\\S{1,200}\\.go:\\d|[\\w-]{1,64}\\.go:\\d{1,6}\\]|[\\w./@-]{1,100}\\[\\d{1,10}\\]: |Linux \\S{1,253} \\d|[\\w.$]{1,200}(?:Exception|Error):',
    '[\\w./()*-]{1,200}\\((?:0x|\\{0x|\\.\\.\\.|\\)))',
  ].join('|'),
);
/** These begin an error of their own, unless a quoted value is still open. */
const ERROR = /^(?:Error|ERROR|Failed|FATAL)/;

/** True where a log record begins for certain: no width can make it the rest of the line before. Looks at some hundred characters, as all here. */
export const beginsRecord = (line: string): boolean => STAMP.test(line);

/** True where a line looks like the first of something, whatever stands before it. */
export const beginsFresh = (line: string): boolean => FRESH.test(line);

/** True where an error of its own begins, unless the line before goes on. */
export const beginsError = (line: string): boolean => ERROR.test(line);

/** What rows of one kind share: this many first characters, whatever the numbers in them. */
const BEGINNING = 12;

/** True where two rows are of one kind. */
export function beginAlike(one: string, other: string): boolean {
  const length = Math.min(one.length, BEGINNING);
  if (length !== Math.min(other.length, BEGINNING)) return false;
  for (let at = 0; at < length; at++) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a !== b && !(isDigit(a) && isDigit(b))) return false;
  }
  return true;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
