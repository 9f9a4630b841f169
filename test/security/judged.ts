import type { Shown } from '../../handlers/blocks/shown.js';
import { answerBlocks } from '../../handlers/blocks.js';
import { resolveNames } from '../../handlers/names/targets.js';
import { typedText } from '../../handlers/text/slack-text.js';
import { readCommand } from '../../handlers/ways/diagnose-command.js';
import { anatomy } from '../../src/chain/anatomy.js';
import { answered } from '../../src/diagnosis/answered.js';
import { diagnose, type Knowledge } from '../../src/diagnosis/diagnose.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import type { Known } from '../../src/records/inventory.js';
import { readReport } from '../../src/report/read-report.js';
import type { Hostile } from './hostile.js';
import { liveMarkup } from './live.js';

export const INVENTORY: readonly Known[] = [
  {
    inventory: {
      cluster: 'prod',
      at: '2026-01-01T00:00:00Z',
      nodes: [{ name: 'node-7', addresses: ['10.0.0.7'] }],
      pods: { 'web/front-1': 'node-7' },
    },
    ageSeconds: 1,
    stale: false,
  },
];

/** What went wrong with one input on its way from Slack to an answer, without Slack and queue: nothing, it is hoped. */
export function judged({ text }: Hostile, knowledge: Knowledge, own: ReadonlySet<string>): readonly string[] {
  const wrong: string[] = [];
  const asked = readCommand(text);
  const names = asked.kind === 'names' ? asked.names : text.split(/\s+/).slice(0, 20);
  const { targets, notes } = resolveNames(names, [], INVENTORY);
  if (targets.some(({ cluster, node }) => cluster !== 'prod' || node !== 'node-7')) wrong.push('a target of its own');
  const report = readReport(typedText(text));
  // Names of processes and pods belong to whoever runs the workload.
  const facts = factsFromJson({
    'runc.version': text.slice(0, 80),
    processes: [
      { pid: 1, ppid: 0, elapsed_seconds: 900, stat: 'D', wchan: text.slice(0, 40), args: `runc init ${text}` },
    ],
  });
  const collection = { step: 'exec', complete: false, failed: [{ probe: 'all', reason: text }] } as const;
  const diagnosis = diagnose(
    { report, facts, node: 'node-7', cluster: 'prod', collection: { ...collection, failed: [...collection.failed] } },
    knowledge,
  );
  const shown: Shown = {
    language: 'en',
    report: 'r1',
    answered: answered(report, [diagnosis], 'r1'),
    phase: 'full',
    progress: [],
    notes: [...notes],
    collectable: [],
    anatomy: anatomy(report.lines),
    hasText: true,
    unreached: [],
    peelable: false,
    case: null,
    elsewhere: null,
    offering: { canEscalate: false, muteMinutes: 60 },
  };
  wrong.push(...liveMarkup(answerBlocks(shown), own).map((live) => `live: ${live}`));
  return wrong;
}
