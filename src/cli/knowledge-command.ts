import { knowledgeDir } from '../signatures/folder.js';
import { loadCases, loadSignatures } from '../signatures/load.js';
import { type Problem, printProblem } from '../signatures/problem.js';
import type { Signature } from '../signatures/signature.js';
import { aligned } from '../terminal/wrap.js';
import type { KnowledgeCommand } from './command.js';
import type { Io } from './io.js';
import { EXIT, UsageError } from './usage.js';

/** A list is worth two seconds of waiting for the column of voices. */
const REDIS_WAIT_MS = 2000;

/** `plegmatic knowledge list|show|check`: what is known, and whether it is sound. Folders given are read beside the shipped one. */
export async function knowledgeCommand(command: KnowledgeCommand, io: Io): Promise<number> {
  const folders = [knowledgeDir(), ...command.folders];
  const { signatures, problems } = loadSignatures(folders);
  if (command.verb === 'list') {
    const voices = await feedback(io);
    const rows = [...signatures]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, status, severity, cause, title }) => [id, status, severity, cause.breaks_at, ...voices(id), title]);
    for (const line of aligned(rows)) io.print(`${line}\n`);
    tell(problems, io);
    return problems.length === 0 ? EXIT.recognised : EXIT.failure;
  }
  if (command.verb === 'show') return await show(command.id ?? '', signatures, folders, io);
  const { lint } = await import('../signatures/lint.js');
  const { files, problems: caseProblems } = loadCases(folders);
  const { loadTranslations } = await import('../signatures/translation.js');
  const translations = loadTranslations(folders, 'zh', signatures).problems;
  const all = [...problems, ...caseProblems, ...lint(signatures, files), ...translations];
  tell(all, io);
  const cases = files.reduce((sum, file) => sum + file.cases.length, 0);
  const count = `${signatures.length} signatures, ${cases} cases`;
  io.print(
    all.length === 0
      ? `${count}: no problems\n`
      : `${count}: ${all.length === 1 ? '1 problem' : `${all.length} problems`}\n`,
  );
  return all.length === 0 ? EXIT.recognised : EXIT.failure;
}

/** The catalogue's page of one signature: those of other folders have no page in docs/. */
async function show(id: string, signatures: readonly Signature[], folders: readonly string[], io: Io): Promise<number> {
  const found = signatures.find((one) => one.id === id || one.aliases.includes(id));
  if (found === undefined) {
    const like = signatures.map((one) => one.id).filter((one) => id.split('-').every((word) => one.includes(word)));
    const next = like.length === 0 ? 'See: plegmatic knowledge list' : `Is it ${like.slice(0, 5).join(', ')}?`;
    throw new UsageError(`no signature is called "${id}". ${next}`);
  }
  const { page } = await import('../catalogue/page.js');
  io.print(page(found, loadCases(folders).files.find((file) => file.id === found.id)?.cases ?? []));
  return EXIT.recognised;
}

/** What people said of each signature's answers, where REDIS_URL names the bot's Redis; else no column. */
async function feedback(io: Io): Promise<(id: string) => readonly string[]> {
  const url = io.env.REDIS_URL;
  if (url === undefined || url === '') return () => [];
  const [{ openRedis }, { openFeedback }] = await Promise.all([
    import('../records/connect.js'),
    import('../records/feedback.js'),
  ]);
  const redis = openRedis(url, 'work', () => undefined);
  try {
    const waiting = new Promise<never>((_, reject) => setTimeout(reject, REDIS_WAIT_MS).unref());
    const totals = await Promise.race([openFeedback(redis, 0).totals(), waiting]);
    return (id) => {
      const { right = 0, wrong = 0 } = totals[id] ?? {};
      return [right + wrong === 0 ? '-' : `${right} right, ${wrong} wrong`];
    };
  } catch {
    io.complain('Redis (REDIS_URL) did not answer, so feedback is left out.\n');
    return () => [];
  } finally {
    redis.disconnect();
  }
}

function tell(problems: readonly Problem[], io: Io): void {
  for (const problem of problems) io.complain(`${printProblem(problem)}\n`);
}
