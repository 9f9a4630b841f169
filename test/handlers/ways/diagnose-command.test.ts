import { expect, it } from 'vitest';
import { readCommand } from '../../../handlers/ways/diagnose-command.js';

it.each([
  ['', { kind: 'form' }],
  ['  help ', { kind: 'help' }],
  ['node-7', { kind: 'names', names: ['node-7'] }],
  ['node-7, node-8 node-7', { kind: 'names', names: ['node-7', 'node-8'] }],
  ['prod/node-7', { kind: 'names', names: ['prod/node-7'] }],
  ['`node-7`', { kind: 'names', names: ['node-7'] }],
  ['<http://node-7.example.com|node-7.example.com>', { kind: 'names', names: ['node-7.example.com'] }],
  ['all', { kind: 'names', names: ['all'] }],
  ['pool=gpu', { kind: 'names', names: ['pool=gpu'] }],
  ['prod/pool=gpu-a100 eu/all', { kind: 'names', names: ['prod/pool=gpu-a100', 'eu/all'] }],
  ['pool=gpu; reboot', { kind: 'text', text: 'pool=gpu; reboot' }],
  ['node-7; reboot', { kind: 'text', text: 'node-7; reboot' }],
  ['PLEG is not healthy', { kind: 'text', text: 'PLEG is not healthy' }],
  ['OCI runtime error: EOF', { kind: 'text', text: 'OCI runtime error: EOF' }],
])('/diagnose %s', (text, asked) => {
  expect(readCommand(text)).toEqual(asked);
});
