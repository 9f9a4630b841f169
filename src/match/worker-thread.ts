import { Worker } from 'node:worker_threads';
import type { Line } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import type { Span } from './excerpt.js';

export interface WorkerQuestion {
  readonly text: string;
  readonly at: string | undefined;
}

/** What comes back from the thread; signatures, symptoms and lines by their place in their lists. */
export interface WorkerAnswer {
  readonly lines: readonly Line[];
  readonly nodes: readonly string[];
  readonly hits: readonly {
    readonly signature: number;
    readonly symptom: number;
    readonly line: number;
    readonly span: Span;
    readonly captures: Readonly<Record<string, string>>;
  }[];
}

/** Reading needs some twenty times the text: UTF-16, the lines, what was unwrapped. Enough for 50 MB. */
const MEMORY_MB = 2048;

/** Starts the thread; it builds its own matcher from a copy of the signatures. */
export function startWorker(signatures: readonly Signature[]) {
  const worker = open(signatures);
  worker.unref();
  let alive = true;
  // Without a listener, an error between two questions would end the process.
  worker
    .on('error', () => undefined)
    .on('exit', () => {
      alive = false;
    });

  return {
    /** One question at a time. @returns null when there was no answer in time, or the thread broke. */
    ask(question: WorkerQuestion, deadlineMs: number): Promise<WorkerAnswer | null> {
      if (!alive) return Promise.resolve(null);
      return new Promise((resolve) => {
        worker.ref();
        const done = (answer: WorkerAnswer | null): void => {
          clearTimeout(timer);
          worker.off('message', done).off('error', broken).off('exit', broken).unref();
          resolve(answer);
        };
        const broken = (): void => done(null);
        const timer = setTimeout(broken, deadlineMs);
        worker.on('message', done).on('error', broken).on('exit', broken);
        worker.postMessage(question);
      });
    },
    async stop(): Promise<void> {
      await worker.terminate();
    },
  };
}

/** From dist the thread runs plain JavaScript; from source (tests, development) tsx reads the TypeScript for it. */
function open(signatures: readonly Signature[]): Worker {
  const options = { workerData: signatures, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const entry = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ register }) => { register(); return import(${entry}); })`, {
    ...options,
    eval: true,
  });
}
