import type { Alert } from '../../../src/alerts/alert.js';

/**
 * Where the shape of a sample comes from; the values are our own. `source`: read in the code that builds it. `captured`: a message of
 * the bot that stands in a public repository. `documented`: the vendor describes it. `knowledge`: as we remember it; nothing public
 * shows it whole.
 */
export type Origin = 'source' | 'captured' | 'documented' | 'knowledge';

/** A message as Slack hands it to us. */
export interface Content {
  readonly text?: string;
  readonly attachments?: Record<string, unknown>[];
  readonly blocks?: Record<string, unknown>[];
}

export interface Sample {
  readonly what: string;
  readonly origin: Origin;
  readonly content: Content;
  readonly status: Alert['status'];
  readonly rule: string;
  /** Names that must be found, and some that must not. */
  readonly about: readonly string[];
  readonly not?: readonly string[];
  readonly over?: readonly string[];
  readonly critical?: boolean;
  /** False: its words leave the state open. */
  readonly stated?: false;
  readonly cluster?: string;
}

export interface Shape {
  readonly bot: string;
  /** What its first sample, a firing one, is about; every bot names it in its own way. */
  readonly node: string;
  readonly samples: readonly [Sample, ...Sample[]];
}

export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
