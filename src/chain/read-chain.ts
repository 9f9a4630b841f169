import { isSearchedOrWritten } from '../report/mention.js';
import type { Line } from '../report/report.js';
import { errnoIn } from './errnos.js';
import { type ChainReading, LINKS, type Link } from './links.js';
import { maySpeakIn } from './may-speak.js';
import { type Found, phrasesIn } from './phrases.js';

const PROGRAM_LINKS: Readonly<Record<string, Link>> = {
  kubelet: 'kubelet',
  dockerd: 'dockerd',
  containerd: 'containerd',
  crio: 'cri',
  shim: 'shim',
  runc: 'runc',
  systemd: 'systemd',
  kernel: 'kernel',
};

/** Whose error lines are failures of the chain even where no phrase is known: each does nothing else. */
const DAEMONS: ReadonlySet<string> = new Set(['kubelet', 'dockerd', 'containerd', 'crio', 'shim', 'runc']);
const FAILED: ReadonlySet<string> = new Set(['error', 'fatal', 'panic']);
/** Error lines that are looked at for the kernel's word: the answer needs one. */
const MOST_UNKNOWN = 100;

/** One line that speaks of the chain: what it says, who speaks, where it breaks. */
export interface Spoken {
  readonly line: Line;
  readonly found: readonly Found[];
  readonly links: ReadonlySet<Link>;
  readonly breaks: Link | null;
}

/**
 * Lines of a report in; which links speak of a failure (outermost first) and the innermost place that the words support out.
 * Null where no word of the runtime chain says that something failed: other programs' errors, healthy lines, chat.
 * Pure; linear in the text.
 */
export const readChain = (lines: readonly Line[]): ChainReading | null => chainOf(spokenLines(lines));

/** `readChain` of lines that were looked through already. */
export function chainOf(spoken: readonly Spoken[]): ChainReading | null {
  const telling = deepest(spoken);
  if (telling === undefined) return null;
  const links = new Set(spoken.flatMap(({ links: each }) => [...each]));
  if (links.size === 0 && telling.breaks !== null) links.add(telling.breaks);
  return { emitted_by: LINKS.filter((link) => links.has(link)), breaks_at: telling.breaks };
}

/** The lines that speak, weak words only beside strong ones. */
export function spokenLines(lines: readonly Line[]): readonly Spoken[] {
  const spoken: Spoken[] = [];
  let strong = false;
  const maySpeak = maySpeakIn(lines);
  // A log repeats itself.
  const known = new Map<string, readonly Found[]>();
  for (const line of lines) {
    if (line.text === '' || !maySpeak(line.text)) continue;
    const found = known.get(line.text) ?? phrasesIn(line.text).filter(({ at }) => !isSearchedOrWritten(line.text, at));
    known.set(line.text, found);
    if (found.length === 0) continue;
    strong ||= PROGRAM_LINKS[line.program ?? ''] !== undefined || found.some(({ phrase }) => phrase.weak !== true);
    spoken.push(speak(line, found));
  }
  return strong ? spoken : unknownWords(lines);
}

/**
 * Where no words of the table speak: error lines of a daemon of the chain that give the kernel's word for it. They are its errors, whatever it
 * did; "no error of the chain" would be read as an all-clear.
 */
const unknownWords = (lines: readonly Line[]): readonly Spoken[] =>
  lines
    .filter(({ program, level }) => DAEMONS.has(program ?? '') && FAILED.has(level ?? ''))
    .slice(0, MOST_UNKNOWN)
    .filter(({ text }) => errnoIn(text, null) !== null)
    .map((line) => speak(line, []));

function speak(line: Line, found: readonly Found[]): Spoken {
  const links = new Set(found.flatMap(({ says }) => says ?? []));
  const program = PROGRAM_LINKS[line.program ?? ''];
  if (program !== undefined && !found.some(({ phrase }) => phrase.own === true)) links.add(program);
  // Nested errors grow to the right: the last phrase that breaks somewhere is the innermost.
  const breaks = found.findLast(({ phrase }) => phrase.breaks !== null)?.phrase.breaks ?? null;
  return { line, found, links, breaks };
}

/** The line to believe: one that names a break, with the most links, the innermost break, the first. */
export function deepest(spoken: readonly Spoken[]): Spoken | undefined {
  let best: Spoken | undefined;
  for (const each of spoken) if (best === undefined || rank(each) > rank(best)) best = each;
  return best;
}

const rank = ({ links, breaks }: Spoken): number =>
  (breaks === null ? 0 : 1000) + links.size * 20 + (breaks === null ? 0 : LINKS.indexOf(breaks));
