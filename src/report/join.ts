import { isPartial, stamped } from './stamped.js';

/** Longest joined line and most pieces: a terminal cuts an error into a few, never a book. Keeps joining linear. */
const LONGEST = 16_384;
const MOST = 40;

/** A line that begins something: a log prefix, a prompt, a bullet, a frame. It is nobody's second half. */
const FRESH = new RegExp(
  [
    '^(?:<\\d|\\[\\s{0,8}\\d|\\[[A-Z][a-z]{2} |\\d{4}[-/]\\d\\d[-/]|[IWEF]\\d{4} \\d|(?:time|level|ts|msg|type)=|time->|\\{',
    '(?:[A-Za-z\\u00c0-\\u024f]{3,5}\\.?|\\d{1,2}月)\\s{1,2}\\d{1,2}日? \\d\\d:\\d\\d|(?:INFO|WARN|ERRO|DEBU|FATA)\\[',
    '(?:Warning|Normal)\\s|goroutine \\d|panic[:(]|created by |\\[signal |[$#•>*] |- |```|Caused by|at |---',
    '[\\w.-]{1,64}@[\\w.-]{1,64}[:~ ]|/\\S{1,200}\\.go:\\d|[\\w-]{1,64}\\.go:\\d{1,6}\\]|[\\w./@-]{1,100}\\[\\d{1,10}\\]: |Linux \\S{1,253} \\d|[\\w.$]{1,200}(?:Exception|Error):',
    '[\\w./()*-]{1,200}\\((?:0x|\\{0x|\\.\\.\\.|\\)))',
  ].join('|'),
);
/** These begin an error of their own, unless a quoted value is still open. */
const ERROR = /^(?:Error|ERROR|Failed|FATAL)/;
/** Words of the chain in the first half: prose and code are not put together. */
const ERRORISH = /fail|error|caused|OCI runtime|level=|rpc error|probe/i;
/** The error is complete: what comes next is another one. */
const COMPLETE =
  /(?:unknown|exists?|directory|denied|permitted|refused|timeout|timed out|exceeded|pipe|peer|busy|device|argument|EOF|found|closed|unavailable|supported|[.;!?)\]}>。])["'}]*$/;

/**
 * Puts lines together that a terminal, a page or a log writer cut. The first of them gets the whole text, the others become
 * empty, so that a phrase is found once. `raws` are the lines as pasted, `texts` the same cleaned; `texts` is changed in place.
 */
export function joinCut(raws: readonly string[], texts: string[]): void {
  const width = terminalWidth(raws);
  for (let first = 0; first < texts.length; first++) {
    let text = texts[first] ?? '';
    if (text === '') continue;
    const partial = isPartial(text);
    const start = first;
    for (let pieces = 1; pieces < MOST && text.length < LONGEST; pieces++) {
      const next = texts[first + 1] ?? '';
      if (next === '') break;
      const joined = partial
        ? joinPartial(text, raws[first] ?? '', next)
        : joinPieces(text, raws[first] ?? '', next, raws[first + 1] ?? '', width);
      if (joined === undefined) break;
      text = joined;
      first++;
      texts[first] = '';
    }
    texts[start] = text;
  }
}

/** A `P` record of the CRI log goes on in the record after it. */
function joinPartial(text: string, lastRaw: string, next: string): string | undefined {
  const peeled = stamped(next);
  return peeled !== undefined && isPartial(lastRaw) ? text + peeled.text : undefined;
}

function joinPieces(text: string, lastRaw: string, next: string, nextRaw: string, width: number): string | undefined {
  const tail = next.trim();
  const head = text.trimEnd();
  if (FRESH.test(tail.slice(0, 320)) || (ERROR.test(tail) && !isOpen(head)) || !isCut(head, tail)) return undefined;
  return head + glue(lastRaw, nextRaw, head, tail, width) + tail;
}

function isCut(head: string, next: string): boolean {
  if (!ERRORISH.test(head.slice(0, 4096))) return false;
  if (isOpen(head)) return true;
  if (/^[:,] \S/.test(next.slice(0, 8))) return true;
  if (COMPLETE.test(head.slice(-64)) || head.length < 48) return false;
  if (/(?:caused|desc =|progress:|\()$/.test(head.slice(-16))) return true;
  return (
    /^[a-z0-9]/.test(next) && /[a-z]$/.test(head.slice(-1)) && head.includes(': ') && /: |"$/.test(next.slice(0, 400))
  );
}

/** A quoted value that was opened and not closed: logfmt, structured klog, YAML, an error's own quotes. */
function isOpen(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at - 1) !== 92) quotes++;
  }
  if (quotes % 2 === 1) return true;
  if (/\btime="[^"]{10,40}" level=[a-z]{0,8}(?: m?s?g?=?)?$/.test(text.slice(-80))) return true;
  const yaml = /^\s{0,40}[\w-]{1,40}: '/.exec(text.slice(0, 90));
  return yaml !== null && !text.slice(yaml[0].length).replaceAll("''", '').includes("'");
}

/** Nothing where an id or a word was cut in the middle, a space where it was cut between two words. */
function glue(lastRaw: string, nextRaw: string, head: string, tail: string, width: number): string {
  const left = /[0-9a-f-]{6,80}$/.exec(head.slice(-80))?.[0] ?? '';
  const right = /^[0-9a-f-]{6,80}/.exec(tail.slice(0, 80))?.[0] ?? '';
  if (/\d/.test(left) && /\d/.test(right) && left.length < 64) return '';
  if (/\s$/.test(lastRaw.slice(-1)) || /^\s/.test(nextRaw)) return ' ';
  return lastRaw.length === width || COMMON_WIDTHS.has(lastRaw.length) ? '' : ' ';
}

const COMMON_WIDTHS: ReadonlySet<number> = new Set([80, 100, 120, 132, 160, 200]);

/** The longest length, where at least two lines have it: a terminal cut them. 0: no terminal seen. */
function terminalWidth(raws: readonly string[]): number {
  let longest = 0;
  let times = 0;
  for (const raw of raws) {
    if (raw.length > longest) {
      longest = raw.length;
      times = 1;
    } else if (raw.length === longest) times++;
  }
  return times > 1 && longest >= 40 ? longest : 0;
}
