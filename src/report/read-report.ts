import { ansibleLines } from './ansible.js';
import { changesIn } from './changes.js';
import { clean, unescapeQuotes } from './clean.js';
import { daemonWords, mayHoldDaemonWords } from './docker-client.js';
import { completedEnding } from './ending.js';
import { unframe } from './frame.js';
import { joinCut } from './join.js';
import { NodeNames } from './nodes.js';
import { unmark } from './paste.js';
import type { Peeled } from './peeled.js';
import type { Line, Report } from './report.js';
import { evenSpaces } from './spaces.js';
import { unwrap } from './unwrap.js';
import { verboseRecords } from './verbose.js';

/**
 * Pasted text in, report out: every pasted line gives at least one Line that keeps its 1-based number, its wrappings undone.
 *
 * A line of a list of changes tells nothing that happened: its text is empty (see `changesIn`).
 *
 * The form of a Line's text, whatever log it came from: the message first, then what else the record says as ` key=value`,
 * quotes and escapes undone to plain `"` (logfmt, structured klog, JSON lines: `shim reaped id=18b2... namespace=moby`).
 * Event rows read `Warning Unhealthy Readiness probe failed: ...` (with `pod/NAME` before the message where the row has it).
 * A line that was cut is joined to the one it belongs to: that one has the whole text, the piece is empty and keeps its raw.
 * A message with line feeds gives several Lines with one number; so does what a task of Ansible printed, what docker's API answered some
 * client, and a record of the chain up to the end of its error, each after the line itself. The last line of a short text is also read with its last words whole.
 *
 * Pure, total, linear in the text. `at`: when it was asked, ISO 8601 UTC.
 */
export function readReport(text: string, options: { readonly at?: string } = {}): Report {
  const nodes = new NodeNames();
  const raws = linesOf(text);
  const rows = text.includes('\u2502') ? unframe(raws) : raws;
  const texts = rows.map((row) => (row === '' ? '' : unmark(clean(row))));
  const records = text.includes(' [s=') ? verboseRecords(texts) : NO_RECORDS;
  const otherwise = joinCut(rows, texts);
  const clients = mayHoldDaemonWords(text);
  const even = text.length > LONGEST_EXCERPT ? asItIs : evenSpaces;
  const changes = changesIn(text, raws);
  const lines: Line[] = [];
  raws.forEach((raw, index) => {
    const pasted = texts[index] ?? '';
    if (pasted === '' || changes.has(index)) {
      lines.push({ number: index + 1, text: '', raw });
      return;
    }
    nodes.read(pasted);
    const peeled = readLine(pasted, records.get(index));
    nodes.host(peeled.host);
    for (const message of messages(peeled.text)) {
      lines.push(lineOf(index + 1, raw, peeled, even(message)));
      const answered = clients ? daemonWords(message) : undefined;
      if (answered !== undefined) lines.push(lineOf(index + 1, raw, peeled, answered));
    }
    const { upToError } = peeled;
    if (upToError !== undefined && isOfTheChain(peeled) && !upToError.includes('\n'))
      lines.push(lineOf(index + 1, raw, peeled, even(unescapeQuotes(upToError).trim())));
    for (const held of ansibleLines(pasted)) {
      const inner = unwrap(held);
      lines.push(lineOf(index + 1, raw, inner, inner.text));
    }
    const other = otherwise.get(index);
    if (other === undefined) return;
    const second = readLine(other, records.get(index));
    for (const message of messages(second.text)) lines.push(lineOf(index + 1, raw, second, message));
  });
  const last = text.length > LONGEST_EXCERPT ? undefined : lines.findLast((line) => line.text !== '');
  const whole = last === undefined ? undefined : completedEnding(last.text);
  if (last !== undefined && whole !== undefined) lines.push({ ...last, text: whole });
  return { text, lines, nodes: nodes.list(), ...(options.at === undefined ? {} : { at: options.at }) };
}

/** A title or an excerpt is shorter; what is longer is a log, and its writer cuts no word. */
const LONGEST_EXCERPT = 16_384;

function linesOf(text: string): string[] {
  const raws = text.split('\n');
  if (raws.length > 1 && raws.at(-1) === '') raws.pop();
  return text.includes('\r') ? raws.map((raw) => (raw.endsWith('\r') ? raw.slice(0, -1) : raw)) : raws;
}

const CHAIN: ReadonlySet<string> = new Set(['kubelet', 'dockerd', 'containerd', 'crio', 'shim']);
/** What such a record says where nothing says who wrote it: calls of the CRI, namespaces of containerd, dockerd's API. */
const CHAIN_SAYS =
  /\b(?:(?:Run|Stop|Remove)PodSandbox|(?:Create|Start|Stop|Remove|Update)Container|ExecSync|PullImage|Handler for (?:GET|HEAD|POST|PUT|DELETE)|namespace=(?:k8s\.io|moby)|OCI runtime|shim)\b/;

/** Of other programs an error at the end of a line is anybody's. */
const isOfTheChain = ({ program, text }: Peeled): boolean =>
  program === undefined ? CHAIN_SAYS.test(text) : CHAIN.has(program);

const asItIs = (text: string): string => text;

const NO_RECORDS: ReadonlyMap<number, Peeled> = new Map();

function readLine(text: string, record: Peeled | undefined): Peeled {
  if (record === undefined) return unwrap(text);
  const inner = unwrap(record.text);
  return { ...record, ...defined(inner), program: record.program ?? inner.program };
}

const defined = (peeled: Peeled): Peeled => ({
  text: peeled.text,
  ...(peeled.level === undefined ? {} : { level: peeled.level }),
  ...(peeled.time === undefined ? {} : { time: peeled.time }),
});

/** Line feeds inside a message (a panic in one record) make lines; empty ones carry nothing. */
function messages(text: string): string[] {
  if (!text.includes('\n')) return [text];
  const parts = text.split('\n').map((part) => part.trim());
  const full = parts.filter((part) => part !== '');
  return full.length === 0 ? [''] : full;
}

/** Field by field: a long log makes a hundred thousand of them, and three spreads each cost more than reading the line. */
function lineOf(number: number, raw: string, { program, time, level }: Peeled, text: string): Line {
  const line: { -readonly [Field in keyof Line]: Line[Field] } = { number, text, raw };
  if (program !== undefined) line.program = program;
  if (time !== undefined) line.time = time;
  if (level !== undefined) line.level = level;
  return line;
}
