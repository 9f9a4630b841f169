import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NodeCommand } from '../../src/cli/command.js';
import { parseCommand } from '../../src/cli/command.js';
import { nodeCommand } from '../../src/cli/node-command.js';
import { fakeKubectl } from '../collect/fake-kubectl.js';
import { capturedIo } from './captured-io.js';

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
const minutes = (date: Date): string => date.toISOString().slice(0, 16);

/** @returns the words that kubectl exec was given behind the bundle's own name. */
async function asked(around: string): Promise<string> {
  const fake = fakeKubectl('healthy');
  const command = parseCommand(['node', 'node-1', '--around', around]) as NodeCommand;
  await nodeCommand(command, capturedIo('', { env: { KUBECTL: fake.path } }));
  const line = readFileSync(join(fake.folder, 'argv'), 'utf8')
    .split('\n')
    .find((one) => one.includes(' exec '));
  return /\/plegmatic\/probe [0-9a-f]{32} ?(.*)$/.exec(line ?? '')?.[1] ?? 'no exec';
}

describe('node --around', () => {
  it.each([
    ['in UTC', `${minutes(hoursAgo(5))}Z`, /^window\/\d{12}z\/\d{12}z$/],
    ['with an offset', `${minutes(hoursAgo(5 - 8))}+08:00`, /^window\/\d{12}z\/\d{12}z$/],
    ['of the node’s own clock', minutes(hoursAgo(5)).replace('T', ' '), /^window\/\d{12}\/\d{12}$/],
  ])('reads the logs of a time %s', async (_, time, words) => {
    expect(await asked(time)).toMatch(words);
  });

  it.each(['yesterday', '$(reboot)', new Date().toISOString()])(
    'refuses %s, which names no other time',
    async (time) => {
      await expect(asked(time)).rejects.toThrow(/--around/);
    },
  );
});
