import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { METHODS } from '../../../playground/slack/web-api.js';

const handlers = fileURLToPath(new URL('../../../handlers', import.meta.url));
const code = readdirSync(handlers, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(handlers, file), 'utf8'))
  .join('\n');

/** `client.chat.update(` and the like. Files only through the library's one call, which stands for two methods. */
const CALL =
  /\.((?:apps|assistant|auth|bots|chat|conversations|pins|reactions|team|usergroups|users|views)(?:\.[a-z]+)*\.[a-zA-Z]+)\(/g;
const UPLOAD = ['files.getUploadURLExternal', 'files.completeUploadExternal'];

/** `users.map(` is a list of ours. */
const isOurs = (method: string): boolean => (method.split('.').at(-1) ?? '') in Array.prototype;

const called = new Set([...code.matchAll(CALL)].map(([, method]) => method ?? '').filter((method) => !isOurs(method)));
if (code.includes('filesUploadV2(')) for (const method of UPLOAD) called.add(method);

it('the simulator knows every Web API method that the bot calls', () => {
  expect([...called].toSorted()).toEqual(expect.arrayContaining(['chat.postMessage', 'views.open', ...UPLOAD]));
  expect([...called].filter((method) => !METHODS.has(method))).toEqual([]);
});

it('the README of the simulator names every method it knows', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../../playground/slack/README.md', import.meta.url)), 'utf8');
  const named = (method: string): boolean =>
    readme.includes(`\`${method}\``) || readme.includes(`\`.${method.split('.').at(-1)}\``);
  expect([...METHODS.keys()].filter((method) => !named(method))).toEqual([]);
});
