const NAME = '([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?![.-]{0,2}[A-Za-z0-9_])';
/** A name in running words must look like a machine's: `node is` and `node: see` name nothing. */
const MACHINE = '((?=[a-z0-9.-]{0,252}[\\d.-][a-z0-9])[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?![.-]{0,2}[A-Za-z0-9_])';

/** Where a text itself says "this is a node". Bounded, so linear in the line. */
const MARKS: readonly RegExp[] = [
  new RegExp(`\\bnode(?:Name|_name)?["']?=["'\`]{0,2}${NAME}`, 'gi'),
  new RegExp(`\\bnode(?:Name|_name)?["'*_]{0,3}\\s{0,2}:["'*_]{0,3}\\s{1,24}["'\`]{0,2}${MACHINE}`, 'gi'),
  new RegExp(`"(?:node|nodeName|node_name|instance|hostname|kubernetes_node)"\\s{0,2}:\\s{0,2}"${NAME}`, 'g'),
  new RegExp(`\\bnodes? ["']${NAME}["'] (?:not found|is forbidden|hasn't|has |is not|already)`, 'gi'),
  new RegExp(`\\bnode "${NAME}"`, 'g'),
  new RegExp(`\\binstance["']?=["']?${NAME}`, 'g'),
  new RegExp(`\\binstance["'*_]{0,3}:["'*_]{0,3}\\s{1,4}["'\`]{0,2}${MACHINE}`, 'g'),
  new RegExp(`\\b(?:Warning|Normal)\\s.{1,160}?\\s[a-z][a-z-]{1,40}, ${NAME}`, 'g'),
  new RegExp(`\\{kube(?:let|-proxy) ${NAME}`, 'g'),
  new RegExp(`\\bNode ${NAME} (?:status is now|event:|has been rebooted)`, 'g'),
  new RegExp(`(?<![\\w/.-])nodes?/${NAME}`, 'g'),
  new RegExp(`\\bon node ["'\`]?${MACHINE}`, 'gi'),
  new RegExp(`^\\s{0,8}${NAME}\\s{1,40}(?:Not)?Ready(?:,SchedulingDisabled)?\\s{1,40}(?=.{1,120}\\bv\\d+\\.\\d)`, 'g'),
  new RegExp(`kubernetes\\.io/hostname["']?\\s{0,2}[=:]\\s{0,2}["']?${NAME}`, 'g'),
  new RegExp(`"kind":\\s?"Node",(?:"namespace":"[^"]{0,63}",)?\\s?"name":\\s?"${NAME}"`, 'g'),
];
/** A necessary part of every mark, for nearly all lines of a log have none. */
const ANY =
  /node(?:Name|_name)?[\\"'*_]{0,5}\s{0,2}[=:]|\bnodes? [\\"']|nodes?\/[a-z0-9]|instance[\\"'*_]{0,5}\s{0,2}[=:]|hostname[\\"']{0,3}\s{0,2}[=:]|\{kube|\b(?:Warning|Normal)\s|\bNode [a-z0-9]|\bon node |^\s{0,8}[a-z0-9.-]{1,253}\s{1,40}(?:Not)?Ready|kind[\\"]{1,3}:\s?[\\"]{1,3}Node/i;
const NO_NAMES: ReadonlySet<string> = new Set([
  'localhost',
  'host',
  'hostname',
  'myhost',
  'null',
  'none',
  'unknown',
  'true',
  'false',
  'not',
  'the',
  'js',
  'internal',
  'redacted',
]);
/** Longer lines are read this far: a node is named in the head of a record. */
const FAR = 8192;

/** Collects the names a text marks as nodes, and the hosts its log lines come from. */
export class NodeNames {
  readonly #marked = new Set<string>();
  readonly #hosts = new Map<string, number>();

  /** Reads one line, before its wrappings are undone: the source column of an event names the node. */
  read(line: string): void {
    if (!ANY.test(line.length > FAR ? line.slice(0, FAR) : line)) return;
    const text = line.slice(0, FAR).replaceAll('\\"', '"');
    const found: { at: number; name: string }[] = [];
    for (const mark of MARKS) {
      for (const match of text.matchAll(mark)) {
        if (match[1] !== undefined) found.push({ at: match.index, name: match[1] });
      }
    }
    for (const { name } of found.sort((a, b) => a.at - b.at)) if (isNodeName(name)) this.#marked.add(name);
  }

  /** The host column of a syslog or journal line. */
  host(name: string | undefined): void {
    if (name !== undefined) this.#hosts.set(name, (this.#hosts.get(name) ?? 0) + 1);
  }

  /** Marked names in order of appearance, then hosts that at least two lines agree on. */
  list(): string[] {
    const hosts = [...this.#hosts].filter(([name, lines]) => lines > 1 && isNodeName(name)).map(([name]) => name);
    return [...new Set([...this.#marked, ...hosts])];
  }
}

/** RFC 1123 subdomain with a letter or a dot in it, and not a word that stands where a name should. */
function isNodeName(name: string): boolean {
  if (name.length > 253 || NO_NAMES.has(name)) return false;
  if (!/[a-z]/.test(name) && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return false;
  return name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}
