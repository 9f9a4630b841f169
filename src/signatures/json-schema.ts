import { z } from 'zod';
import { signatureSchema } from './signature.js';

/** @returns the text of knowledge/signature.schema.json: what editors complete and check by while a signature is written. */
export function jsonSchema(): string {
  const schema = z.toJSONSchema(signatureSchema, { io: 'input', target: 'draft-7', reused: 'inline' });
  const described = { title: 'A Plegmatic signature', ...schema };
  return `${JSON.stringify(described, null, 2)}\n`;
}
