import type { Records } from '../../src/records/records.js';
import type { Engine, Reading } from '../engine/engine.js';
import type { OpenReport } from './open-report.js';

/** Texts read a moment ago, so that progress and answers do not match the same paste again. */
export interface Readings {
  of(report: Pick<OpenReport, 'payload' | 'text'>): Promise<Reading>;
}

/** Reports in flight at once on one bot. */
const MOST = 50;
/** Characters of text kept in all: a few long logs, or fifty chat messages. */
const MOST_CHARACTERS = 40_000_000;

export function openReadings(records: Pick<Records, 'texts'>, engine: Engine): Readings {
  const kept = new Map<string, { readonly reading: Promise<Reading>; characters: number }>();
  const trim = () => {
    let characters = [...kept.values()].reduce((sum, one) => sum + one.characters, 0);
    for (const [key, one] of kept) {
      if (kept.size <= 1 || (kept.size <= MOST && characters <= MOST_CHARACTERS)) return;
      kept.delete(key);
      characters -= one.characters;
    }
  };
  return {
    of({ payload, text }) {
      const key = `${text} ${payload.at}`;
      const known = kept.get(key);
      if (known) return known.reading;
      // An expired text is an empty one: the facts still speak.
      const reading = records.texts.get(text).then((stored) => engine.read(stored ?? '', payload.at));
      const entry = { reading, characters: 0 };
      kept.set(key, entry);
      reading.then(
        (read) => {
          entry.characters = read.report.text.length;
          trim();
        },
        () => kept.delete(key),
      );
      return reading;
    },
  };
}
