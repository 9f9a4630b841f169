import { describe, expect, it } from 'vitest';
import { messageText, type SlackMessage } from '../../handlers/text/message-text.js';
import { alertmanagerPayload, alertParts, alertText } from '../../src/alerts/alertmanager.js';
import { readAlert } from '../../src/alerts/read-alert.js';
import { SHAPES } from './shapes/shapes.js';

const text = (content: object): string => messageText({ ts: '1', ...content } as SlackMessage);

describe.each(SHAPES)('$bot', ({ samples }) => {
  it.each(samples)('is read: $what ($origin)', ({ content, status, rule, about, not = [], over = [], ...more }) => {
    const alert = readAlert(text(content));
    expect([alert.status, alert.name]).toEqual([status, rule]);
    expect(alert.stated).toBe(more.stated ?? true);
    expect(alert.names).toEqual(expect.arrayContaining([...about]));
    for (const name of not) expect(alert.names).not.toContain(name);
    expect(alert.over).toEqual(expect.arrayContaining([...over]));
    if (more.critical !== undefined) expect(alert.critical).toBe(more.critical);
    if (more.cluster !== undefined) expect(alert.cluster).toBe(more.cluster);
  });
});

describe('an alert', () => {
  it.each(['🤖 containerd on node-1 looks slow', 'runbook: https://wiki/kubelet-down', ''])(
    'that says nothing of its state has not stated it: %s',
    (said) => expect(readAlert(said)).toMatchObject({ status: 'firing', stated: false }),
  );
  it.each([
    ['a label', 'alertname="X" severity="critical"', true],
    ['a field', 'Priority: P1', true],
    ['a warning', 'severity = warning', false],
    ['words about it', 'this is not critical at all', false],
  ])('calls itself critical by %s, or not', (_, said, critical) => {
    expect(readAlert(said).critical).toBe(critical);
  });
  it.each([
    ['Triggered: Node is NotReady on node-1\nResolved when the kubelet posts status again', 'firing'],
    ['node-1 is NotReady\nsince 03:12\nClosed by hand only', 'firing'],
    ['[P1] [Recovered on {host:node-1}] Node is NotReady\nTriggered: for 10 minutes', 'resolved'],
    ['Kubernetes\nResolved: node-1 is Ready', 'resolved'],
  ])('has the state that it says first: %s', (said, status) => {
    expect(readAlert(said).status).toBe(status);
  });
  it('is firing while one of its group still is', () => {
    expect(readAlert('[FIRING:1, RESOLVED:2] KubeNodeNotReady (x)').status).toBe('firing');
  });
  it.each(['Acknowledged #12: KubeNodeNotReady on node-1', 'Maya acknowledged alert #311 "Node NotReady"'])(
    'is not what somebody did with it: %s',
    (said) => {
      expect(readAlert(said).status).toBe('other');
    },
  );
  it('keeps its name whatever node it is about', () => {
    expect(readAlert('Disk pressure on worker-17 for 5m').name).toBe(readAlert('Disk pressure on db-3 for 12m').name);
  });
});

describe('a webhook of Alertmanager', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'KubeNodeNotReady', node: 'node-1', severity: 'critical' },
    annotations: { summary: 'node-1 is not ready' },
    startsAt: '2026-11-22T03:12:05.123Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus/graph',
    fingerprint: 'a1b2c3d4e5f60718',
  };
  const body = {
    version: '4',
    groupKey: '{}:{}',
    status: 'firing',
    receiver: 'plegmatic',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://am',
    truncatedAlerts: 0,
    alerts: [alert, alert],
  };
  it('is read whole: all alerts, each with its labels', () => {
    const { alerts } = alertmanagerPayload.parse(body);
    expect(alerts).toHaveLength(2);
    const read = readAlert(alertText(alerts[0] ?? (alert as never)));
    expect(read).toMatchObject({ status: 'firing', name: 'KubeNodeNotReady', critical: true });
    expect(read.names[0]).toBe('node-1');
  });
  it('gives a later firing of the same rule another id', () => {
    const { alerts } = alertmanagerPayload.parse({
      ...body,
      alerts: [alert, { ...alert, startsAt: '2026-11-22T04:00:00Z' }],
    });
    expect(alerts.map((one) => alertParts(one).join())).toHaveLength(
      new Set(alerts.map((one) => alertParts(one).join())).size,
    );
  });
  it.each([
    ['another version', { ...body, version: '3' }],
    ['no alerts', { ...body, alerts: [] }],
    ['a status nobody knows', { ...body, alerts: [{ ...alert, status: 'pending' }] }],
    ['labels that are no texts', { ...body, alerts: [{ ...alert, labels: { node: 7 } }] }],
  ])('is refused with %s', (_, wrong) => {
    expect(alertmanagerPayload.safeParse(wrong).success).toBe(false);
  });
});
