import { knowledgeDir } from '../signatures/folder.js';
import { loadSignatures } from '../signatures/load.js';
import { failed, type Line, ok, some } from './line.js';

/** Whether every signature loads, the shipped ones and those of the configuration. */
export function examineKnowledge(folders: readonly string[]): readonly Line[] {
  const { signatures, problems } = loadSignatures([knowledgeDir(), ...folders]);
  if (signatures.length === 0)
    return [
      failed('knowledge', 'no signature loads, so nothing would ever be recognised', 'Run: plegmatic knowledge check'),
    ];
  if (problems.length === 0) return [ok('knowledge', `${signatures.length} signatures load`)];
  const files = some([...new Set(problems.map(({ file }) => file))]);
  const folder = folders.length === 0 ? '' : ` ${folders.join(' ')}`;
  return [
    failed(
      'knowledge',
      `${signatures.length} signatures load; left out: ${files}`,
      `Run: plegmatic knowledge check${folder}`,
    ),
  ];
}
