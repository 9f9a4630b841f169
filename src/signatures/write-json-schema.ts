import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { knowledgeDir } from './folder.js';
import { jsonSchema } from './json-schema.js';

/** Writes knowledge/signature.schema.json: `npm run schema`. */
export function writeJsonSchema(): void {
  writeFileSync(join(knowledgeDir(), 'signature.schema.json'), jsonSchema());
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) writeJsonSchema();
