import type { Anatomy } from '../../src/chain/anatomy.js';
import type { ChainReading } from '../../src/chain/links.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { ExecHazard } from '../../src/diagnosis/exec-hazards.js';
import type { Facts } from '../../src/facts/fact.js';
import type { Hit } from '../../src/match/hit.js';
import type { StoredCollected } from '../../src/records/collected.js';
import type { Language } from '../../src/report/language.js';
import type { Report } from '../../src/report/report.js';

/** A text read once: what it says line by line, which symptoms it holds, who speaks in it. */
export interface Reading {
  readonly report: Report;
  readonly hits: readonly Hit[];
  readonly chain: ChainReading | null;
  readonly anatomy: Anatomy | null;
  /** A signature or an error of the runtime chain is recognised: worth answering though nobody asked. */
  readonly recognised: boolean;
  /** False: too long to be read to its end in time. */
  readonly complete: boolean;
}

/** The pure core as the bot uses it. The root builds it; tests may build a small one. */
export interface Engine {
  /** Microseconds, on raw text: could anything here be answered? Never wrongly false. */
  gate(text: string): boolean;
  /** Reads a text; a large one off the main thread, so that the socket to Slack stays alive. */
  read(text: string, at: string): Promise<Reading>;
  /** @param collected what one node said; null for the text alone. */
  diagnose(reading: Reading, collected: StoredCollected | null): Diagnosis;
  /** The authors' words in that language, as far as they are translated; English ones come from `diagnose`. */
  translate(diagnosis: Diagnosis, language: Language): Diagnosis;
  /** Known failures that an exec could set off on a node with these facts. */
  execHazards(facts: Facts): readonly ExecHazard[];
  close(): Promise<void>;
}
