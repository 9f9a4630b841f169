import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * A captured node: what its files said and what its programs printed, kept as one readable YAML file. The demo cluster writes it out as
 * a root folder and runs the shipped probe bundle over that: nothing replays a canned frame.
 */
const containerSchema = z.strictObject({
  name: z.string(),
  id: z.string(),
  ready: z.boolean().default(true),
  restarts: z.number().default(0),
  exit: z.strictObject({ code: z.number(), reason: z.string(), at: z.string() }).optional(),
});

const nodeSchema = z.strictObject({
  name: z.string(),
  address: z.string(),
  pool: z.string(),
  /** Where the capture is from, for people. */
  captured: z.string(),
  /** How its exec behaves. */
  exec: z.enum(['answers', 'hangs', 'unreachable']).default('answers'),
  versions: z.strictObject({ kubelet: z.string(), runtime: z.string(), kernel: z.string(), os: z.string() }),
  conditions: z
    .array(z.strictObject({ type: z.string(), status: z.string(), reason: z.string(), message: z.string() }))
    .default([]),
  events: z
    .array(
      z.strictObject({ reason: z.string(), object: z.string(), message: z.string(), count: z.number().default(1) }),
    )
    .default([]),
  pods: z
    .array(
      z.strictObject({
        namespace: z.string(),
        name: z.string(),
        uid: z.string(),
        containers: z.array(containerSchema),
      }),
    )
    .default([]),
  /** Below the host's root: /etc, /var/log, /run, /sys. */
  files: z.record(z.string(), z.string()).default({}),
  links: z.record(z.string(), z.string()).default({}),
  /** Below /proc of the host. */
  proc: z.record(z.string(), z.string()).default({}),
  processes: z
    .array(
      z.strictObject({
        pid: z.number(),
        ppid: z.number().default(1),
        comm: z.string(),
        args: z.string(),
        state: z.string().default('S'),
        wchan: z.string().default('0'),
        /** Seconds before the capture. */
        age: z.number(),
        threads: z.number().default(1),
        exe: z.string().optional(),
        cgroup: z.string().optional(),
        syscall: z.string().default('running'),
        fds: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
  /** What the daemons' version commands printed; each gets its process, its binary and that output. */
  prints: z.partialRecord(z.enum(['kubelet', 'dockerd', 'containerd', 'runc']), z.string()).default({}),
  kubelet_args: z.string().default(''),
  /** More programs of the host: path to a shell body that prints what was captured. */
  programs: z.record(z.string(), z.string()).default({}),
  /** What went on while the node was captured: files rewritten in place between the two looks of the probes, by a text of the same length. */
  moves: z.array(z.strictObject({ path: z.string(), text: z.string().optional() })).default([]),
});

export type CapturedNode = z.infer<typeof nodeSchema>;

/** The folder of the captured nodes, in the sources as in a build. */
export const NODES_DIR = fileURLToPath(
  new URL(import.meta.url.includes('/dist/') ? '../../../playground/nodes/' : './', import.meta.url),
);

/** @returns every captured node of the demo cluster, by name. Throws with the file's name where one does not parse. */
export function capturedNodes(dir: string = NODES_DIR): ReadonlyMap<string, CapturedNode> {
  const nodes = new Map<string, CapturedNode>();
  for (const file of readdirSync(dir).sort()) {
    if (!file.endsWith('.yaml')) continue;
    const parsed = nodeSchema.safeParse(parse(readFileSync(join(dir, file), 'utf8')));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    nodes.set(parsed.data.name, parsed.data);
  }
  return nodes;
}
