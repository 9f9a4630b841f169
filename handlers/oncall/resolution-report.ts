import type { Case } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';
import type { Step } from '../../src/signatures/signature.js';
import { wordsIn } from '../words/words.js';
import { caseWordsIn } from './case-words.js';
import { nodeCount } from './node-count.js';
import { resolutionWordsIn } from './resolution-words.js';
import { utc, utcSeconds } from './times.js';

export interface Resolution {
  readonly language: Language;
  /** Names of people by their Slack id. */
  readonly names: Readonly<Record<string, string>>;
  /** Steps that remove the cause, of its signature's runbook. */
  readonly fixes: readonly Step[];
  /** The full report of the diagnosis, as it was before anybody rechecked. Markdown. */
  readonly evidence: string;
}

/** A case from its first alert to its end, as a Markdown file: cause, nodes, timeline, fix, evidence. Pure. */
export function resolutionReport(shown: Case, { language, names, fixes, evidence }: Resolution): string {
  const words = resolutionWordsIn(language);
  const name = (by: string): string => names[by] ?? by;
  const { cause, places, phase, openedAt, timeline, dropped, alerts, moreAlerts } = shown;
  const ended = phase.kind === 'resolved' ? phase.at : shown.lastAt;
  const after = (at: string): string => words.duration(Math.floor((Date.parse(at) - Date.parse(openedAt)) / 60_000));
  const taken = timeline.find((entry) => entry.kind === 'acknowledged' || entry.kind === 'handed-over');
  const what = cause.title || words.unknownCause;
  const head: readonly (readonly [string, string])[] = [
    [
      words.head.cause,
      `${what}${cause.signature === null ? '' : ` (\`${cause.signature}\`, ${certainty(cause.certainty, language)})`}`,
    ],
    [words.head.link, cause.link ?? '-'],
    [words.head.severity, cause.severity === null ? '-' : wordsIn(language).severity[cause.severity]],
    [words.head.opened, utc(openedAt)],
    [
      words.head.acknowledged,
      taken === undefined ? words.nobody : words.acknowledged(utc(taken.at), name(taken.by), after(taken.at)),
    ],
    [words.head.ended, utc(ended)],
    [words.head.lasted, after(ended)],
    [words.head.nodes, nodeCount(shown, caseWordsIn(language))],
    [words.head.alerts, String(alerts)],
    [words.head.case, shown.id],
  ];
  const notes = timeline.flatMap((entry) =>
    entry.kind === 'handed-over' && entry.note !== '' ? [`- ${name(entry.by)}: ${line(entry.note)}`] : [],
  );
  const fixed = timeline.flatMap((entry) =>
    entry.kind === 'resolved' && entry.note !== undefined ? [`- ${line(entry.note)}`] : [],
  );
  const sections = [
    [`# ${words.title(what)}`, '', ...head.map(([label, value]) => `- ${label}: ${value}`)],
    [
      `## ${words.section.timeline}`,
      '',
      ...timeline.map((entry) => `- ${utcSeconds(entry.at)}: ${line(said(entry, words, name))}`),
      ...(dropped > 0 ? [`- ${words.dropped(dropped)}`] : []),
    ],
    [
      `## ${words.section.nodes}`,
      '',
      ...places.map(
        (place) =>
          `- ${place.node} (${place.cluster}): ${place.looked ? `${place.looked.title || words.unknownCause}${place.looked.version ? `, ${place.looked.version}` : ''}` : words.notLooked}`,
      ),
      ...(moreAlerts > 0 ? [`- ${words.furtherNodes(moreAlerts)}`] : []),
    ],
    [
      `## ${words.section.fix}`,
      '',
      ...(fixed.length > 0 ? [`${words.saidFix}:`, ...fixed] : [words.noFix]),
      ...(fixes.length > 0 ? ['', `${words.knownFix}:`, ...fixes.flatMap(({ run }) => ['```', run, '```'])] : []),
    ],
    ...(notes.length > 0 ? [[`## ${words.section.notes}`, '', ...notes]] : []),
    [`## ${words.section.evidence}`, '', deeper(evidence)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function said(
  entry: Case['timeline'][number],
  words: ReturnType<typeof resolutionWordsIn>,
  name: (by: string) => string,
): string {
  return (words.entry[entry.kind] as (entry: unknown, name: (by: string) => string) => string)(entry, name);
}

const certainty = (value: Case['cause']['certainty'], language: Language): string =>
  value === 'not-known' ? wordsIn(language).notKnown : wordsIn(language).file.verdict[value];

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Headings of a report within a report; lines inside fences stay as they are. */
function deeper(markdown: string): string {
  let fence = '';
  return markdown
    .split('\n')
    .map((text) => {
      const [mark = ''] = /^`{3,}/.exec(text) ?? [];
      if (mark !== '' && (fence === '' || text === fence)) fence = fence === '' ? mark : '';
      return fence === '' && mark === '' && text.startsWith('#') ? `##${text}` : text;
    })
    .join('\n');
}
