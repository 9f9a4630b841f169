import type { Faults } from '../faults.js';
import type { Ids } from '../ids.js';
import type { Json } from '../model.js';
import type { Attempt, EnvelopeType, Retry, Road, Sent } from './envelope.js';
import type { Timers } from './timers.js';

/** The app has three seconds to acknowledge. */
const ACK_DEADLINE_MS = 3000;
/** Events come again at once, after a minute, after five (https://docs.slack.dev/apis/events-api#retries). */
export const REDELIVERY_MS: readonly number[] = [0, 60_000, 300_000];
/** A held-back envelope goes out after this long if no other overtakes it. */
const HELD_MS = 200;

/** What a person's click or command came to. */
export type Outcome = Attempt;

/** Brings envelopes to the app: again until acknowledged for events, once for what a person waits for. */
export class Delivery {
  /** Everything sent, in order. */
  readonly log: Sent[] = [];
  road: Road;
  /** Milliseconds of Slack's time. */
  acknowledgeWithin = ACK_DEADLINE_MS;
  readonly #faults: Faults;
  readonly #ids: Ids;
  readonly #timers: Timers;
  readonly #byEnvelope = new Map<string, Sent>();
  #held: (() => void) | undefined;

  constructor(road: Road, faults: Faults, ids: Ids, timers: Timers) {
    this.road = road;
    this.#faults = faults;
    this.#ids = ids;
    this.#timers = timers;
  }

  /** Counts an acknowledgement; late and repeated ones too. */
  acknowledged(envelopeId: string): void {
    const sent = this.#byEnvelope.get(envelopeId);
    if (sent) sent.acknowledgements += 1;
  }

  /** Sends an event, again until it is acknowledged or the retries are used up. */
  event(payload: Json): Sent {
    const sent = this.#record('events_api', payload, false);
    this.#perhapsLater(() => {
      void this.#untilAcknowledged(sent);
      if (this.#ids.random() < this.#faults.delivery.duplicate) void this.#once(sent);
    });
    return sent;
  }

  /** Sends a command or interaction, once: the person sees whether it worked. */
  ask(type: Exclude<EnvelopeType, 'events_api'>, payload: Json, accepts: boolean): Promise<Outcome> {
    return this.#once(this.#record(type, payload, accepts));
  }

  #record(type: EnvelopeType, payload: Json, accepts_response_payload: boolean): Sent {
    const sent: Sent = { type, payload, accepts_response_payload, envelopes: [], acknowledgements: 0 };
    this.log.push(sent);
    return sent;
  }

  async #once(sent: Sent, retry?: Retry): Promise<Attempt> {
    const envelopeId = this.#ids.uuid();
    sent.envelopes.push(envelopeId);
    this.#byEnvelope.set(envelopeId, sent);
    return this.road.attempt(sent, envelopeId, this.acknowledgeWithin, retry);
  }

  async #untilAcknowledged(sent: Sent): Promise<void> {
    let last = await this.#once(sent);
    for (const [index, wait] of REDELIVERY_MS.entries()) {
      if (last.acknowledged || last.noRetry) return;
      const { reason } = last;
      await new Promise<void>((resolve) => this.#timers.after(wait, resolve));
      last = await this.#once(sent, { attempt: index + 1, reason });
    }
  }

  /** With the fault `reorder`, an envelope now and then lets the next one overtake it. */
  #perhapsLater(go: () => void): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held && this.#ids.random() < this.#faults.delivery.reorder) {
      const release = () => {
        if (this.#held === release) this.#held = undefined;
        cancel();
        go();
      };
      const cancel = this.#timers.after(HELD_MS, release);
      this.#held = release;
      return;
    }
    go();
    held?.();
  }
}
