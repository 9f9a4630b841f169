import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blankPair, type Pair } from '../authoring/blank.js';
import type { WriteCommand } from './command.js';
import type { Io } from './io.js';
import { readInput } from './read-input.js';
import { EXIT, UsageError } from './usage.js';

/** `plegmatic knowledge new ID` and `knowledge draft FILE --id ID`: lays out a signature and its cases for a person to fill in. */
export async function writeKnowledge(command: WriteCommand, io: Io): Promise<number> {
  const pair = command.verb === 'new' ? blank(command.id) : await drafted(command, io);
  if (pair === undefined) {
    io.complain(
      'No line of this text says that something in the runtime chain failed, so there is nothing to draft from.\n',
    );
    return EXIT.nothing;
  }
  if (command.into === undefined) {
    io.print(`${pair.signature}\n# --- ${command.id}.test.yaml\n${pair.cases}`);
    return EXIT.recognised;
  }
  const files = [
    { path: join(command.into, `${command.id}.yaml`), text: pair.signature },
    { path: join(command.into, `${command.id}.test.yaml`), text: pair.cases },
  ];
  // Both or none: half a pair is no signature.
  const there = files.find(({ path }) => existsSync(path));
  if (there !== undefined) throw new UsageError(`${there.path} exists already; choose another id`);
  mkdirSync(command.into, { recursive: true });
  for (const { path, text } of files) {
    writeFileSync(path, text);
    io.print(`wrote ${path}\n`);
  }
  io.print('Fill in what says TODO, then: plegmatic knowledge check\n');
  return EXIT.recognised;
}

const blank = (id: string): Pair =>
  blankPair({
    id,
    breaksAt: 'runc',
    feltAt: 'kubelet',
    symptoms: [{ id: 'words', pattern: 'TODO: the words as the program prints them' }],
    paste: 'TODO: what people paste',
  });

async function drafted({ file, id }: WriteCommand, io: Io): Promise<Pair | undefined> {
  const [{ draftOf }, { redact }] = await Promise.all([import('../authoring/draft.js'), import('../redact/redact.js')]);
  const { text } = await redact(await readInput(file, io));
  return draftOf(text, id);
}
