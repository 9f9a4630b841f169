import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchInventory } from '../../src/collect/inventory.js';
import { collectNode } from '../../src/collector/collect-node.js';
import type { NodeBook } from '../../src/collector/publish-inventory.js';
import { createLog } from '../../src/log.js';
import type { Records } from '../../src/records/records.js';
import type { Hostile } from './hostile.js';

/** A kubectl that writes down every word it was started with, and knows one node. */
function recordingKubectl(): { readonly path: string; readonly words: () => readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-argv-'));
  const path = join(folder, 'kubectl');
  const nodes = '{"items":[{"metadata":{"name":"node-7"}}]}';
  writeFileSync(
    path,
    `#!/bin/sh\nfor word in "$@"; do printf '%s\\0' "$word" >>${folder}/words; done\ncase "$*" in *nodes*) echo '${nodes}' ;; *get*) echo '{"items":[]}' ;; *) exit 1 ;; esac\n`,
  );
  chmodSync(path, 0o755);
  writeFileSync(join(folder, 'words'), '');
  return {
    path,
    words: () =>
      readFileSync(join(folder, 'words'), 'utf8')
        .split('\0')
        .filter((word) => word !== ''),
  };
}

export interface Started {
  /** Every word kubectl was started with. */
  readonly words: readonly string[];
  /** How many names were turned away before any exec. */
  readonly refused: number;
}

/**
 * Gives each canary, a perfectly valid node name, to the collector itself, as if the bot had been taken over, beside one node that exists.
 * @returns what kubectl was started with
 */
export async function startedFor(inputs: readonly Hostile[]): Promise<Started> {
  const { path, words } = recordingKubectl();
  const cluster = { name: 'prod', kubectl: path, env: process.env };
  const book: NodeBook = {
    async has(node) {
      const found = await fetchInventory(cluster, {});
      return 'value' in found && found.value.nodes.some((one) => one.name === node);
    },
    probePod: () => undefined,
  };
  const inTurn = (_: string, run: () => Promise<unknown>) => run();
  const nothing = { put: async () => {}, set: async () => {} };
  const parts = {
    records: { collected: nothing, progress: nothing, turns: { inTurn } } as unknown as Records,
    redact: async (text: string) => ({ text, counts: {} }),
    log: createLog({ level: 'silent' }),
    now: () => new Date(),
    collectMs: 20_000,
  };
  let refused = 0;
  for (const node of [...inputs.map((one) => one.canary), 'node-7']) {
    const payload = { cluster: 'prod', node, run: 1, by: { report: 'r1' }, at: new Date().toISOString() };
    const turn = { jobId: 'j1', start: 1, signal: new AbortController().signal };
    try {
      await collectNode(cluster, book, payload, turn, parts);
    } catch {
      refused += 1;
    }
  }
  return { words: words(), refused };
}
