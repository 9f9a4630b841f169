import type { Shape } from './shape.js';

/**
 * The title is documented (API, `include_tags`): `[Triggered on {host:h1}] Monitor Title`, without the tags `[Triggered] Monitor Title`;
 * captured events (`$EVENT_TITLE` of webhooks) put a priority before it: `[P2] [Triggered on {…}] …`. How the Slack app cuts it into
 * an attachment is knowledge: title `Triggered: Monitor Title on host:h1`, the monitor's message, its query and its tags.
 */
const TAGS = {
  title: 'Tags',
  value: 'env:prod, kube_cluster_name:prod, kube_node:node-5, team:platform',
  short: false,
};
const body = (title: string, color: string, text = '') => ({
  attachments: [
    {
      color,
      title,
      title_link: 'https://app.datadoghq.com/monitors/42?group=kube_node%3Anode-5&from_ts=1732245120000',
      fallback: title,
      text,
      fields: [TAGS],
    },
  ],
});
const said =
  'The kubelet of this node has not reported Ready for 10 minutes.\n\nmin(last_10m):sum:kubernetes_state.node.by_condition{condition:ready,status:true} by {kube_node} < 1\n\nMetric value: 0.0';

export const DATADOG: Shape = {
  bot: 'Datadog',
  node: 'node-5',
  samples: [
    {
      what: 'triggered',
      origin: 'knowledge',
      content: body('Triggered: [Kubernetes] Node is NotReady on kube_node:node-5', 'danger', said),
      status: 'firing',
      rule: 'Kubernetes Node is NotReady',
      about: ['node-5'],
      cluster: 'prod',
    },
    {
      what: 'recovered',
      origin: 'knowledge',
      content: body('Recovered: [Kubernetes] Node is NotReady on kube_node:node-5', 'good'),
      status: 'resolved',
      rule: 'Kubernetes Node is NotReady',
      about: ['node-5'],
    },
    ...(['Triggered', 'Re-Triggered', 'Warn', 'No data'] as const).map((state) => ({
      what: `${state}, priority and tags in the title`,
      origin: 'captured' as const,
      content: body(`[P2] [${state} on {kube_node:node-5}] Node is NotReady`, 'danger'),
      status: 'firing' as const,
      rule: 'Node is NotReady',
      about: ['node-5'],
      critical: false,
    })),
    {
      what: 'recovered, priority and tags in the title',
      origin: 'captured',
      content: body('[P1] [Recovered on {kube_node:node-5}] Node is NotReady', 'good'),
      status: 'resolved',
      rule: 'Node is NotReady',
      about: ['node-5'],
      critical: true,
    },
    {
      what: 'triggered, as a plain text without tags in the title',
      origin: 'documented',
      content: { text: '[Triggered] Node is NotReady\n@slack-ops kube_node:node-5' },
      status: 'firing',
      rule: 'Node is NotReady',
      about: ['node-5'],
    },
  ],
};
