import type { App } from '@slack/bolt';

/** One thing Slack sent, whichever road it came by. */
export interface Delivered {
  readonly body: Record<string, unknown>;
  readonly retryNum?: number;
  readonly retryReason?: string;
  /** Events are acknowledged when they are stored; commands and clicks when their listener says so. */
  readonly isEvent: boolean;
}

/**
 * Runs one delivery through Bolt. Bolt acknowledges an event before any listener runs; here it gets a stand-in, and `acknowledge` is
 * called once, when processing resolved. A rejection leaves an event unacknowledged, so that Slack delivers it again.
 */
export async function deliver(
  app: App | undefined,
  { body, retryNum, retryReason, isEvent }: Delivered,
  acknowledge: (response?: unknown) => Promise<void>,
): Promise<void> {
  let acknowledged = false;
  const once = async (response?: unknown) => {
    if (acknowledged) return;
    acknowledged = true;
    await acknowledge(response);
  };
  await app?.processEvent({ body, ack: isEvent ? async () => {} : once, retryNum, retryReason });
  await once();
}
