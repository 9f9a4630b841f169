import type { KnownBlock } from '@slack/types';
import { type Difference, type Group, groupsOf, LEAST_HEALTHY } from '../../src/fleet/compare.js';
import { type FleetNode, HEALTHS } from '../../src/fleet/node.js';
import type { FleetPlan, FleetProgress, FleetState } from '../../src/records/fleets.js';
import type { Language } from '../../src/report/language.js';
import { ACTIONS } from '../blocks/buttons.js';
import { fit, LIMITS, type Piece } from '../blocks/fit.js';
import { fence, notification, prose } from '../blocks/mrkdwn.js';
import type { SlackAnswer } from '../blocks.js';
import { type FleetWords, fleetWordsIn } from './words.js';

/** A table of more causes or differences than these is for the file. */
const MOST_GROUPS = 8;
const MOST_DIFFERENCES = 6;
const MOST_NAMES = 6;

export interface ShownFleet {
  readonly report: string;
  readonly language: Language;
  readonly plan: FleetPlan;
  readonly state: FleetState;
  /** Sentences about what was asked for and not done. */
  readonly notes: readonly string[];
}

/** One message for a whole sweep, edited in place: how far it is, the causes as a table, and what sets the sick apart. Pure. */
export function fleetMessage(shown: ShownFleet): SlackAnswer {
  const { plan, state, report, language } = shown;
  const words = fleetWordsIn(language);
  const running = isRunning(state);
  const groups = groupsOf(state.nodes);
  const head = headline(plan, state, words);
  const pieces: Piece[] = [
    { group: 'head', text: `*${prose(head)}*`, rank: 0 },
    ...(total(plan) === 0 ? [] : [{ group: 'head', text: progressLine(plan, state, words), rank: 0 }]),
    ...shown.notes.map((note): Piece => ({ group: 'notes', text: prose(note), rank: 0 })),
  ];
  if (groups.length > 0)
    pieces.push({ group: 'causes', text: fence(causeTable(groups.slice(0, MOST_GROUPS), words)), rank: 1 });
  if (!running && groups.length > 0) pieces.push(...apartPieces(groups.slice(0, MOST_GROUPS), state, words));
  const [more, rows] = [groups.length - MOST_GROUPS, groups.some((one) => one.differences.length > MOST_DIFFERENCES)];
  if (!running && (more > 0 || rows))
    pieces.push({ group: 'more', text: words.restInFile(Math.max(0, more), rows), rank: 0 });
  const stop: KnownBlock = {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: ACTIONS.fleetStop,
        text: { type: 'plain_text', text: words.stop },
        value: JSON.stringify({ report }),
      },
    ],
  };
  const { blocks } = fit(pieces, running && state.stopped === null ? [stop] : []);
  return { text: notification(head).slice(0, LIMITS.section), blocks, needsFile: !running && state.nodes.length > 0 };
}

export const isRunning = ({ open, pending, stopped }: FleetProgress): boolean =>
  open > 0 || (pending > 0 && stopped === null);

const count = (nodes: readonly FleetNode[], health: FleetNode['health']): number =>
  nodes.filter((one) => one.health === health).length;
const total = (plan: FleetPlan): number => plan.clusters.reduce((sum, { nodes }) => sum + nodes.length, 0);

function headline(plan: FleetPlan, state: FleetState, words: FleetWords): string {
  const counts = HEALTHS.map((health) => [words.health[health], count(state.nodes, health)] as const);
  const told = counts.filter(([, number]) => number > 0).map(([word, number]) => `${number} ${word}`);
  return `${words.sweep(plan.asked, total(plan))}: ${told.join(', ') || words.nothingYet}`;
}

function progressLine(plan: FleetPlan, state: FleetState, words: FleetWords): string {
  const most = plan.clusters.map(({ cluster, most: at }) => words.atOnce(at, prose(cluster))).join(', ');
  const left = total(plan) - state.nodes.length;
  if (isRunning(state))
    return `:hourglass_flowing_sand: ${words.progress(state.nodes.length, total(plan), state.open)} (${most})`;
  return state.stopped === null || left === 0 ? words.finished : words.stopped[state.stopped](left);
}

/** Columns padded with blanks: a fence is the one place where Slack keeps them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function causeTable(groups: readonly Group[], words: FleetWords): string {
  const names = (group: Group): string => {
    const shown = group.nodes.slice(0, MOST_NAMES).map((one) => one.node);
    const more = group.nodes.length - shown.length;
    return more > 0 ? `${shown.join(' ')} +${more}` : shown.join(' ');
  };
  return table([
    words.columns,
    ...groups.map((group) => [words.health[group.health], group.id, String(group.nodes.length), names(group)]),
  ]);
}

const share = ({ have, of }: Difference['sick']): string => `${have}/${of}`;

/** What the nodes with one cause have and the healthy lack; all those that nothing sets apart in one sentence. */
function apartPieces(groups: readonly Group[], state: FleetState, words: FleetWords): readonly Piece[] {
  const piece = (id: string, text: string): Piece => ({ group: id, text, rank: 2 });
  if (count(state.nodes, 'healthy') < LEAST_HEALTHY) return [piece('apart', words.tooFewHealthy)];
  const alike = groups.filter((group) => group.differences.length === 0).map((group) => prose(group.id));
  const told = groups.flatMap((group) => {
    if (group.differences.length === 0) return [];
    const rows = group.differences
      .slice(0, MOST_DIFFERENCES)
      .map(({ fact, value, sick, healthy }) => [fact, value, share(sick), share(healthy)]);
    return [piece(group.id, `*${prose(group.title)}*\n${fence(table([words.apartColumns, ...rows]))}`)];
  });
  return alike.length === 0 ? told : [...told, piece('apart', `${alike.join(', ')}: ${words.nothingApart}`)];
}

/** Everything as Markdown: each cause with all its nodes and differences, then every node. */
export function fleetFile(shown: ShownFleet): string {
  const { plan, state, language } = shown;
  const words = fleetWordsIn(language);
  const cells = (row: readonly string[]): string =>
    `| ${row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  const rule = (columns: readonly string[]): string => cells(columns.map(() => '---'));
  const groups = groupsOf(state.nodes).flatMap((group) => [
    `## ${group.title}`,
    '',
    `\`${group.id}\`, ${words.health[group.health]}: ${group.nodes.map((one) => one.node).join(', ')}`,
    '',
    ...(group.differences.length === 0
      ? [words.nothingApart]
      : [
          cells(words.apartColumns),
          rule(words.apartColumns),
          ...group.differences.map(({ fact, value, sick, healthy }) =>
            cells([fact, value, share(sick), share(healthy)]),
          ),
        ]),
    '',
  ]);
  const nodes = state.nodes.map((one) =>
    cells([
      one.cluster,
      one.node,
      one.pool ?? '',
      words.health[one.health],
      one.cause?.id ?? one.reason ?? '',
      one.exposed.join(' '),
    ]),
  );
  return `${[
    `# ${headline(plan, state, words)}`,
    '',
    progressLine(plan, state, words),
    '',
    ...groups,
    `## ${words.allNodes}`,
    '',
    cells(words.nodeColumns),
    rule(words.nodeColumns),
    ...nodes,
  ].join('\n')}\n`;
}
