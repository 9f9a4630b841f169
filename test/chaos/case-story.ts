import type { Message } from '../../playground/slack/model.js';
import type { CaseStage } from './case-stage.js';

/** What is left of a case when it is over, without what no two runs share: times, ids, addresses. */
export interface Outcome {
  readonly steps: readonly string[];
  readonly thread: readonly string[];
  readonly files: readonly string[];
  readonly report: readonly string[];
  readonly pages: number;
  readonly incidents: readonly string[];
  readonly refused: readonly string[];
}

const WITHIN_MS = 150_000;
const ALERT = '[FIRING:1] KubeNodeNotReady (edge-3 demo critical)';

/**
 * One case from its first alert to its report: diagnosed in the alert's thread, nobody acknowledges, tier 2 is paged, taken, handed
 * over, mended, rechecked, resolved. `after` is called at each step, when what it did can be seen.
 */
export async function playCase(stage: CaseStage, after: (step: string) => Promise<void>): Promise<Outcome> {
  const { slack, pagerduty } = stage;
  const steps: string[] = [];
  const step = async (name: string): Promise<void> => {
    steps.push(name);
    await after(name);
  };
  const thread = (): readonly Message[] => slack.thread('ops', alert);
  const said = (message: Message): string => JSON.stringify([message.text, message.blocks ?? []]);
  const wait = <T>(find: () => T | undefined, what: string): Promise<T> =>
    slack.waitFor(find, { within: WITHIN_MS, what });
  const find = (pattern: RegExp) => () => thread().find((message) => message !== alert && pattern.test(said(message)));
  const press = async (name: string, action: string): Promise<void> => {
    const at = await wait(find(new RegExp(`"${action}"`)), action);
    await slack.person(name).presses(at, action);
  };

  const alert = slack.integration('Alertmanager', 'ops', { attachments: [{ title: ALERT, color: 'danger' }] });
  await wait(find(/Confirmed/), 'the diagnosis');
  await step('diagnosed');
  await wait(find(/tier 1 of 2/), 'tier 1');
  await step('tier 1 told');
  await wait(find(/tier 2 of 2/), 'tier 2');
  await wait(() => pagerduty.pages[0], 'the incident').catch(() => undefined);
  await step('tier 2 told');
  await press('tomas', 'plegmatic.case.ack');
  await wait(find(/Acknowledged\*/), 'the acknowledgement');
  await step('acknowledged');
  await press('tomas', 'plegmatic.case.hand-over');
  const form = slack.person('tomas').modal;
  if (form === undefined) throw new Error('the form did not open');
  await slack.person('tomas').submits(form, { user: slack.person('lin').user.id, text: 'runc is to be replaced' });
  await wait(find(/hands this over/), 'the hand-over');
  await step('handed over');
  stage.mend();
  await step('fixed');
  await press('lin', 'plegmatic.case.recheck');
  await wait(find(/the recheck found it mended/), 'the end');
  await step('rechecked and resolved');
  const file = await wait(() => files(thread()).find(({ name }) => name.startsWith('case-')), 'the report');
  await step('reported');
  // What might still come twice has had its time: jobs of a killed worker come back within fifteen seconds.
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  const report = String(slack.world.workspace.contents.get(file.id));
  return {
    steps,
    // A file is uploaded beside what is said: which of them stands first is chance, in peace as well.
    thread: thread()
      .filter(({ files = [] }) => files.length === 0)
      .map(bare),
    files: files(thread())
      .map(({ name }) => name.replace(/case-.*/, 'case report'))
      .sort(),
    // Lines in order of the alphabet: a page may be noted a moment after the acknowledgement that answers it, in peace as well.
    report: report.slice(0, report.indexOf('## Evidence')).split('\n').map(withoutTimes).sort(),
    pages: pagerduty.pages.length,
    incidents: pagerduty.incidents.map(({ status, summary }) => `${status}: ${summary}`),
    refused: pagerduty.refused,
  };
}

const files = (thread: readonly Message[]) => thread.flatMap((message) => message.files ?? []);

/** One message as a line: its first words. */
function bare(message: Message): string {
  return withoutTimes((message.text || ALERT).slice(0, 160));
}

function withoutTimes(line: string): string {
  return line
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? UTC/g, 'TIME')
    .replace(/p\d{10,}|thread_ts=[\d.]+|cid=\w+|archives\/\w+/g, '#')
    .replace(/(Lasted: ).*|(\(after )[^)]*/, '$1$2#')
    .replace(/(Case: )\w+/, '$1#');
}
