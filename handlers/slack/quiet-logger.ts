import type { Logger, LogLevel } from '@slack/bolt';
import type { BotLog } from '../bot-log.js';

/** Words of Slack's libraries at warn and above; their debug lines hold message texts. */
export function quietLogger(log: BotLog): Logger {
  const words = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts: unknown[]) => log.warn({}, words(parts)),
    error: (...parts: unknown[]) => log.error({}, words(parts)),
    setLevel: () => {},
    getLevel: () => 'warn' as LogLevel,
    setName: () => {},
  };
}
