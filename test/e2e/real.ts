import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { isRows } from '../../src/facts/derive.js';
import { type Facts, known } from '../../src/facts/fact.js';
import { FrameReader } from '../../src/facts/frames.js';
import { PROBES } from '../../src/facts/probes.js';
import { readNode } from '../../src/facts/read-node.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { MADE, type Made } from './made.js';

/**
 * `npm run e2e:real`: failures made for real on a node, read by the real bundle, judged. PLEGMATIC_NODE_SHELL is a command that runs a
 * command on the node as root (`ssh root@node-7`, say); without it the node is this machine. Skips with a word what cannot be made there.
 */
const shell = (process.env.PLEGMATIC_NODE_SHELL ?? '').split(' ').filter(Boolean);
const bundle = readFileSync(fileURLToPath(new URL('../../src/collect/probes.sh', import.meta.url)), 'utf8');
const { signatures } = loadSignatures([knowledgeDir()]);
const knowledge = { signatures, matcher: buildMatcher(signatures) };

function onNode(script: string, ...args: string[]): string {
  const [file = 'sh', ...rest] = [...shell, 'sh', '-s', ...args];
  return spawnSync(file, rest, { input: script, encoding: 'utf8', timeout: 120_000, maxBuffer: 16_000_000 }).stdout;
}

type Failed = ReturnType<typeof readNode>['failed'];

function read(): {
  readonly facts: Facts;
  readonly failed: Failed;
  readonly whole: boolean;
  readonly ms: number;
  readonly bytes: number;
} {
  const boundary = randomBytes(16).toString('hex');
  const began = Date.now();
  const printed = onNode(bundle, boundary);
  const reader = new FrameReader(boundary);
  reader.push(Buffer.from(printed));
  const outputs = reader.end();
  const { facts, failed } = readNode(outputs, Object.keys(PROBES), new Date().toISOString(), 'the bundle broke off');
  return { facts, failed, whole: reader.done, ms: Date.now() - began, bytes: printed.length };
}

function judge(pasted: string, facts: Facts): Diagnosis {
  const collection = { step: 'exec', complete: true, failed: [] } as const;
  const at = new Date().toISOString();
  return diagnose({ report: readReport(pasted, { at }), facts, node: 'real', cluster: null, collection }, knowledge);
}

const verdictOf = ({ verdicts }: Diagnosis, id: string) => verdicts.find((one) => one.id === id)?.verdict ?? 'silent';
const told = ({ verdicts }: Diagnosis) =>
  verdicts.filter(({ verdict }) => verdict !== 'ruled-out').map(({ id, verdict }) => `${id} (${verdict})`);

function rowFound(facts: Facts, { name, row }: NonNullable<Made['fact']>): boolean {
  const fact = facts[name];
  if (fact?.state !== 'known' || !isRows(fact.value)) return false;
  return fact.value.some((one) =>
    Object.entries(row).every(([column, pattern]) => pattern.test(String(one[column] ?? 'absent'))),
  );
}

function problems(one: Made, pasted: string, { facts, failed, whole }: ReturnType<typeof read>): readonly string[] {
  const given = Object.entries(one.given ?? {}).map(([name, value]) => [name, known(value, 'given')] as const);
  const asGiven = judge(pasted, { ...facts, ...Object.fromEntries(given) });
  const wrong: string[] = [];
  if (!whole) wrong.push('the bundle did not run to its end');
  if (one.fact !== undefined && !rowFound(facts, one.fact)) wrong.push(`no row of ${one.fact.name} shows it`);
  const { probe, reason } = one.failed ?? {};
  const said = failed.find((other) => other.probe === probe)?.reason ?? 'nothing';
  if (reason !== undefined && !reason.test(said)) wrong.push(`of ${probe} is said: ${said}`);
  if (one.confirmed !== undefined && verdictOf(asGiven, one.confirmed) !== 'confirmed')
    wrong.push(`${one.confirmed} is ${verdictOf(asGiven, one.confirmed)}; told: ${told(asGiven).join(', ')}`);
  for (const id of one.not ?? [])
    if (['confirmed', 'possible'].includes(verdictOf(asGiven, id))) wrong.push(`${id} is told`);
  const asItIs = one.notAsItIs === undefined ? 'silent' : verdictOf(judge(pasted, facts), one.notAsItIs);
  if (asItIs === 'confirmed' || asItIs === 'possible')
    wrong.push(`${one.notAsItIs} is ${asItIs} with the runc that is here`);
  return wrong;
}

let wrong = 0;
for (const one of MADE) {
  const cannot = onNode(one.cannot).trim().split('\n')[0];
  if (cannot) {
    console.log(`skip   ${one.name}: ${cannot}`);
    continue;
  }
  try {
    const pasted = onNode(one.make);
    const node = read();
    const { facts, ms, bytes } = node;
    const found = problems(one, pasted, node);
    if (found.length > 0) wrong += 1;
    const said =
      found.length > 0
        ? found.join('; ')
        : (node.failed.find(({ probe }) => probe === one.failed?.probe)?.reason ??
          told(judge(pasted, facts))[0] ??
          'nothing is told, rightly');
    console.log(`${found.length > 0 ? 'WRONG' : 'ok   '}  ${one.name}: ${said}   (bundle ${ms} ms, ${bytes} bytes)`);
    if (pasted.trim() !== '') console.log(`         ${pasted.trim().split('\n')[0]}`);
  } finally {
    onNode(one.undo);
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
