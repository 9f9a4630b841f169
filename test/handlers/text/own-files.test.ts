import { expect, it } from 'vitest';
import {
  caseFileName,
  FLEET_FILE,
  isOwnFileName,
  reportFileName,
  scriptFileName,
} from '../../../handlers/text/own-files.js';

it.each([
  reportFileName('ip-10-0-0-7.ec2.internal'),
  reportFileName('text'),
  FLEET_FILE,
  scriptFileName('node-7'),
  caseFileName('0a1b2c3d4e', '2026-11-28T03:12:05.000Z'),
])('knows %s for a file of its own', (name) => {
  expect(isOwnFileName(name)).toBe(true);
});

it.each(['kubelet.log', 'case-notes.md', 'collect.sh', 'my-plegmatic-node.md', ''])('and not %j', (name) => {
  expect(isOwnFileName(name)).toBe(false);
});
