/** Characters that mean something in a pattern. */
const META = /[\\^$.*+?()[\]{}|]/g;

/**
 * Parts of a message that differ from one node to the next, most telling first. Each match becomes its pattern; what stands between them
 * is taken literally. Order matters: an id is an id before it is a number.
 */
const VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{64}\b/y, '[0-9a-f]{64}'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/y, '[0-9a-f-]{36}'],
  [/\bsha256:[0-9a-f]{12,64}\b/y, 'sha256:[0-9a-f]+'],
  [/\b0x[0-9a-f]+\b/y, '0x[0-9a-f]+'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/y, '[0-9.:]+'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^\s"]*/y, '[^ ]+'],
  [/\b[0-9a-f]{12,40}\b/y, '[0-9a-f]+'],
  [/\b\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)(?:\d+(?:\.\d+)?(?:ms|s|m))*\b/y, '[0-9a-zµ.]+'],
  [/\b\d+\b/y, '[0-9]+'],
  [/[\\"]+/y, '[\\\\"]*'],
];

/** A pattern made of more words than this recites one report instead of naming a failure. Characters of the message. */
const LONGEST = 160;

/** Nested errors grow to the right, so the cause stands at the end: wrappers in front go first, and containerd's closing `: unknown`. */
function innermost(message: string): string {
  const segments = message.replace(/: unknown$/, '').split(': ');
  while (segments.length > 1 && segments.join(': ').length > LONGEST) segments.shift();
  return segments.join(': ').slice(0, LONGEST);
}

/**
 * A message in, a pattern out: literal where the program's own words stand, general where ids, numbers, addresses, times and quotes do.
 * Values behind `key=` at the end (`id=…`, `pod=…`) are left out: they say where, not what.
 */
export function generalise(message: string): string {
  const words = innermost(message.replace(/(?: [A-Za-z_][\w.-]{0,40}=\S+)+$/, '').trim());
  let pattern = '';
  for (let at = 0; at < words.length; ) {
    const found = VARIABLE.map(([expression, general]) => {
      expression.lastIndex = at;
      return { length: expression.exec(words)?.[0].length ?? 0, general };
    }).find(({ length }) => length > 0);
    if (found === undefined) {
      pattern += (words[at] ?? '').replace(META, '\\$&');
      at += 1;
    } else {
      pattern += found.general;
      at += found.length;
    }
  }
  return pattern;
}
