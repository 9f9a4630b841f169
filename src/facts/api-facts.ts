import type { EventObject, NodeObject, PodObject } from './api-objects.js';
import { type Fact, type Facts, known, type Row } from './fact.js';

/** Events older than this are left out: the API server keeps an hour of them. */
const EVENT_MINUTES = 60;

/** Facts the node object holds: conditions, and versions as the kubelet last reported them. */
export function nodeFacts(node: NodeObject, at: string): Facts {
  const conditions: Row[] = (node.status?.conditions ?? []).map((one) => ({
    type: one.type,
    status: one.status,
    reason: one.reason ?? null,
    message: one.message ?? null,
    since: one.lastTransitionTime ?? null,
  }));
  const info = node.status?.nodeInfo;
  const facts: Record<string, Fact> = { 'node.conditions': known(conditions, 'conditions of the node object', { at }) };
  const reported = (name: string, value: string | null | undefined) => {
    if (value)
      facts[name] = known(value, 'nodeInfo of the node object, as the kubelet last reported it', { at, raw: value });
  };
  reported('kubelet.version', info?.kubeletVersion);
  reported('kernel.version', info?.kernelVersion);
  const [, runtime, version] = /^(docker|containerd|cri-o):\/\/(.+)$/.exec(info?.containerRuntimeVersion ?? '') ?? [];
  const named: Readonly<Record<string, string>> = {
    docker: 'dockerd.version',
    containerd: 'containerd.version',
    'cri-o': 'crio.version',
  };
  if (runtime !== undefined && version !== 'Unknown') reported(named[runtime] ?? '', version);
  delete facts[''];
  return facts;
}

/** Whole seconds between two times; null where either is absent or unreadable. The node's and our clock may differ a little. */
function secondsBetween(from: string | null | undefined, to: string | undefined): number | null {
  const seconds = Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000);
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

/** One row a container, init containers too. @param at when the API server was asked, ISO 8601 UTC. */
export function podRows(pods: readonly PodObject[], at?: string): Row[] {
  return pods.flatMap((pod) => {
    const { status, metadata } = pod;
    return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].map((one): Row => {
      const ended = one.state?.terminated ?? one.lastState?.terminated;
      return {
        pod: `${metadata.namespace}/${metadata.name}`,
        uid: metadata.uid ?? null,
        name: one.name,
        container: one.containerID?.replace(/^[a-z-]+:\/\//, '') || null,
        phase: status?.phase ?? null,
        ready: one.ready ?? null,
        restarts: one.restartCount ?? null,
        waiting_reason: one.state?.waiting?.reason ?? null,
        exit_code: ended?.exitCode ?? null,
        exit_reason: ended?.reason ?? null,
        finished_at: ended?.finishedAt ?? null,
        ended_seconds_ago: secondsBetween(ended?.finishedAt, at),
      };
    });
  });
}

function eventTime(event: EventObject): string | undefined {
  const times = [event.series?.lastObservedTime, event.lastTimestamp, event.eventTime, event.firstTimestamp];
  return times.find((one) => typeof one === 'string' && one !== '') ?? event.metadata?.creationTimestamp ?? undefined;
}

/**
 * Events of the node and of its pods in the hour before `at`.
 * @param pods `namespace/name` of the pods on the node
 */
export function eventsAbout(
  events: readonly EventObject[],
  node: string,
  pods: ReadonlySet<string>,
  at: string,
): EventObject[] {
  const from = Date.parse(at) - EVENT_MINUTES * 60_000;
  return events.filter((event) => {
    const time = eventTime(event);
    if (time === undefined || Date.parse(time) < from) return false;
    const object = event.involvedObject;
    if (object?.kind === 'Node') return object.name === node;
    if (object?.kind === 'Pod') return pods.has(`${object.namespace}/${object.name}`) || event.source?.host === node;
    return false;
  });
}

/** `eventsAbout`, oldest first, one a line: time type reason kind/name: message. */
export function eventLines(...asked: Parameters<typeof eventsAbout>): string[] {
  return eventsAbout(...asked)
    .flatMap((event) => {
      const time = eventTime(event);
      if (time === undefined) return [];
      const object = event.involvedObject;
      const name = object?.kind === 'Pod' ? `pod/${object.namespace}/${object.name}` : `node/${object?.name}`;
      const message = (event.message ?? '').replace(/\s+/g, ' ').trim();
      return [{ time, line: `${time} ${event.type ?? 'Normal'} ${event.reason ?? ''} ${name}: ${message}` }];
    })
    .sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
    .map((one) => one.line);
}
