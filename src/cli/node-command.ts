import type { NodeCommand } from './command.js';
import type { Io } from './io.js';
import { UsageError } from './usage.js';

/** `plegmatic node`: collects with kubectl and diagnoses now. */
export async function nodeCommand(command: NodeCommand, _io: Io): Promise<number> {
  throw new UsageError(`collecting from ${command.node} is not there yet; use explain with --facts`);
}
