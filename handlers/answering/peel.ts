import type { ModalView, StaticSelect } from '@slack/types';
import { z } from 'zod';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { isRows } from '../../src/facts/derive.js';
import { containersOf, type PeelContainer } from '../../src/facts/peel.js';
import { clusterName, nodeName, type Target } from '../../src/jobs/payloads.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
import { sentView } from '../slack/sent-view.js';
import { noteWordsIn } from '../words/note-words.js';
import type { Desk } from './buttons.js';
import { type Click, expired, targetOf } from './buttons.js';
import { PEEL_SCOPE } from './joined-part.js';
import { viewOf } from './view.js';

/** The dialog behind *Peel the layers*: which container, and whom it can hurt. */
export const PEEL_FORM = 'plegmatic_peel';

const carried = z.object({
  report: z.string().max(200),
  cluster: clusterName,
  node: nodeName,
  channel: z.string(),
});

interface Asked extends Target {
  readonly report: string;
  readonly user: string;
  readonly channel: string;
}

interface Possible {
  readonly language: Language;
  readonly containers: readonly PeelContainer[];
}

/** Whether this person may have layers peeled there now. @returns a sentence where not; asked again when the dialog is sent. */
async function possible(asked: Asked, parts: Parts, desk: Desk): Promise<Possible | string> {
  const view = await viewOf(asked.report, { ...parts, ...desk });
  if (view === null) return await expired(asked.user, parts);
  const { language } = view.report;
  const diagnosis = view.shown.answered.diagnoses.find(
    (one) => one.node === asked.node && one.cluster === asked.cluster,
  );
  if (diagnosis === undefined) return noteWordsIn(language).click.expired;
  const allowed = await parts.rights.may(asked, 'peel', asked.cluster, language);
  if (!allowed.ok) return allowed.why;
  const words = noteWordsIn(language).peel;
  const [hazard] = parts.engine.execHazards(diagnosis.facts);
  if (hazard !== undefined) return words.hazard(asked.node, hazard.title, hazard.because);
  const containers = containersIn(diagnosis);
  return containers.length === 0 ? words.noContainer(asked.node) : { language, containers };
}

function containersIn({ facts: { pods } }: Diagnosis): readonly PeelContainer[] {
  return pods?.state === 'known' && isRows(pods.value) ? containersOf(pods.value) : [];
}

/** *Peel the layers*: opens the dialog. @returns a sentence for whoever clicked where it may not be done. */
export async function peelClick(clicked: Click, parts: Parts, desk: Desk): Promise<string | undefined> {
  const { report, target } = targetOf(clicked);
  if (target === undefined || clicked.trigger_id === undefined) return await expired(clicked.user.id, parts);
  const asked = { ...target, report, user: clicked.user.id, channel: clicked.channel.id };
  const can = await possible(asked, parts, desk);
  if (typeof can === 'string') return can;
  await parts.slack.openForm(clicked.trigger_id, peelView(asked, can));
  return undefined;
}

function peelView({ report, cluster, node, channel }: Asked, { language, containers }: Possible): ModalView {
  const words = noteWordsIn(language).peel;
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  return {
    type: 'modal',
    callback_id: PEEL_FORM,
    private_metadata: JSON.stringify({ report, cluster, node, channel } satisfies z.input<typeof carried>),
    title: plain(words.title),
    submit: plain(words.submit),
    close: plain(words.close),
    blocks: [
      { type: 'section', text: plain(words.whom(node)) },
      {
        type: 'input',
        block_id: 'container',
        label: plain(words.container),
        element: {
          type: 'static_select',
          action_id: 'id',
          ...menuOf(containers),
        },
      },
    ],
  };
}

/** Slack takes at most 100 options of a menu, and at most 100 groups of so many. */
const MOST_OPTIONS = 100;

/** The containers as a menu holds them: all of them, in groups by namespace where they are many. */
function menuOf(containers: readonly PeelContainer[]): Pick<StaticSelect, 'options' | 'option_groups'> {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const option = ({ namespace, pod, name, id }: PeelContainer) => ({
    text: plain(`${namespace}/${pod}/${name}`.slice(-75)),
    value: id,
  });
  if (containers.length <= MOST_OPTIONS) return { options: containers.map(option) };
  const namespaces = [...new Set(containers.map(({ namespace }) => namespace))];
  const groups = namespaces.flatMap((namespace) => {
    const own = containers.filter((one) => one.namespace === namespace);
    return Array.from({ length: Math.ceil(own.length / MOST_OPTIONS) }, (_, part) => ({
      label: plain(`${namespace}${part === 0 ? '' : ` (${part + 1})`}`.slice(0, 75)),
      options: own.slice(part * MOST_OPTIONS, (part + 1) * MOST_OPTIONS).map(option),
    }));
  });
  return { option_groups: groups.slice(0, MOST_OPTIONS) };
}

export const peelSent = sentView(carried, {
  container: z.looseObject({ id: z.looseObject({ selected_option: z.looseObject({ value: z.string() }) }) }),
});
export type PeelSent = z.output<typeof peelSent>;

/** The dialog was sent: everything is asked again, for minutes may lie between. @returns `ok`, and a sentence for whoever sent it. */
export async function peelAsked(
  { user, view }: PeelSent,
  parts: Parts,
  desk: Desk,
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const { report, cluster, node, channel } = view.private_metadata;
  const target = { cluster, node };
  const who = { user: user.id, channel };
  const can = await possible({ ...target, ...who, report }, parts, desk);
  if (typeof can === 'string') return { ok: false, said: can };
  const words = noteWordsIn(can.language).peel;
  const chosen = can.containers.find((one) => one.id === view.state.values.container.id.selected_option.value);
  if (chosen === undefined) return { ok: false, said: words.gone };
  const again = `peel@${view.id}`;
  const charge = chargeOf(report, target, who, again);
  const allowed = await permit(who, charge, can.language, parts);
  if (!allowed.ok) return { ok: false, said: allowed.why };
  const { deadlineMs } = parts.limits;
  const wait = {
    ...target,
    scope: `${PEEL_SCOPE}${chosen.id}`,
    report,
    by: { ...who, report },
    deadlineMs,
    again,
    force: true,
  };
  await collectFor(wait, charge, parts);
  return { ok: true, said: words.runs(`${chosen.namespace}/${chosen.pod}/${chosen.name}`, node) };
}
