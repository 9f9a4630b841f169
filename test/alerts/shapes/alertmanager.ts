import type { Shape } from './shape.js';

/**
 * prometheus/alertmanager: `notify/slack/slack.go` builds one attachment; `template/default.tmpl` its title (`__subject`: state, values of
 * the group labels, values of the other common labels in brackets, all without names) and an empty text. A title is cut at 1,024
 * characters with `…`. With `update_message` the same message is edited from firing to resolved (`chat.update`).
 */
const titled = (title: string, color: string, text = '') => ({
  attachments: [
    {
      fallback: `${title} | http://alertmanager:9093/#/alerts?receiver=ops`,
      title,
      title_link: 'http://alertmanager:9093/#/alerts?receiver=ops',
      text,
      color,
      callback_id: '',
      footer: '',
      mrkdwn_in: ['fallback', 'pretext', 'text'],
    },
  ],
});

const many = Array.from({ length: 90 }, (_, index) => `worker-${1000 + index}`).join(' ');

export const ALERTMANAGER: Shape = {
  bot: 'Alertmanager',
  node: 'node-1',
  samples: [
    {
      what: 'firing, default template',
      origin: 'source',
      content: titled(
        '[FIRING:1] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true)',
        'danger',
      ),
      status: 'firing',
      rule: 'KubeNodeNotReady',
      about: ['node-1'],
    },
    {
      what: 'resolved, default template',
      origin: 'source',
      content: titled('[RESOLVED] KubeNodeNotReady (Ready kube-state-metrics node-1 monitoring critical true)', 'good'),
      status: 'resolved',
      rule: 'KubeNodeNotReady',
      about: ['node-1'],
    },
    {
      what: 'grouped by node as well, so that its name stands before the brackets',
      origin: 'source',
      content: titled('[FIRING:2] KubeNodeNotReady node-1 (kube-state-metrics monitoring critical)', 'danger'),
      status: 'firing',
      rule: 'KubeNodeNotReady',
      about: ['node-1'],
    },
    {
      what: 'a title that was cut at 1,024 characters, in the middle of a name',
      origin: 'source',
      content: titled(
        `[FIRING:90] KubeNodeNotReady ${many.slice(0, 1024 - '[FIRING:90] KubeNodeNotReady '.length - 1)}…`,
        'danger',
      ),
      status: 'firing',
      rule: 'KubeNodeNotReady',
      about: ['worker-1000', 'worker-1081'],
      // What stands before the cut could be the whole name of another node.
      not: ['worker-1', 'worker-10', 'worker-108', 'worker-1082', 'worker-108…'],
    },
    {
      what: 'a text of the team’s own template, the labels one a line, with a part that is over',
      origin: 'documented',
      content: titled(
        '[FIRING:1] KubeletDown (critical)',
        'danger',
        '*Alerts Firing:*\n*Details:*\n  • *alertname:* `KubeletDown`\n  • *cluster:* `prod`\n  • *node:* `node-1`\n  • *severity:* `critical`\n*Alerts Resolved:*\n  • *alertname:* `KubeletDown`\n  • *node:* `node-8`\n',
      ),
      status: 'firing',
      rule: 'KubeletDown',
      about: ['node-1'],
      not: ['node-8'],
      over: ['node-8'],
      critical: true,
      cluster: 'prod',
    },
  ],
};
