/** Ids as Slack mints them, from a seed: the same run gives the same ids. */
export type Ids = {
  /** `prefix` + ten characters, e.g. `C07Q2M4XKZA`. */
  readonly next: (prefix: string) => string;
  readonly uuid: () => string;
  /** `n` lower-case hex digits. */
  readonly hex: (n: number) => string;
  /** A number in [0, 1): the only randomness of the simulator. */
  readonly random: () => number;
};

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** mulberry32: small, seedable, good enough to keep ids apart. */
export function createIds(seed: number): Ids {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const from = (alphabet: string, n: number) =>
    Array.from({ length: n }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const hex = (n: number) => from('0123456789abcdef', n);
  return {
    next: (prefix) => `${prefix}0${from(LETTERS, 9)}`,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    hex,
    random,
  };
}
