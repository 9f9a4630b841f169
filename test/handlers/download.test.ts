import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { openDownload } from '../../handlers/text/download.js';

const file = { id: 'F1', name: 'kubelet.log', url: 'https://files.slack.com/f1', size: 10, mimetype: 'text/plain' };
const answering = (body: string | Uint8Array<ArrayBuffer>, type = 'text/plain', status = 200) => {
  const asked: string[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    asked.push(String(new Headers(init?.headers).get('authorization')));
    return new Response(body, { status, headers: { 'content-type': type } });
  };
  return { asked, get: openDownload({ token: 'xoxb-1', maxBytes: 100, fetch: fetch as typeof globalThis.fetch }) };
};

it('fetches with the bot token', async () => {
  const { asked, get } = answering('runc init');
  expect(await get(file)).toBe('runc init');
  expect(asked).toEqual(['Bearer xoxb-1']);
});

it.each(['https://evil.example/f1', 'http://files.slack.com/f1', 'https://slack.com.evil.example/f1', 'nonsense'])(
  'never sends the token to %s',
  async (url) => {
    const { asked, get } = answering('runc init');
    await expect(get({ ...file, url })).rejects.toThrow('outside Slack');
    expect(asked).toEqual([]);
  },
);

it('unpacks gzip', async () => {
  expect(await answering(gzipSync('runc init'), 'application/gzip').get(file)).toBe('runc init');
});

it.each<[string, ReturnType<typeof answering>, string, Partial<typeof file>]>([
  ['Slack sends its login page', answering('<html>', 'text/html'), 'files:read', {}],
  ['the file is too large by its own words', answering('x'), 'larger than', { size: 101 }],
  ['the file is too large when it comes', answering('x'.repeat(101)), 'larger than', {}],
  ['a gzip file grows too large', answering(gzipSync('x'.repeat(1000))), 'larger than', {}],
  ['it is binary', answering(new Uint8Array([1, 0, 2])), 'binary', {}],
  ['Slack refuses', answering('', 'text/plain', 404), '404', {}],
])('tells a person when %s', async (_, { get }, words, change) => {
  const error = await get({ ...file, ...change }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'UserError' });
  expect(`${(error as Error).message} ${(error as { next?: string }).next}`).toContain(words);
});
