import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decode } from '../../handlers/text/decode.js';
import { openDownload } from '../../handlers/text/download.js';
import type { FileError } from '../../handlers/text/file-error.js';

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

it('reads what PowerShell wrote', async () => {
  const text = 'OCI runtime exec failed';
  const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
  expect(await answering(wide).get(file)).toBe(text);
  expect(await answering(Uint8Array.from([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()])).get(file)).toBe(text);
});

it('says the same in Chinese', async () => {
  const error = await answering('x'.repeat(101))
    .get(file)
    .catch((thrown: unknown) => thrown);
  expect((error as FileError).in('zh')).toBe('kubelet.log 超过了我能读的 0 kB。请发送第一个报错附近的部分。');
});

it.each<[string, ReturnType<typeof answering>, string, Partial<typeof file>]>([
  ['Slack sends its login page', answering('<html>', 'text/html'), 'files:read', {}],
  ['the file is too large by its own words', answering('x'), 'larger than', { size: 101 }],
  ['the file is too large when it comes', answering('x'.repeat(101)), 'larger than', {}],
  ['a gzip file grows too large', answering(gzipSync('x'.repeat(1000))), 'larger than', {}],
  ['it is binary', answering(new Uint8Array([1, 0, 2])), 'binary', {}],
  ['a gzip file is broken', answering(gzipSync('x'.repeat(50)).subarray(0, 20)), 'cannot be unpacked', {}],
  ['it is a zip', answering(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])), 'archive', {}],
  ['Slack shows only that there was one', answering('x'), 'does not show it to me', { url: '' }],
  ['Slack refuses', answering('', 'text/plain', 404), '404', {}],
])('tells a person when %s', async (_, { get }, words, change) => {
  const error = await get({ ...file, ...change }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'UserError' });
  expect(`${(error as Error).message} ${(error as { next?: string }).next}`).toContain(words);
});

it('names an archive inside gzip as what it is', async () => {
  const tar = Buffer.alloc(1024);
  tar.write('var/log/messages', 0);
  tar.write('ustar', 257);
  await expect(decode(gzipSync(tar), 'logs.tar.gz', 10_000)).rejects.toThrow('logs.tar.gz is an archive');
});
