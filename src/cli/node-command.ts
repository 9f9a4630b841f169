import { readFileSync } from 'node:fs';
import { collect } from '../collect/collect.js';
import { isNodeName, type Target } from '../collect/target.js';
import { type Config, loadConfig } from '../config.js';
import { answered } from '../diagnosis/answered.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { readReport } from '../report/read-report.js';
import type { NodeCommand } from './command.js';
import { exitCode } from './explain.js';
import type { Io } from './io.js';
import { loadKnowledge } from './load-knowledge.js';
import { printAnswer } from './print-answer.js';
import { EXIT, UsageError } from './usage.js';

/** `plegmatic node`: collects with kubectl, read-only, and diagnoses now. Progress on stderr, the diagnosis on stdout. */
export async function nodeCommand(command: NodeCommand, io: Io): Promise<number> {
  if (!isNodeName(command.node))
    throw new UsageError(`"${command.node}" is no node name; nodes are called as kubectl get nodes prints them`);
  const config = loadConfig(io.env, (path) => readFileSync(path, 'utf8'));
  const knowledge = loadKnowledge([...config.knowledge, ...command.knowledge], io);
  const target = targetOf(command, config);
  const { facts, collection, failure } = await collect(target, {
    onProgress: ({ done, of, probe }) => io.progress(`${command.node}: ${done}/${of} ${probe}`),
  });
  io.progress('');
  if (failure !== undefined) io.complain(`${command.node}: ${failure.reason}\n`);
  const at = collection.at ?? new Date().toISOString();
  const report = readReport('', { at });
  const cluster = command.context === undefined ? null : target.name;
  const diagnosis = diagnose({ report, facts, node: command.node, cluster, collection }, knowledge);
  const answer = answered(report, [diagnosis], `${command.node}-${at}`);
  await printAnswer(answer, report, command, io);
  // Nothing at all was read: that is a failure, not "nothing recognised".
  return collection.step === 'none' ? EXIT.failure : exitCode(answer);
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
