import type { Json } from './model.js';

/**
 * Something that goes wrong with a Web API call. `times` calls are hit (default 1); `method` absent means every method.
 * `upload`, `download` and `response_url` stand for the addresses that are no methods; only naming them hits them.
 */
export type Fault = {
  readonly method?: string;
  times?: number;
  /** Hits only calls whose arguments, as they were sent, contain this: `"type":"table"`. */
  readonly containing?: string;
} & (
  | { readonly kind: 'ratelimited'; readonly retryAfter: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection before anything happened. */
  | { readonly kind: 'drop' }
  /** Does the work, then closes the connection: the caller cannot know. */
  | { readonly kind: 'drop-after' }
);

/** Builds a fault from words, as typed on a control line. Throws with a sentence where they make none. */
export function readFault(given: {
  readonly kind: string;
  readonly method?: string | undefined;
  readonly value?: string | undefined;
  readonly times: number;
}): Fault {
  const { kind, value, times } = given;
  const where = { times, ...(given.method !== undefined && { method: given.method }) };
  switch (kind) {
    case 'ratelimited':
      return { ...where, kind, retryAfter: Number(value ?? 1) };
    case 'status':
      return { ...where, kind, status: Number(value ?? 503) };
    case 'error':
      if (value === undefined) throw new Error('an error needs its word: fault error chat.update invalid_blocks');
      return { ...where, kind, error: value };
    case 'hang':
    case 'drop':
    case 'drop-after':
      return { ...where, kind };
    default:
      throw new Error(`no fault "${kind}": there are ratelimited, status, error, hang, drop, drop-after`);
  }
}

/** How envelopes misbehave on their way to the app: chances in [0, 1]. */
export type DeliveryFaults = { duplicate: number; reorder: number };

/** The switchboard of everything that can go wrong. */
export class Faults {
  readonly delivery: DeliveryFaults = { duplicate: 0, reorder: 0 };
  readonly #pending: Fault[] = [];

  /** Plans a fault; the answer takes it back. */
  plan(fault: Fault): () => void {
    const planned = { times: 1, ...fault };
    this.#pending.push(planned);
    return () => this.#drop(planned);
  }

  /** The fault that hits this call, if any; counts it. */
  hit(method: string, args: Json = {}): Fault | undefined {
    const sent = Object.values(args).map(String);
    const fault = this.#pending.find(
      (planned) =>
        ((planned.method === undefined && method.includes('.')) || planned.method === method) &&
        (planned.containing === undefined || sent.some((value) => value.includes(planned.containing ?? ''))),
    );
    if (!fault) return undefined;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) this.#drop(fault);
    return fault;
  }

  /** Everything works again. */
  clear(): void {
    this.#pending.length = 0;
    this.delivery.duplicate = 0;
    this.delivery.reorder = 0;
  }

  #drop(fault: Fault): void {
    const at = this.#pending.indexOf(fault);
    if (at >= 0) this.#pending.splice(at, 1);
  }
}
