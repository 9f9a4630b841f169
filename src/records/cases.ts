import type { Redis } from 'ioredis';
import { type Case, caseSchema, isOpen } from '../oncall/case.js';
import { type Effect, effectSchema } from '../oncall/effects.js';
import type { Change } from '../oncall/turn.js';
import { COMMIT, type Committed, OPEN } from './case-scripts.js';
import { PREFIX, parseStored } from './stored.js';

/** How a change of a case went. */
export type Changed =
  | { readonly state: 'done'; readonly case: Case }
  /** `once` was worked in before. */
  | { readonly state: 'known'; readonly case: Case }
  /** Another open case holds one of its keys. */
  | { readonly state: 'taken'; readonly holder: string; readonly case: Case }
  /** Never there, or expired. */
  | { readonly state: 'gone' };

/**
 * Cases with what they still ask of the world. A case and its effects are written in one script, so whoever dies in between loses
 * nothing: the effects lie there until somebody has queued them.
 */
export interface CaseRecords {
  /** Stores a new case unless an open one holds one of its keys; the one that holds is returned then. */
  open(draft: Case): Promise<{ readonly case: Case; readonly opened: boolean }>;
  get(id: string): Promise<Case | null>;
  /**
   * Works a change in, again when somebody else was faster.
   * @param once an id that may change this case only once (an alert's)
   */
  change(id: string, next: (now: Case) => Change, once?: string): Promise<Changed>;
  /** The open case of this key. */
  holder(key: string): Promise<string | null>;
  /** Effects that nobody has queued yet. */
  todo(id: string): Promise<readonly Effect[]>;
  queued(id: string, effect: string): Promise<void>;
  /** Reports that belong to a case: its own, and those that joined. */
  bind(report: string, id: string): Promise<void>;
  ofReport(report: string): Promise<string | null>;
  /** Ids of open cases, oldest first. */
  openIds(): Promise<readonly string[]>;
  /** The turn that was last shown in Slack (-1: none), and when, in milliseconds since 1970. */
  shown(id: string): Promise<{ readonly turn: number; readonly at: number }>;
  show(id: string, turn: number, at: number): Promise<void>;
  /** Claims the next drawing that may wait. @returns false when another one is on its way already. */
  claimDrawing(id: string, effect: string): Promise<boolean>;
  /** Called before the case is read to be drawn: what happens from now on needs another drawing. */
  dropDrawing(id: string): Promise<void>;
}

// A queue in trouble must not keep a case from ever being drawn again.
const DRAWING_SECONDS = 120;
const MOST_TRIES = 50;

export function openCases(redis: Redis, keepSeconds: number): CaseRecords {
  const key = (id: string): string => `${PREFIX}case:${id}`;
  const claim = (name: string): string => `${PREFIX}case-key:${name}`;
  const open = `${PREFIX}cases`;
  // An open case outlives the texts: its expiry begins anew with everything that happens to it.
  const keep = keepSeconds * 4;

  const read = async (id: string): Promise<{ readonly case: Case; readonly version: string } | null> => {
    const [state = null, version = null] = await redis.hmget(key(id), 'state', 'version');
    const value = parseStored(state, caseSchema);
    return value === null || version === null ? null : { case: value, version };
  };
  // The changes of one case in one process wait for each other; only between processes the version decides.
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = <T>(id: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(id) ?? Promise.resolve()).catch(() => undefined).then(work);
    turns.set(id, turn);
    const done = (): void => {
      if (turns.get(id) === turn) turns.delete(id);
    };
    turn.then(done, done);
    return turn;
  };
  const commit = async (version: string, { case: next, effects }: Change, once: string) => {
    const keys = [key(next.id), `${key(next.id)}:todo`, `${key(next.id)}:once`, open, ...next.keys.map(claim)];
    const rows = effects.flatMap((effect) => [effect.id, JSON.stringify(effect)]);
    const args = [
      version,
      JSON.stringify(next),
      once,
      isOpen(next) ? '1' : '0',
      next.id,
      keep,
      Date.parse(next.openedAt),
      ...rows,
    ];
    return (await redis.eval(COMMIT, keys.length, ...keys, ...args)) as Committed;
  };
  return {
    async open(draft) {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const known = await read(draft.id);
        if (known !== null) return { case: known.case, opened: true };
        const keys = [key(draft.id), open, ...draft.keys.map(claim)];
        const holder = (await redis.eval(
          OPEN,
          keys.length,
          ...keys,
          JSON.stringify(draft),
          draft.id,
          keep,
          Date.parse(draft.openedAt),
        )) as string;
        if (holder === draft.id) return { case: draft, opened: true };
        const held = await read(holder);
        if (held !== null && isOpen(held.case)) return { case: held.case, opened: false };
        // It ended or expired between the two questions, or was written by a version we cannot read: its claim is worth nothing.
        for (const name of draft.keys) if ((await redis.get(claim(name))) === holder) await redis.del(claim(name));
      }
      throw new Error(`the case of ${draft.keys[0]} could not be opened`);
    },
    get: async (id) => (await read(id))?.case ?? null,
    change: (id, next, once = '') =>
      inTurn(id, async () => {
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const now = await read(id);
          if (now === null) return { state: 'gone' };
          const change = next(now.case);
          if (change.case === now.case && once === '') return { state: 'done', case: now.case };
          const [said, holder = ''] = await commit(now.version, change, once);
          if (said === 'done') return { state: 'done', case: change.case };
          if (said === 'known') return { state: 'known', case: now.case };
          if (said === 'taken') return { state: 'taken', holder, case: now.case };
        }
        throw new Error(`case ${id} changed faster than it could be written`);
      }),
    holder: (name) => redis.get(claim(name)),
    async todo(id) {
      const rows = await redis.hvals(`${key(id)}:todo`);
      const order = (effect: Effect): number => Number(effect.id.replace('-', '.'));
      return rows.flatMap((text) => parseStored(text, effectSchema) ?? []).sort((a, b) => order(a) - order(b));
    },
    async queued(id, effect) {
      await redis.hdel(`${key(id)}:todo`, effect);
    },
    async bind(report, id) {
      await redis.set(`${PREFIX}case-of:${report}`, id, 'EX', keep);
    },
    ofReport: (report) => redis.get(`${PREFIX}case-of:${report}`),
    openIds: () => redis.zrange(open, '0', '-1'),
    async shown(id) {
      const [turn, at] = await redis.hmget(key(id), 'shown', 'shownAt');
      return { turn: Number(turn ?? -1), at: Number(at ?? 0) };
    },
    async show(id, turn, at) {
      await redis.hset(key(id), { shown: String(turn), shownAt: String(at) });
    },
    async claimDrawing(id, effect) {
      const name = `${key(id)}:drawing`;
      const claimed = await redis.set(name, effect, 'EX', DRAWING_SECONDS, 'NX');
      return claimed === 'OK' || (await redis.get(name)) === effect;
    },
    async dropDrawing(id) {
      await redis.del(`${key(id)}:drawing`);
    },
  };
}
