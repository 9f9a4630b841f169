import { type DestinationStream, type Logger, pino } from 'pino';
import { redactNow } from './redact/redact.js';

export type Log = Logger;

/** Fields that hold secrets by their name, wherever our own code might put them. */
const SECRET_FIELDS = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'password',
  'secret',
  'authorization',
  'cookie',
  'responseUrl',
  'response_url',
  'routingKey',
  'redisUrl',
];

const cleanError = (error: unknown): object => {
  if (!(error instanceof Error)) return { message: redactNow(String(error)) };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: cleanError(error.cause) };
  return {
    type: error.name,
    message: redactNow(error.message),
    stack: redactNow(error.stack ?? ''),
    ...code,
    ...cause,
  };
};

/** Every string in the fields of a line, however deep; errors have their own way. */
function cleanFields(value: unknown): unknown {
  if (typeof value === 'string') return redactNow(value);
  if (Array.isArray(value)) return value.map(cleanFields);
  const plain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  if (!plain) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanFields(item)]));
}

/**
 * JSON lines for machines. Secrets are cut twice: by field name, and by shape in messages, fields and errors.
 * Children carry job, cluster and node: `log.child({ job })`.
 */
export function createLog(options: { readonly level: string }, to?: DestinationStream): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level: options.level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[redacted]' },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => cleanFields(fields) as Record<string, unknown>,
      },
      serializers: { err: cleanError, error: cleanError },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === 'string' ? redactNow(arg) : arg));
          method.apply(this, clean as Parameters<typeof method>);
        },
      },
    },
    to ?? pino.destination(2),
  );
}

/**
 * Who ran what where, when, and how it ended: lines on the log, marked `audit`. Each exec is written down before it starts (result
 * `started`), so that one which takes its collector down is on record too; the collection is written down when it ended.
 */
export interface AuditRecord {
  readonly who: { readonly user?: string; readonly channel?: string; readonly report?: string };
  readonly cluster: string;
  readonly node: string;
  /** The argv as it was run; it holds no text from Slack by construction. */
  readonly what: readonly string[];
  readonly at: string;
  /** Absent while it runs. */
  readonly ms?: number;
  readonly result: string;
}

/** Audit lines are written at every level except silent. */
export function audit(log: Log, record: AuditRecord): void {
  const level = log.level === 'silent' ? 'silent' : 'info';
  log.child({}, { level })[level === 'silent' ? 'debug' : 'info']({ audit: record }, 'audit');
}
