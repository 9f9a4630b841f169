import type { Labelled } from './labelled.js';

export interface Measured {
  readonly secrets: number;
  /** Secrets of which a readable piece still stands in what came out. */
  readonly leaked: readonly string[];
  /** Characters outside of secrets, and how many of them are gone. */
  readonly characters: number;
  readonly lost: number;
  /** What was lost, for whoever mends it. */
  readonly harmed: readonly string[];
}

/** Of a secret, less than this tells nobody anything; a shorter secret must be gone whole. */
const PIECE = 6;

/** Judges what a redaction made of one labelled text. */
export function measure({ text, secrets, rest }: Labelled, out: string): Measured {
  const leaked = secrets.filter((secret) => isReadable(secret, out, rest));
  let from = 0;
  let lost = 0;
  const harmed: string[] = [];
  for (const piece of rest) {
    const at = out.indexOf(piece, from);
    if (at === -1) {
      lost += piece.length;
      harmed.push(`${JSON.stringify(piece)} of ${text}`);
    } else from = at + piece.length;
  }
  return { secrets: secrets.length, leaked, characters: rest.join('').length, lost, harmed };
}

/** A piece that also stands outside of the secret (`password=password`) gives nothing away. */
function isReadable(secret: string, out: string, rest: readonly string[]): boolean {
  const size = Math.min(PIECE, secret.length);
  for (let at = 0; at + size <= secret.length; at += 1) {
    const piece = secret.slice(at, at + size);
    if (out.includes(piece) && !rest.some((one) => one.includes(piece))) return true;
  }
  return false;
}

export const sum = (all: readonly Measured[]): Measured => ({
  secrets: all.reduce((total, one) => total + one.secrets, 0),
  leaked: all.flatMap((one) => one.leaked),
  characters: all.reduce((total, one) => total + one.characters, 0),
  lost: all.reduce((total, one) => total + one.lost, 0),
  harmed: all.flatMap((one) => one.harmed),
});
