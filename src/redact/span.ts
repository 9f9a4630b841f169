/** A secret in a text: where it starts, where it ends (exclusive), what it is. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** One shape of secrets. `find` must take time linear in the text and look at one chunk (whole lines) at a time. */
export interface Pattern {
  readonly kind: string;
  /** Lower-case literals; a text with none of them cannot hold this secret. That is what keeps clean logs cheap. */
  readonly needs: readonly string[];
  readonly find: (text: string) => Iterable<Span>;
}

export const PLACEHOLDER = '[redacted ';

/** A value that hides nothing: a placeholder, a variable, a word for "nothing", an earlier redaction. */
const EMPTY =
  /^(?:null|none|nil|true|false|undefined|unset|empty|yes|no|\*+|x{3,}|\.{3}|<[^>]*>|\[redacted[^\]]*\]?|redacted|\$\{?\(?\w[^}]*\}?\)?|%[a-z]|\{\}|\[\]|-+)$/i;
export const isEmptyValue = (value: string): boolean =>
  value === '' || EMPTY.test(value) || value.includes(PLACEHOLDER);

/**
 * A pattern from one regular expression: the group `secret` is what goes, or the whole match where there is none.
 * `keep` may spare a match that only looks like a secret.
 */
export function pattern(
  kind: string,
  needs: readonly string[],
  expression: RegExp,
  keep: (secret: string, match: RegExpMatchArray) => boolean = () => false,
): Pattern {
  const flags = new Set([...expression.flags, 'g', 'd']);
  const compiled = new RegExp(expression.source, [...flags].join(''));
  return {
    kind,
    needs,
    *find(text) {
      for (const match of text.matchAll(compiled)) {
        const [start, end] = match.indices?.groups?.secret ?? match.indices?.[0] ?? [0, 0];
        const secret = text.slice(start, end);
        if (start < end && !isEmptyValue(secret) && !keep(secret, match)) yield { start, end, kind };
      }
    },
  };
}

/** Replaces spans; where they overlap or touch, the first one names the whole. */
export function replaceSpans(text: string, spans: readonly Span[], count: (kind: string) => void): string {
  if (spans.length === 0) return text;
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let done = 0;
  let open: Span | undefined;
  const close = (): void => {
    if (open === undefined) return;
    out += `${text.slice(done, open.start)}${PLACEHOLDER}${open.kind}]`;
    done = open.end;
    count(open.kind);
  };
  for (const span of sorted) {
    if (open !== undefined && span.start < open.end) {
      open = { ...open, end: Math.max(open.end, span.end) };
      continue;
    }
    close();
    open = span;
  }
  close();
  return out + text.slice(done);
}
