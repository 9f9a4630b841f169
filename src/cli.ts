import { parseCommand } from './cli/command.js';
import { helpOf } from './cli/help.js';
import { type Io, processIo } from './cli/io.js';
import { EXIT, UsageError } from './cli/usage.js';

/**
 * Root 3: no Slack, no Redis. Parts are loaded when their word is asked, which keeps the start under 400 ms.
 * @param argv the words after `plegmatic`.
 * @returns the exit code: 0 something recognised, 3 nothing recognised, 2 usage, 1 failure.
 */
export async function run(argv: readonly string[], io: Io = processIo(process.env)): Promise<number> {
  try {
    const command = parseCommand(argv);
    switch (command.word) {
      case 'help':
        io.print(helpOf(command.about));
        return EXIT.recognised;
      case 'version':
        io.print(`${(await import('./cli/version.js')).packageVersion()}\n`);
        return EXIT.recognised;
      case 'explain':
        if (command.bundle !== undefined)
          return await (await import('./cli/explain-archive.js')).explainArchive(
            { ...command, bundle: command.bundle },
            io,
          );
        return await (await import('./cli/explain.js')).explain(command, io);
      case 'explain-lines':
        return await (await import('./cli/explain-lines.js')).explainLines(command, io);
      case 'knowledge':
        return await (await import('./cli/knowledge-command.js')).knowledgeCommand(command, io);
      case 'test-knowledge':
        return (await import('./cli/test-knowledge.js')).testKnowledge(command, io);
      case 'write-knowledge':
        return await (await import('./cli/write-knowledge.js')).writeKnowledge(command, io);
      case 'node':
        return await (await import('./cli/node-command.js')).nodeCommand(command, io);
    }
  } catch (error) {
    return explainFailure(error, io);
  }
}

async function explainFailure(error: unknown, io: Io): Promise<number> {
  if (error instanceof UsageError) {
    io.complain(`plegmatic: ${error.message}\n`);
    return EXIT.usage;
  }
  const { toReason } = await import('./errors.js');
  const reason = toReason(error);
  if (reason.family !== 'bug') io.complain(`plegmatic: ${reason.text}\n`);
  else io.complain(`plegmatic: this is a defect of plegmatic itself, please report it.\n${describe(error)}\n`);
  return EXIT.failure;
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
