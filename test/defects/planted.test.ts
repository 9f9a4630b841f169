import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defectsSchema, plant } from './defect.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const defects = defectsSchema.parse(parse(readFileSync(join(root, 'test/defects/defects.yaml'), 'utf8')));

test.each(defects.map((one) => [one.id, one] as const))(
  '%s can still be planted, and its tests are there',
  (_, one) => {
    const sound = readFileSync(join(root, one.file), 'utf8');
    expect(plant(sound, one)).not.toBe(sound);
    expect(one.tests.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  },
);
