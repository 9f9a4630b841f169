/**
 * Messages of alert bots, in the shapes that their senders build (attachments, fields, blocks), with values of our own. Sources of
 * the shapes: Alertmanager notify/slack and its default template; Grafana's slack notifier and its default message template; the
 * Slack apps of PagerDuty, Opsgenie and Datadog; Robusta's slack sender.
 */
export interface Shape {
  readonly name: string;
  readonly bot: string;
  /** What it is about; every shape names it in its own way. */
  readonly node: string;
  readonly rule: string;
  readonly content: { text?: string; attachments?: Record<string, unknown>[]; blocks?: Record<string, unknown>[] };
  /** The same bot, when it is over. */
  readonly resolved: { text?: string; attachments?: Record<string, unknown>[]; blocks?: Record<string, unknown>[] };
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

export const SHAPES: readonly Shape[] = [
  {
    // The default template: values of the common labels in brackets, without their names; no text.
    name: 'Alertmanager',
    bot: 'Alertmanager',
    node: 'node-1',
    rule: 'KubeNodeNotReady',
    content: {
      attachments: [
        {
          fallback:
            '[FIRING:1] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true) | http://alertmanager:9093/#/alerts?receiver=ops',
          title: '[FIRING:1] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true)',
          title_link: 'http://alertmanager:9093/#/alerts?receiver=ops',
          color: 'danger',
          mrkdwn_in: ['fallback', 'pretext', 'text'],
          footer: '',
        },
      ],
    },
    resolved: {
      attachments: [
        {
          fallback: '[RESOLVED] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true)',
          title: '[RESOLVED] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true)',
          color: 'good',
        },
      ],
    },
  },
  {
    name: 'Grafana',
    bot: 'Grafana',
    node: 'node-2',
    rule: 'KubeletDown',
    content: {
      attachments: [
        {
          color: '#D63232',
          title: '[FIRING:1] KubeletDown Kubernetes (10.1.0.12:10250 kubelet critical)',
          title_link: 'http://grafana:3000/alerting/list',
          fallback: '[FIRING:1] KubeletDown Kubernetes (10.1.0.12:10250 kubelet critical)',
          text: '**Firing**\n\nValue: A=0, C=1\nLabels:\n - alertname = KubeletDown\n - grafana_folder = Kubernetes\n - instance = 10.1.0.12:10250\n - job = kubelet\n - severity = critical\nAnnotations:\n - summary = The kubelet does not answer its scrapes.\nSource: http://grafana:3000/alerting/grafana/abc/view\nSilence: http://grafana:3000/alerting/silence/new',
          footer: 'Grafana v11.2.0',
          footer_icon: 'https://grafana.com/assets/img/fav32.png',
          ts: 1732245120,
        },
      ],
    },
    resolved: {
      attachments: [
        {
          color: '#36a64f',
          title: '[RESOLVED] KubeletDown Kubernetes (10.1.0.12:10250 kubelet critical)',
          text: '**Resolved**\n\nValue: A=1, C=0\nLabels:\n - alertname = KubeletDown\n - instance = 10.1.0.12:10250',
        },
      ],
    },
  },
  {
    name: 'PagerDuty',
    bot: 'PagerDuty',
    node: 'node-3',
    rule: 'KubeNodeUnreachable kubelet stopped posting status',
    content: {
      text: 'Triggered #4711: KubeNodeUnreachable kubelet stopped posting status on node-3',
      attachments: [
        {
          color: '#c4342c',
          blocks: [
            section(
              '*<https://acme.pagerduty.com/incidents/Q1|#4711: KubeNodeUnreachable kubelet stopped posting status on node-3>*',
            ),
            {
              type: 'section',
              fields: [
                { type: 'mrkdwn', text: '*Assigned:* Maya Okafor' },
                { type: 'mrkdwn', text: '*Service:* <https://acme.pagerduty.com/services/P1|Kubernetes>' },
                { type: 'mrkdwn', text: '*Urgency:* High' },
              ],
            },
            {
              type: 'actions',
              elements: [{ type: 'button', action_id: 'ack', text: { type: 'plain_text', text: 'Acknowledge' } }],
            },
          ],
        },
      ],
    },
    resolved: { text: 'Resolved #4711: KubeNodeUnreachable kubelet stopped posting status on node-3' },
  },
  {
    name: 'Opsgenie',
    bot: 'Opsgenie',
    node: 'node-4',
    rule: 'Node NotReady #',
    content: {
      text: 'New alert created via Prometheus: <https://app.opsgenie.com/alert/detail/1|#311> "Node NotReady 5min"',
      attachments: [
        {
          fallback: '#311: Node NotReady 5min',
          title: '#311: Node NotReady 5min',
          title_link: 'https://app.opsgenie.com/alert/detail/1',
          color: '#d9534f',
          fields: [
            { title: 'Priority', value: 'P1', short: true },
            { title: 'Source', value: 'prometheus', short: true },
            { title: 'Tags', value: 'cluster:prod, node:node-4, severity:critical', short: false },
            { title: 'Routed Teams', value: 'Platform', short: true },
          ],
        },
      ],
    },
    resolved: {
      text: 'System closed alert <https://app.opsgenie.com/alert/detail/1|#311> "Node NotReady 5min"',
      attachments: [
        {
          title: '#311: Node NotReady 5min',
          fields: [{ title: 'Tags', value: 'cluster:prod, node:node-4', short: false }],
        },
      ],
    },
  },
  {
    name: 'Datadog',
    bot: 'Datadog',
    node: 'node-5',
    rule: 'Kubernetes Node is NotReady',
    content: {
      attachments: [
        {
          color: 'danger',
          title: 'Triggered: [Kubernetes] Node is NotReady on kube_node:node-5',
          title_link: 'https://app.datadoghq.com/monitors/42?group=kube_node%3Anode-5',
          fallback: 'Triggered: [Kubernetes] Node is NotReady on kube_node:node-5',
          text: 'The kubelet of this node has not reported Ready for 10 minutes.\n\nmin(last_10m):sum:kubernetes_state.node.by_condition{condition:ready,status:true} by {kube_node} < 1\n\nMetric value: 0.0',
          fields: [
            { title: 'Tags', value: 'env:prod, kube_cluster_name:prod, kube_node:node-5, team:platform', short: false },
          ],
        },
      ],
    },
    resolved: {
      attachments: [{ color: 'good', title: 'Recovered: [Kubernetes] Node is NotReady on kube_node:node-5' }],
    },
  },
  {
    name: 'Robusta',
    bot: 'Robusta',
    node: 'node-6',
    rule: 'KubePodCrashLooping',
    content: {
      blocks: [
        section('🔥 *Prometheus Alert Firing* 🔴 High\n*KubePodCrashLooping*'),
        section('*Pod shop/web-6d5f9c7b8-x2k4p is in CrashLoopBackOff: containerd fails to create its task.*'),
        section('*Source:* `prod/shop/pod/web-6d5f9c7b8-x2k4p`'),
        { type: 'divider' },
        section(
          '*Alert labels*\n• *namespace*: `shop`\n• *pod*: `web-6d5f9c7b8-x2k4p`\n• *container*: `web`\n• *severity*: `warning`',
        ),
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'robusta | prod' }] },
      ],
    },
    resolved: {
      blocks: [
        section('✅ *Prometheus Alert Resolved*\n*KubePodCrashLooping*'),
        section('*Source:* `prod/shop/pod/web-6d5f9c7b8-x2k4p`'),
        section('*Alert labels*\n• *namespace*: `shop`\n• *pod*: `web-6d5f9c7b8-x2k4p`'),
      ],
    },
  },
];
