import { type Content, type Shape, section } from './shape.js';

/**
 * robusta-dev/robusta: `integrations/slack/sender.py`. The text is the finding's title (the annotation `summary`, else the alert's name;
 * `[RESOLVED] ` before it when it is over); blocks: a header with state, severity and title, links, `*Source:* CLUSTER`, the alert's
 * description, enrichments (each section is cut at 3,000 characters with `...`), a divider; the labels stand in an attachment's blocks,
 * one a line (`● node \`node-6\``). The newer sender has `[Firing]` in the header and the cluster in a context block. With grouping
 * there is one message `Alerts Summary - N Notifications`, edited with each alert; the alerts stand in its thread.
 */
const TITLE = 'Pod shop/web-6d5f9c7b8-x2k4p (web) is restarting 2 times / 5 minutes.';
const DESCRIPTION = 'Pod is in waiting state (reason: "CrashLoopBackOff"): containerd fails to create its task.';
const labels = (...more: string[]) => ({
  color: '#EF311F',
  blocks: [
    section(
      [
        '*Alert labels* ',
        '● alertname `KubePodCrashLooping`',
        '● container `web`',
        '● namespace `shop`',
        '● pod `web-6d5f9c7b8-x2k4p`',
        '● severity `warning`',
        ...more,
      ].join('\n'),
    ),
    { type: 'divider' },
  ],
});
const message = (text: string, header: string, ...blocks: Record<string, unknown>[]): Content => ({
  text,
  blocks: [
    section(header),
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'link_0',
          url: 'https://platform.robusta.dev/x',
          text: { type: 'plain_text', text: 'Investigate 🔎' },
        },
      ],
    },
    section('*Source:* `prod`'),
    section(`🚨 *Alert:* ${DESCRIPTION}`),
    ...blocks,
    { type: 'divider' },
  ],
  attachments: [labels()],
});
const context = (...texts: string[]) => ({
  type: 'context',
  elements: texts.map((text) => ({ type: 'mrkdwn', text })),
});

export const ROBUSTA: Shape = {
  bot: 'Robusta',
  node: 'node-6',
  samples: [
    {
      what: 'firing',
      origin: 'source',
      content: message(
        TITLE,
        `🔥 \`Prometheus Alert Firing\` 🔥 🔴 *High*\n<https://platform.robusta.dev/x|*${TITLE}*>`,
      ),
      status: 'firing',
      rule: 'KubePodCrashLooping',
      about: ['shop/web-6d5f9c7b8-x2k4p'],
      critical: true,
      cluster: 'prod',
    },
    {
      what: 'resolved',
      origin: 'source',
      content: message(
        `[RESOLVED] ${TITLE}`,
        `✅ *Prometheus resolved* 🔴 *High*\n<https://platform.robusta.dev/x|*${TITLE}*>`,
      ),
      status: 'resolved',
      rule: 'KubePodCrashLooping',
      about: ['shop/web-6d5f9c7b8-x2k4p'],
    },
    {
      what: 'firing, the newer header, without its labels',
      origin: 'source',
      content: {
        text: 'Node node-6 is not ready',
        blocks: [
          section('⚠️ *[Firing] Node node-6 is not ready*'),
          context(
            ':bell: Type: Alert',
            '🔴 Severity: High',
            ':globe_with_meridians: Cluster: prod',
            ':computer: Resource: node/node-6',
          ),
          section('*Source:* `prod`'),
        ],
      },
      status: 'firing',
      rule: 'Node # is not ready',
      about: ['node-6'],
      critical: true,
      cluster: 'prod',
    },
    {
      what: 'resolved, the newer header',
      origin: 'source',
      content: {
        text: '[RESOLVED] Node node-6 is not ready',
        blocks: [section('✅ *[Resolved] Node node-6 is not ready*'), context(':globe_with_meridians: Cluster: prod')],
      },
      status: 'resolved',
      rule: 'Node # is not ready',
      about: ['node-6'],
      cluster: 'prod',
    },
    {
      what: 'an enrichment that was cut in the middle of a name',
      origin: 'source',
      content: message(
        TITLE,
        `🔥 \`Prometheus Alert Firing\` 🔥 🟡 *Low*\n*${TITLE}*`,
        section('*Nodes*\n● node-61\n● node-6...'),
      ),
      status: 'firing',
      rule: 'KubePodCrashLooping',
      about: ['node-61'],
      not: ['node-6'],
      critical: false,
    },
    {
      what: 'the summary of a group, edited with each alert',
      origin: 'source',
      content: {
        text: 'Alerts Summary',
        blocks: [
          section('*Alerts Summary - 3 Notifications*'),
          section('*Cluster:* `prod`'),
          section('*Matching criteria*: `workload`'),
          section('```\nnode    | Fired | Resolved\nnode-6  |     2 |        1\n```'),
        ],
      },
      status: 'other',
      rule: 'Alerts Summary',
      about: [],
    },
  ],
};
