import { type PatternRead, readThrough, rememberRead } from '../match/remembered.js';
import { rememberSketches, type Sketch, sketchesOf } from '../match/sketch.js';
import type { Kept } from './parsed-cache.js';
import type { Signature } from './signature.js';

/** What is asked of every signature, whatever the text says. */
type Early = Pick<Signature, 'id' | 'aliases' | 'status' | 'exec_triggers' | 'general' | 'narrows' | 'checks'>;

export interface SignatureHead extends Early {
  readonly sketches: readonly Sketch[];
}

/** A signature that was found sound, and what was read of its symptoms' patterns: both follow from its file's text alone. */
export interface SignatureBody {
  readonly signature: Signature;
  readonly reads: readonly PatternRead[];
}

/** @returns what is kept of a sound signature. */
export function toKeep(signature: Signature): readonly [SignatureHead, SignatureBody] {
  const { id, aliases, status, exec_triggers, general, narrows, checks, symptoms } = signature;
  const reads = symptoms.map(({ pattern }) => readThrough(pattern));
  rememberReads({ signature, reads });
  const sketches = sketchesOf(signature);
  rememberSketches(signature, sketches);
  return [
    { id, aliases, status, exec_triggers, general, narrows, checks, sketches },
    { signature, reads },
  ];
}

/** @returns the signature as it was read from its file. What its head does not say is read when somebody asks for it. */
export function fromKept({ head, body }: Kept<SignatureHead, SignatureBody>): Signature {
  let read: Signature | undefined;
  const whole = (): Signature => {
    if (read !== undefined) return read;
    const kept = body();
    rememberReads(kept);
    read = kept.signature;
    return read;
  };
  // Each a property of its own: a signature is copied, handed to threads and compared like any other object.
  const signature: { readonly [Field in keyof Required<Signature>]: Signature[Field] } = {
    id: head.id,
    aliases: head.aliases,
    status: head.status,
    get superseded_by() {
      return whole().superseded_by;
    },
    get title() {
      return whole().title;
    },
    exec_triggers: head.exec_triggers,
    general: head.general,
    get severity() {
      return whole().severity;
    },
    get summary() {
      return whole().summary;
    },
    get not_this() {
      return whole().not_this;
    },
    get prefer_over() {
      return whole().prefer_over;
    },
    get explained_by() {
      return whole().explained_by;
    },
    narrows: head.narrows,
    get symptoms() {
      return whole().symptoms;
    },
    checks: head.checks,
    get cause() {
      return whole().cause;
    },
    get runbook() {
      return whole().runbook;
    },
    get references() {
      return whole().references;
    },
  };
  rememberSketches(signature, head.sketches);
  return signature;
}

/** Whoever asks a pattern of the signature finds it read. */
function rememberReads({ signature, reads }: SignatureBody): void {
  for (const [at, { pattern }] of signature.symptoms.entries()) {
    const read = reads[at];
    if (read !== undefined) rememberRead(pattern, read);
  }
}
