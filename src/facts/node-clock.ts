import type { NodeClock } from './probe.js';

/** What the `clock` probe printed: /proc/uptime, UTC and the offset of the node's local time. Undefined where it broke off. */
export function nodeClock(text: string): NodeClock | undefined {
  const utc = /^utc (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/m.exec(text)?.[1];
  if (utc === undefined) return undefined;
  const [, sign, hours, minutes] = /^zone ([+-])(\d\d)(\d\d)$/m.exec(text) ?? [];
  const uptime = /^(\d+\.\d+) \d+\.\d+$/m.exec(text)?.[1];
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return {
    utc,
    zoneMinutes: sign === '-' ? -offset : offset,
    uptimeSeconds: uptime === undefined ? undefined : Number(uptime),
  };
}
