import { type Content, type Shape, section } from './shape.js';

/**
 * PagerDuty's Slack app is not public; as we remember it: a line of text, then an attachment whose blocks hold the incident's link and
 * its fields; acknowledging and resolving edits that message and adds a line to its thread. An incident keeps the title it was
 * triggered with, and Alertmanager's begins with `[FIRING:1]` (`pagerduty.default.description` is `__subject`): also when it is over.
 */
const incident = (state: string, title: string, color: string, who: string): Content => ({
  text: `${state} #4711: ${title}`,
  attachments: [
    {
      color,
      blocks: [
        section(`*<https://acme.pagerduty.com/incidents/Q1|#4711: ${title}>*`),
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: `*${who}:* Maya Okafor` },
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
});

const SUBJECT = '[FIRING:1] KubeNodeUnreachable (node-3 critical)';

export const PAGERDUTY: Shape = {
  bot: 'PagerDuty',
  node: 'node-3',
  samples: [
    {
      what: 'triggered',
      origin: 'knowledge',
      content: incident(
        'Triggered',
        'KubeNodeUnreachable kubelet stopped posting status on node-3',
        '#c4342c',
        'Assigned',
      ),
      status: 'firing',
      rule: 'KubeNodeUnreachable',
      about: ['node-3'],
      critical: true,
    },
    {
      what: 'triggered by Alertmanager',
      origin: 'knowledge',
      content: incident('Triggered', SUBJECT, '#c4342c', 'Assigned'),
      status: 'firing',
      rule: 'KubeNodeUnreachable',
      about: ['node-3'],
    },
    {
      what: 'acknowledged, edited in place',
      origin: 'knowledge',
      content: incident('Acknowledged', SUBJECT, '#e8a33d', 'Acknowledged by'),
      status: 'other',
      rule: 'KubeNodeUnreachable',
      about: ['node-3'],
    },
    {
      what: 'resolved, edited in place, under the title it was triggered with',
      origin: 'knowledge',
      content: incident('Resolved', SUBJECT, '#4a9d4a', 'Resolved by'),
      status: 'resolved',
      rule: 'KubeNodeUnreachable',
      about: ['node-3'],
    },
    {
      what: 'resolved, as a line in the thread',
      origin: 'knowledge',
      content: { text: 'Resolved by Maya Okafor' },
      status: 'resolved',
      rule: 'Resolved by Maya Okafor',
      about: [],
    },
  ],
};
