import type { Shape } from './shape.js';

/**
 * Captured, in the specs of a chat that takes Slack's webhooks: title `New alert: #46353`, the alert's message in quotes as text, a
 * fallback of both with a link to `opsg.in` and the tags. Captured, in a bot that answers Opsgenie's Slack app: author_name `New Alert
 * created via SOURCE`, the message as title, fields; closing posts a message of its own and edits the buttons out of the first one.
 */
const tags = 'cluster:prod, node:node-4, severity:critical';
const fields = [
  { title: 'Priority', value: 'P1', short: true },
  { title: 'Source', value: 'prometheus', short: true },
  { title: 'Tags', value: tags, short: false },
  { title: 'Routed Teams', value: 'Platform', short: true },
];

export const OPSGENIE: Shape = {
  bot: 'Opsgenie',
  node: 'node-4',
  samples: [
    {
      what: 'created, the message in the title',
      origin: 'captured',
      content: {
        attachments: [
          {
            fallback: 'New Alert created via Prometheus: "Node NotReady 5min" <https://opsg.in/a/i/acme/1|311>',
            author_name: 'New Alert created via Prometheus',
            title: '#311: Node NotReady 5min',
            title_link: 'https://opsg.in/a/i/acme/1',
            color: '#F4511E',
            fields,
          },
        ],
      },
      status: 'firing',
      rule: 'Node NotReady #',
      about: ['node-4'],
      critical: true,
      cluster: 'prod',
    },
    {
      what: 'created, the number in the title, the message and the tags in the text',
      origin: 'captured',
      content: {
        attachments: [
          {
            color: '#F4511E',
            title: 'New alert: #311',
            text: `"[FIRING:1] KubeNodeNotReady (node-4)"\nTags: ${tags}`,
            fallback: `New alert: "[FIRING:1] KubeNodeNotReady (node-4)" <https://opsg.in/a/i/acme/1|311>\nTags: ${tags}`,
            title_link: 'https://opsg.in/a/i/acme/1',
          },
        ],
      },
      status: 'firing',
      rule: 'KubeNodeNotReady',
      about: ['node-4'],
    },
    {
      what: 'acknowledged',
      origin: 'knowledge',
      content: {
        text: 'Maya Okafor acknowledged alert <https://opsg.in/a/i/acme/1|#311> "[FIRING:1] KubeNodeNotReady (node-4)"',
      },
      status: 'other',
      rule: 'KubeNodeNotReady',
      about: ['node-4'],
    },
    {
      what: 'closed, who did it as the author',
      origin: 'knowledge',
      content: {
        attachments: [
          {
            author_name: 'Maya Okafor closed alert',
            title: '#311: Node NotReady 5min',
            fields: fields.slice(2, 3),
          },
        ],
      },
      status: 'resolved',
      rule: 'Node NotReady #',
      about: ['node-4'],
    },
    {
      what: 'closed, quoting the message it was created with',
      origin: 'knowledge',
      content: {
        text: 'System closed alert <https://opsg.in/a/i/acme/1|#311> "[FIRING:1] KubeNodeNotReady (node-4)"',
        attachments: [{ title: '#311: [FIRING:1] KubeNodeNotReady (node-4)', fields: fields.slice(2, 3) }],
      },
      status: 'resolved',
      rule: 'KubeNodeNotReady',
      about: ['node-4'],
    },
  ],
};
