import { readFileSync, writeFileSync } from 'node:fs';
import { writeArchive } from '../archive/write-archive.js';
import { collect } from '../collect/collect.js';
import { isNodeName, type Target } from '../collect/target.js';
import { type Config, loadConfig } from '../config.js';
import { answered } from '../diagnosis/answered.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { extraPatterns } from '../redact/extra.js';
import { openRedact } from '../redact/redact.js';
import { redactValues } from '../redact/values.js';
import { incidentWindow } from '../report/incident.js';
import { readReport } from '../report/read-report.js';
import type { NodeCommand } from './command.js';
import { exitCode } from './explain.js';
import type { Io } from './io.js';
import { loadKnowledge } from './load-knowledge.js';
import { peelLayers } from './peel-layers.js';
import { printAnswer } from './print-answer.js';
import { unreadable } from './read-input.js';
import { EXIT, UsageError } from './usage.js';
import { packageVersion } from './version.js';

/** `plegmatic node`: collects with kubectl, read-only, and diagnoses now. Progress on stderr, the diagnosis on stdout. */
export async function nodeCommand(command: NodeCommand, io: Io): Promise<number> {
  if (!isNodeName(command.node))
    throw new UsageError(`"${command.node}" is no node name; nodes are called as kubectl get nodes prints them`);
  const config = loadConfig(io.env, (path) => readFileSync(path, 'utf8'));
  const knowledge = loadKnowledge([...config.knowledge, ...command.knowledge], io);
  const target = targetOf(command, config);
  const window = command.around === undefined ? undefined : windowAround(command.around);
  const collected = await collect(target, {
    ...optional('window', window),
    onProgress: ({ done, of, probe }) => io.progress(`${command.node}: ${done}/${of} ${probe}`),
  });
  io.progress('');
  // Before anything is judged: what is printed, archived and diagnosed offline is one and the same.
  const { facts: read, collection, failure, outputs, objects } = await redacted(collected, config);
  if (failure !== undefined) io.complain(`${command.node}: ${failure.reason}\n`);
  const at = collection.at ?? new Date().toISOString();
  const report = readReport('', { at });
  const facts =
    command.peel === undefined
      ? read
      : await redacted(await peelLayers(command.peel, target, read, knowledge.signatures, io), config);
  const cluster = command.context === undefined ? null : target.name;
  const diagnosis = diagnose({ report, facts, node: command.node, cluster, collection }, knowledge);
  const id = `${command.node}-${at}`;
  const answer = answered(report, [diagnosis], id);
  if (command.bundle !== undefined) {
    const about = { id, node: command.node, cluster, at, versions: { plegmatic: packageVersion() } };
    write(command.bundle, writeArchive({ ...about, facts, collection, outputs, objects }), io);
  }
  await printAnswer(answer, report, command, io);
  // Nothing at all was read: that is a failure, not "nothing recognised".
  return collection.step === 'none' ? EXIT.failure : exitCode(answer);
}

/** @returns the window as the bundle takes it. @throws UsageError where no time can be read, or one that needs no window. */
function windowAround(time: string): string {
  const now = new Date().toISOString();
  const window = incidentWindow(readReport(time, { at: now }), now);
  if (window !== undefined) return `${window.from}/${window.to}`;
  throw new UsageError(
    `--around "${time}" names no time of the last week, or one of the last half hour, which is read anyway. For example: --around 2026-11-22T03:12Z, or "03:12 UTC"`,
  );
}

function redacted<T>(value: T, config: Config): Promise<T> {
  return redactValues(value, openRedact(extraPatterns(config.redact)));
}

function write(file: string, bytes: Buffer, io: Io): void {
  try {
    // Node names and process arguments are nobody else's business on a shared machine.
    writeFileSync(file, bytes, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(unreadable(file, error).replace('cannot read', 'cannot write'));
  }
  io.complain(
    `wrote ${file} (${Math.ceil(bytes.length / 1024)} KB, without secrets); read it with: plegmatic explain --bundle ${file}\n`,
  );
}

/** A configured cluster by its name or context, else the context as kubectl knows it, else kubectl's current one. */
function targetOf({ node, context }: NodeCommand, config: Config): Target {
  const { namespace, selector, container, delivery } = config.probe;
  const known = Object.entries(config.clusters).find(([name, one]) => name === context || one.context === context);
  return {
    node,
    name: known?.[0] ?? context ?? 'current',
    kubectl: config.kubectl,
    probe: { namespace, selector, container, delivery: delivery === 'stdin' ? 'stdin' : 'configmap' },
    ...optional('context', known?.[1].context ?? context),
    ...optional('kubeconfig', known?.[1].kubeconfig ?? config.kubeconfig),
  };
}

const optional = (key: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [key]: value };
