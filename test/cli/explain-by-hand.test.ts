import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli.js';
import { BOUNDARY, fixture } from '../facts/captured.js';
import { capturedIo } from './captured-io.js';

const output = fixture('node-1/pids-limit.txt').toString().replaceAll(BOUNDARY, 'c0ffee00c0ffee00');
const named = output.replace(/^(\d+\.\d+ \d+\.\d+)$/m, '$1\n@ host node-1');

async function explained(text: string) {
  const io = capturedIo(text, {});
  const code = await run(['explain', '--json'], io);
  return { code, answer: JSON.parse(io.printed()) };
}

describe('the output of the bundle, run by hand, is explained offline', () => {
  test('as facts of the machine it came from, by the step `paste`', async () => {
    const { code, answer } = await explained(`it says:\n${named}`);
    expect(code).toBe(0);
    expect(answer.diagnoses).toHaveLength(1);
    expect(answer.diagnoses[0]).toMatchObject({ node: 'node-1', collection: { step: 'paste' } });
    expect(answer.diagnoses[0].verdicts[0]).toMatchObject({ id: 'exec-pids-limit-reached', verdict: 'confirmed' });
  });

  test('one diagnosis a node', async () => {
    const other = named.replaceAll('c0ffee00c0ffee00', 'beefbeefbeefbeef').replace('@ host node-1', '@ host node-2');
    const { answer } = await explained(`${named}\n${other}`);
    expect(answer.diagnoses.map((one: { node: string }) => one.node)).toEqual(['node-1', 'node-2']);
  });
});
