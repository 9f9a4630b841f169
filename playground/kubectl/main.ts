import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventObjects, nodeObject, podObjects, probePod } from '../nodes/api-objects.js';
import { type CapturedNode, capturedNodes } from '../nodes/node.js';
import { move, writeRoot } from '../nodes/write-root.js';
import { type Arguments, readArguments } from './arguments.js';

/**
 * Stands in for kubectl in front of the demo cluster. `get` answers from the captured API objects; `exec` runs the shipped probe bundle
 * over the captured root of the node. A node that hangs really hangs: the collector has to end it.
 */
const args = readArguments(process.argv.slice(2));
const nodes = capturedNodes(process.env.PLEGMATIC_DEMO_NODES);
/** The bundle looks twice, at least a second apart: one rewriting at least lies between. */
const MOVE_EVERY_MS = 900;
const now = new Date().toISOString();

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const list = (items: readonly object[]): void => {
  process.stdout.write(`${JSON.stringify({ apiVersion: 'v1', kind: 'List', items })}\n`);
};
const named = (name: string | undefined): CapturedNode =>
  nodes.get(name ?? '') ?? fail(`Error from server (NotFound): nodes "${name}" not found`);
const chosen = (): CapturedNode[] => {
  const name = args.fieldSelector['spec.nodeName'] ?? args.fieldSelector['involvedObject.name'];
  return [...nodes.values()].filter((node) => name === undefined || node.name === name);
};

function getPods(): void {
  const all = chosen().flatMap((node) => podObjects(node, now));
  const matches = (pod: object): boolean => {
    const { metadata } = pod as { metadata: { namespace: string; labels?: Record<string, string> } };
    if (!args.allNamespaces && metadata.namespace !== args.namespace) return false;
    const [key, value] = (args.selector ?? '').split('=');
    return !key || metadata.labels?.[key] === value;
  };
  list(all.filter(matches));
}

function get(kind: string, name: string | undefined): void {
  if (args.raw !== undefined) getRaw(args.raw);
  else if (/^nodes?$|^no$/.test(kind)) {
    if (name !== undefined) process.stdout.write(`${JSON.stringify(nodeObject(named(name), now))}\n`);
    else list([...nodes.values()].map((node) => nodeObject(node, now)));
  } else if (/^pods?$|^po$/.test(kind)) getPods();
  else if (/^events?$|^ev$/.test(kind)) list(chosen().flatMap((node) => eventObjects(node, now)));
  else fail(`error: the server doesn't have a resource type "${kind}"`);
}

/** Everything on one page. */
function getRaw(path: string): void {
  if (path.startsWith('/api/v1/nodes?')) list([...nodes.values()].map((node) => nodeObject(node, now)));
  else if (path.startsWith('/api/v1/pods?')) list([...nodes.values()].flatMap((node) => podObjects(node, now)));
  else fail(`Error from server (NotFound): the server could not find the requested resource`);
}

function exec(pod: string): void {
  const name = pod.replace(/^pods?\//, '');
  const probed = [...nodes.values()].find((one) => probePod(one.name) === name);
  // Into an application's container goes `true` alone, when somebody peels the layers.
  const owner = probed ?? [...nodes.values()].find((one) => one.pods.some((own) => own.name === name));
  if (owner === undefined) fail(`Error from server (NotFound): pods "${pod}" not found`);
  else if (reached(owner) && probed !== undefined)
    runOn(owner, args.command[0] === '/plegmatic/peel' ? 'src/collect/peel.sh' : 'src/collect/probes.sh');
}

/** @returns false for a node whose exec hangs: then it hangs. */
function reached(node: CapturedNode): boolean {
  if (node.exec === 'unreachable')
    fail(`Error from server: error dialing backend: dial tcp ${node.address}:10250: connect: no route to host`);
  if (node.exec === 'hangs') setInterval(() => undefined, 60_000);
  return node.exec !== 'hangs';
}

function runOn(node: CapturedNode, script: string): void {
  const root = writeRoot(node, Date.now());
  const inSources = (path: string): string =>
    fileURLToPath(new URL(`${import.meta.url.includes('/dist/') ? '../../../' : '../../'}${path}`, import.meta.url));
  const launcher = `sh ${inSources('playground/kubectl/run-in-root.sh')} ${join(root, 'host')}`;
  const child = spawn('sh', [inSources(script), ...args.command.slice(1)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      PLEGMATIC_PROC: join(root, 'proc'),
      PLEGMATIC_HOST: join(root, 'host'),
      PLEGMATIC_HOST_RUN: launcher,
      PLEGMATIC_STATFS: `${launcher} statfs`,
      PLEGMATIC_HTTP_GET: `${launcher} http-get`,
      PLEGMATIC_DMESG: `${launcher} dmesg`,
    },
  });
  const moving = setInterval(() => move(root, node), MOVE_EVERY_MS);
  const leave = (code: number): void => {
    clearInterval(moving);
    rmSync(root, { recursive: true, force: true });
    process.exit(code);
  };
  child.on('exit', (code) => leave(code ?? 137));
  process.on('SIGTERM', () => leave(143));
}

function run({ verb, words }: Arguments): void {
  if (verb === 'get') get(words[0] ?? '', words[1]);
  else if (verb === 'exec') exec(words[0] ?? '');
  else if (verb === 'version') process.stdout.write('{"clientVersion":{"gitVersion":"v1.20.2-demo"}}\n');
  else if (verb === 'config') process.stdout.write('demo\n');
  else if (verb === 'auth') process.stdout.write('yes\n');
  else fail(`error: unknown command "${verb}" for "kubectl"`);
}

run(args);
