import { StringDecoder } from 'node:string_decoder';
import type { ProbeOutput } from './probe.js';

const REASONS: Readonly<Record<number, string>> = {
  124: 'the probe did not end within its deadline on the node',
  125: 'the node was too slow: the time for all probes was used up before this one',
};

interface Open {
  readonly id: string;
  readonly lines: string[];
}

/**
 * Reads the stream of frames as it arrives. Only lines that start with the random boundary are frames; whatever else comes is data
 * of the open frame, or noise outside of one. Damage costs the frames it hits and nothing else.
 */
export class FrameReader {
  /** The sentinel came: the bundle ran to its end. */
  done = false;
  /** Text outside of any frame: what the runtime said instead of the probes. */
  readonly noise: string[] = [];
  readonly #decoder = new StringDecoder('utf8');
  readonly #outputs = new Map<string, ProbeOutput>();
  #rest = '';
  #open: Open | undefined;
  readonly #boundary: string;
  readonly #onFrame: (output: ProbeOutput) => void;

  constructor(boundary: string, onFrame: (output: ProbeOutput) => void = () => undefined) {
    this.#boundary = boundary;
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  /** The stream ended. @returns every frame that came, whole or not, by order of arrival. */
  end(): readonly ProbeOutput[] {
    const rest = this.#rest + this.#decoder.end();
    if (rest !== '') this.#line(rest);
    this.#rest = '';
    this.#breakOff();
    return [...this.#outputs.values()];
  }

  #line(line: string): void {
    if (!line.startsWith(this.#boundary)) {
      if (this.#open) this.#open.lines.push(line);
      else if (line.trim() !== '' && this.noise.length < 100) this.noise.push(line.slice(0, 4000));
      return;
    }
    if (this.done) return;
    const words = line.slice(this.#boundary.length).trimEnd();
    const begin = /^ begin ([a-z][a-z0-9._-]*)$/.exec(words);
    const end = /^ end ([a-z][a-z0-9._-]*) exit=(\d+) ms=(\d+) cap=(\d+)$/.exec(words);
    if (begin?.[1] !== undefined) {
      this.#breakOff();
      this.#open = { id: begin[1], lines: [] };
    } else if (end && this.#open && this.#open.id === end[1]) {
      this.#close(this.#open, Number(end[2]), Number(end[3]), Number(end[4]));
    } else if (/^ done \d+/.test(words)) {
      this.#breakOff();
      this.done = true;
    }
  }

  #close({ id, lines }: Open, exit: number, milliseconds: number, cap: number): void {
    this.#open = undefined;
    // The end line is always written on a line of its own: one newline before it is not data.
    if (lines.at(-1) === '') lines.pop();
    const all = lines.join('\n');
    const cut = cap > 0 && Buffer.byteLength(all) > cap;
    // A line that was cut in the middle says something nobody wrote.
    const text = cut || exit === 124 ? all.slice(0, Math.max(0, all.lastIndexOf('\n'))) : all;
    const reason = REASONS[exit] ?? (cut ? `more than ${cap} bytes: cut` : undefined);
    this.#keep({ id, text, exit, complete: reason === undefined, reason, milliseconds });
  }

  #breakOff(): void {
    if (!this.#open) return;
    const { id, lines } = this.#open;
    this.#open = undefined;
    lines.pop();
    this.#keep({ id, text: lines.join('\n'), exit: null, complete: false, reason: 'the output broke off inside it' });
  }

  /** The first whole frame of a name stands; nothing that comes later can replace it. */
  #keep(output: ProbeOutput): void {
    if (this.#outputs.get(output.id)?.complete) return;
    this.#outputs.set(output.id, output);
    this.#onFrame(output);
  }
}
