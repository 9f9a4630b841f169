import type { Span } from './span.js';

/** Secrets that span lines. They are looked for in the whole text, before it is cut into chunks. */

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** An 8192-bit RSA key is 6.4 kB; log prefixes on each line may double it. */
const MAX_BLOCK = 16_000;
/** What is left of a block whose end was cut: lines of base64, real newlines or escaped ones. */
const REST = /(?:(?:\\+[rn]|\s)+[A-Za-z0-9+/=]{16,128}(?![A-Za-z0-9+/=]))*/y;

export function* findPrivateKeys(text: string): Iterable<Span> {
  let from = 0;
  if (!text.includes('PRIVATE KEY')) return;
  for (const match of text.matchAll(BEGIN)) {
    if (match.index < from) continue;
    const body = match.index + match[0].length;
    END.lastIndex = 0;
    const near = END.exec(text.slice(body, body + MAX_BLOCK));
    let end = near === null ? body : body + near.index + near[0].length;
    if (near === null) {
      REST.lastIndex = body;
      end = body + (REST.exec(text)?.[0].length ?? 0);
    }
    from = end;
    yield { start: match.index, end, kind: 'private-key' };
  }
}

const SECRET_YAML = /^[ \t]*kind:[ \t]*["']?Secret["']?[ \t]*\r?$/m;
const SECRET_JSON = /["']kind\\?["'][ \t]*:[ \t]*\\?["']Secret\\?["']/;
const YAML_VALUE = /^[ \t]+["']?[\w.-]+["']?:[ \t]*["']?(?<secret>[^\s"'|>][^\r\n"']*)/d;
const JSON_DATA = /["'](?:data|stringData)\\?["'][ \t]*:[ \t\r\n]*\{(?<body>[^{}]{0,200000})\}/dg;
const JSON_VALUE = /:[ \t]*\\?["'](?<secret>[^"'\\]+)/dg;

/** Values under `data:` of a Kubernetes Secret that somebody pasted whole. */
export function* findSecretObjects(text: string): Iterable<Span> {
  if (SECRET_YAML.test(text)) yield* yamlData(text);
  if (!SECRET_JSON.test(text)) return;
  for (const block of text.matchAll(JSON_DATA)) {
    const [offset] = block.indices?.groups?.body ?? [0, 0];
    for (const value of (block.groups?.body ?? '').matchAll(JSON_VALUE)) {
      const [start, end] = value.indices?.groups?.secret ?? [0, 0];
      if (end > start) yield { start: offset + start, end: offset + end, kind: 'secret-object' };
    }
  }
}

function* yamlData(text: string): Iterable<Span> {
  let offset = 0;
  let indent = -1;
  for (const line of text.split('\n')) {
    const depth = line.search(/\S/);
    if (indent >= 0 && depth >= 0 && depth <= indent) indent = -1;
    if (indent >= 0) {
      const [start, end] = YAML_VALUE.exec(line)?.indices?.groups?.secret ?? [0, 0];
      if (end > start) yield { start: offset + start, end: offset + end, kind: 'secret-object' };
    }
    if (/^[ \t]*(?:data|stringData):[ \t]*\r?$/.test(line)) indent = depth;
    offset += line.length + 1;
  }
}
