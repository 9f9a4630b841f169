/** Words before a quote that quotes another error, not a name: what is inside is nested, and is taken apart too. */
const QUOTES_AN_ERROR = /(?:caused|caused:|desc =|err=|error=|with error:|invalid header field value)\s?$/;

export interface Layer {
  readonly words: string;
  /** Where it begins in the text. */
  readonly at: number;
}

/**
 * A nested error in, its layers out, outermost first: `OCI runtime exec failed: exec failed: EOF: unknown` gives four.
 * A colon inside a quoted name or behind a file name (`process_linux.go:90: `) cuts nothing; `caused "..."` opens a layer.
 * One pass.
 */
export function layersOf(text: string): readonly Layer[] {
  const layers: Layer[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      if (quoted) {
        quoted = false;
      } else if (QUOTES_AN_ERROR.test(text.slice(Math.max(0, at - 32), at))) {
        push(layers, text, from, at);
        from = at + 1;
      } else {
        quoted = closes(text, at + 1);
      }
    } else if (char === ':' && text[at + 1] === ' ' && !quoted && !isPlace(text, from, at)) {
      push(layers, text, from, at);
      from = at + 2;
    } else if (char === 'd' && !quoted && text.startsWith('desc = ', at)) {
      push(layers, text, from, at);
      from = at + 'desc = '.length;
    }
  }
  push(layers, text, from, text.length);
  return layers;
}

/** A quoted name is short and ends on this line; a stray quote at the end of an error opens nothing. */
function closes(text: string, from: number): boolean {
  const end = text.indexOf('"', from);
  return end > from && end - from < 400;
}

/** `container_linux.go:348: ` belongs to the words behind it, and so does `rpc error: `. */
function isPlace(text: string, from: number, at: number): boolean {
  return /(?:\.go:\d{1,5}|^rpc error)$/.test(text.slice(Math.max(from, at - 80), at));
}

/** Quotes that lost their other half in the cutting are left out; names keep theirs. */
function push(layers: Layer[], text: string, from: number, end: number): void {
  let words = text.slice(from, end).trim();
  if (words.endsWith('.') && end === text.length) words = words.slice(0, -1);
  if (words.split('"').length % 2 === 0) words = words.startsWith('"') ? words.slice(1) : words.replace(/"$/, '');
  words = words.replace(/^(?:"")+|(?:"")+$/g, '').trim();
  if (words !== '') layers.push({ words, at: from });
}
