/** Seeded chance: the same seed gives the same plan. How processes then race is the machine's own. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  between(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** `count` moments spread over a span, one in each equal part of it, in order. */
  moments(count: number, from: number, to: number): readonly number[];
}

/** Mulberry32: 32 bits of state are plenty for a few hundred draws. */
export function openChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
    moments: (count, from, to) => Array.from({ length: count }, (_, i) => from + ((i + next()) / count) * (to - from)),
  };
}
