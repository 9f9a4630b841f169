import { z } from 'zod';

/** As much of the API server's objects as is read; everything optional that some version leaves out. */

const text = z.string().nullish();

export const nodeObject = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).nullish() }),
  status: z
    .object({
      addresses: z.array(z.object({ type: z.string(), address: z.string() })).nullish(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: text,
            message: text,
            lastTransitionTime: text,
            lastHeartbeatTime: text,
          }),
        )
        .nullish(),
      nodeInfo: z
        .object({ kubeletVersion: text, kernelVersion: text, osImage: text, containerRuntimeVersion: text })
        .nullish(),
    })
    .nullish(),
});
export type NodeObject = z.infer<typeof nodeObject>;
export const nodeList = z.object({ items: z.array(nodeObject) });

const terminated = z.object({ exitCode: z.number().nullish(), reason: text, finishedAt: text }).nullish();
const containerStatus = z.object({
  name: z.string(),
  containerID: text,
  ready: z.boolean().nullish(),
  restartCount: z.number().nullish(),
  state: z.object({ waiting: z.object({ reason: text }).nullish(), terminated }).nullish(),
  lastState: z.object({ terminated }).nullish(),
});

export const podObject = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    uid: text,
    labels: z.record(z.string(), z.string()).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z
    .object({
      nodeName: text,
      containers: z
        .array(z.object({ ports: z.array(z.object({ name: text, containerPort: z.number().nullish() })).nullish() }))
        .nullish(),
    })
    .nullish(),
  status: z
    .object({
      phase: text,
      podIP: text,
      conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish(),
      initContainerStatuses: z.array(containerStatus).nullish(),
      containerStatuses: z.array(containerStatus).nullish(),
    })
    .nullish(),
});
export type PodObject = z.infer<typeof podObject>;
export const podList = z.object({ items: z.array(podObject) });

export const eventObject = z.object({
  type: text,
  reason: text,
  message: text,
  count: z.number().nullish(),
  eventTime: text,
  firstTimestamp: text,
  lastTimestamp: text,
  metadata: z.object({ creationTimestamp: text }).nullish(),
  series: z.object({ lastObservedTime: text }).nullish(),
  source: z.object({ component: text, host: text }).nullish(),
  involvedObject: z.object({ kind: text, namespace: text, name: text }).nullish(),
});
export type EventObject = z.infer<typeof eventObject>;
export const eventList = z.object({ items: z.array(eventObject) });
