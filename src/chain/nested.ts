/** Words before a quote that quotes another error, not a name: what is inside is nested, and is taken apart too. */
const QUOTES_AN_ERROR = /(?:caused|caused:|desc =|err=|error=|with error:|invalid header field value)\s?$/;

/**
 * A nested error in, its layers out, outermost first: `OCI runtime exec failed: exec failed: EOF: unknown` gives four.
 * A colon inside a quoted name or behind a file name (`process_linux.go:90: `) cuts nothing; `caused "..."` opens a layer.
 * One pass.
 */
export function layersOf(text: string): readonly string[] {
  const layers: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      if (quoted) {
        quoted = false;
      } else if (QUOTES_AN_ERROR.test(text.slice(Math.max(from, at - 32), at))) {
        push(layers, text.slice(from, at));
        from = at + 1;
      } else {
        quoted = closes(text, at + 1);
      }
    } else if (char === ':' && text[at + 1] === ' ' && !quoted && !isPlace(text, from, at)) {
      push(layers, text.slice(from, at));
      from = at + 2;
    }
  }
  push(layers, text.slice(from));
  return layers;
}

/** A quoted name is short and ends on this line; a stray quote at the end of an error opens nothing. */
function closes(text: string, from: number): boolean {
  const end = text.indexOf('"', from);
  return end > from && end - from < 400;
}

/** `container_linux.go:348: ` belongs to the words behind it. */
function isPlace(text: string, from: number, at: number): boolean {
  return /\.go:\d{1,5}$/.test(text.slice(Math.max(from, at - 80), at));
}

function push(layers: string[], words: string): void {
  const bare = words
    .trim()
    .replace(/^"{1,8}/, '')
    .replace(/["\s.]{1,16}$/, '')
    .trim();
  if (bare !== '') layers.push(bare);
}
