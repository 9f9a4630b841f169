import type { Records } from '../src/records/records.js';
import type { Engine, Reading } from './engine.js';
import type { OpenReport } from './open-report.js';

/** Texts read a moment ago, so that progress and answers do not match the same paste again. */
export interface Readings {
  of(report: OpenReport): Promise<Reading>;
}

// Reports in flight at once on one bot; a reading of a chat message is a few kilobytes.
const MOST = 50;

export function openReadings(records: Pick<Records, 'texts'>, engine: Engine): Readings {
  const kept = new Map<string, Promise<Reading>>();
  return {
    of({ payload, text }) {
      const key = `${text} ${payload.at}`;
      const known = kept.get(key);
      if (known) return known;
      // An expired text is an empty one: the facts still speak.
      const reading = records.texts.get(text).then((stored) => engine.read(stored ?? '', payload.at));
      kept.set(key, reading);
      reading.catch(() => kept.delete(key));
      const oldest = kept.keys().next();
      if (kept.size > MOST && !oldest.done) kept.delete(oldest.value);
      return reading;
    },
  };
}
