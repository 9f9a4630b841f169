import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Answers, openAnswers } from './answers.js';
import { type Budgets, openBudgets } from './budgets.js';
import { type Cancels, openCancels } from './cancels.js';
import { type CaseRecords, openCases } from './cases.js';
import { collected, type StoredCollected } from './collected.js';
import { type FeedbackRecords, openFeedback } from './feedback.js';
import { type Fleets, openFleets } from './fleets.js';
import { type InventoryRecords, openInventory } from './inventory.js';
import { type InventoryCalls, openInventoryCalls } from './inventory-calls.js';
import { openProgress, type ProgressRecords } from './progress.js';
import { DEFAULT_KEEP_SECONDS, openShelf, type Shelf } from './stored.js';
import { openTexts, type Redact, type Texts } from './texts.js';
import { openTurns, type Turns } from './turns.js';

/** What is remembered, all of it in Redis, all of it with an expiry (inventory and feedback totals apart). */
export interface Records {
  /** The connection itself, for closing and for health. */
  readonly redis: Redis;
  readonly texts: Texts;
  /** Whatever the bot must find again about a report (its JSON is the bot's own). */
  readonly reports: Shelf<unknown>;
  readonly answers: Answers;
  readonly collected: Shelf<StoredCollected>;
  readonly inventory: InventoryRecords;
  readonly inventoryCalls: InventoryCalls;
  readonly feedback: FeedbackRecords;
  readonly cancels: Cancels;
  readonly fleets: Fleets;
  readonly budgets: Budgets;
  readonly progress: ProgressRecords;
  readonly turns: Turns;
  readonly cases: CaseRecords;
}

export interface RecordsOptions {
  readonly redis: Redis;
  readonly redact: Redact;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Default 20 MB. */
  readonly maxTextBytes?: number;
  /** Default seven days. */
  readonly keepSeconds?: number;
}

export const DEFAULT_MAX_TEXT_BYTES = 20 * 1024 * 1024;

export function openRecords(options: RecordsOptions): Records {
  const { redis, redact } = options;
  const keepSeconds = options.keepSeconds ?? DEFAULT_KEEP_SECONDS;
  return {
    redis,
    texts: openTexts(redis, redact, { maxBytes: options.maxTextBytes ?? DEFAULT_MAX_TEXT_BYTES, keepSeconds }),
    reports: openShelf(redis, 'report', z.unknown(), keepSeconds),
    answers: openAnswers(redis, keepSeconds),
    collected: openShelf(redis, 'collected', collected, keepSeconds),
    inventory: openInventory(redis, options.nowMs),
    inventoryCalls: openInventoryCalls(redis),
    feedback: openFeedback(redis, keepSeconds),
    cancels: openCancels(redis),
    fleets: openFleets(redis, keepSeconds),
    budgets: openBudgets(redis, options.nowMs),
    progress: openProgress(redis),
    turns: openTurns(redis),
    cases: openCases(redis, keepSeconds),
  };
}
