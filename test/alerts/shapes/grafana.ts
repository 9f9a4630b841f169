import type { Shape } from './shape.js';

/**
 * grafana/alerting: `receivers/slack/v1/slack.go` builds one attachment (title, the same as fallback, text, footer `Grafana vX`, `ts`);
 * mentions stand in its pretext. `templates/default_template.go` has the title (`[FIRING:1, RESOLVED:1] …`) and the text: every alert
 * under `**Firing**` or `**Resolved**`, its labels one a line. Further images come as replies in the thread.
 */
const titled = (title: string, color: string, text: string, more: object = {}) => ({
  attachments: [
    {
      color,
      title,
      title_link: 'http://grafana:3000/alerting/grafana/abc/view',
      fallback: title,
      text,
      footer: 'Grafana v11.2.0',
      footer_icon: 'https://grafana.com/static/assets/img/fav32.png',
      ts: 1732245120,
      ...more,
    },
  ],
});

const alert = (instance: string, summary: string) =>
  `\nValue: A=0, C=1\nLabels:\n - alertname = KubeletDown\n - grafana_folder = Kubernetes\n - instance = ${instance}\n - job = kubelet\n - severity = critical\nAnnotations:\n - summary = ${summary}\nSource: http://grafana:3000/alerting/grafana/abc/view?orgId=1\nSilence: http://grafana:3000/alerting/silence/new?alertmanager=grafana\n`;
const summary = 'The kubelet does not answer its scrapes.';

export const GRAFANA: Shape = {
  bot: 'Grafana',
  node: 'node-2',
  samples: [
    {
      what: 'firing',
      origin: 'source',
      content: titled(
        '[FIRING:1] KubeletDown Kubernetes (10.1.0.12:10250 kubelet critical)',
        '#D63232',
        `**Firing**\n${alert('10.1.0.12:10250', summary)}`,
        { pretext: '<!subteam^S0123ABCD> <@U0123ABCD>', mrkdwn_in: ['pretext'] },
      ),
      status: 'firing',
      rule: 'KubeletDown',
      about: ['10.1.0.12'],
      critical: true,
    },
    {
      what: 'resolved',
      origin: 'source',
      content: titled(
        '[RESOLVED] KubeletDown Kubernetes (10.1.0.12:10250 kubelet critical)',
        '#36a64f',
        `**Resolved**\n${alert('10.1.0.12:10250', summary)}`,
      ),
      status: 'resolved',
      rule: 'KubeletDown',
      about: ['10.1.0.12'],
    },
    {
      what: 'a group in which one still fires',
      origin: 'source',
      content: titled(
        '[FIRING:1, RESOLVED:1] KubeletDown Kubernetes (kubelet critical)',
        '#D63232',
        `**Firing**\n${alert('10.1.0.12:10250', summary)}\n\n**Resolved**\n${alert('10.1.0.13:10250', summary)}`,
      ),
      status: 'firing',
      rule: 'KubeletDown',
      about: ['10.1.0.12'],
      not: ['10.1.0.13'],
      over: ['10.1.0.13'],
    },
  ],
};
