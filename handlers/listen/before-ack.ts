// Slack waits three seconds; a second of them may go to the way there and back.
const ACK_WITHIN_MS = 2000;

/**
 * Storing comes before the acknowledgement, but not past Slack's three seconds: when `work` takes longer than two, `ack` is called
 * with nothing to say. @returns what the work came to, and whether it is acknowledged already; then its words must go beside it.
 */
export async function beforeAck<T>(
  ack: () => Promise<void>,
  work: Promise<T>,
): Promise<{ readonly said: T; readonly acknowledged: boolean }> {
  let acknowledged = false;
  const timer = setTimeout(() => {
    acknowledged = true;
    void ack().catch(() => {});
  }, ACK_WITHIN_MS);
  const said = await work.finally(() => clearTimeout(timer));
  return { said, acknowledged };
}
