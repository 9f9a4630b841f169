import { expect, test } from 'vitest';
import { gather } from '../../../handlers/reading/gather.js';

const file = (name: string) => ({
  id: name,
  name,
  url_private: `https://files.example/${name}`,
  mimetype: name.endsWith('.png') ? 'image/png' : 'text/plain',
});

test('of a thread with hundreds of files a bounded number is downloaded, and it is said', async () => {
  const names = Array.from({ length: 100 }, (_, index) => [`log-${index}.txt`, `picture-${index}.png`]).flat();
  const downloaded: string[] = [];
  const parts = {
    self: { userId: 'U1', botId: 'B1' },
    maxTextBytes: 1_000_000,
    redact: async (text: string) => ({ text }),
    records: { texts: { get: async () => 'what is this?' } },
    slack: {
      thread: async () => ({
        messages: names.map((name, at) => ({ user: 'U2', ts: `1.1${at}`, files: [file(name)] })),
        whole: true,
      }),
    },
    download: async ({ name }: { name: string }) => {
      downloaded.push(name);
      return `text of ${name}`;
    },
  };
  const payload = { way: 'mention', channel: 'C1', thread: '1.0', message: '1.2', text: 'ref', files: [] };
  const gathered = await gather(payload as never, parts as never);
  expect(downloaded).toHaveLength(20);
  expect(gathered.text).toContain('text of log-19.txt');
  const notes = gathered.notesIn('en').join(' ');
  expect(notes).toContain('80 more are left out');
  expect(notes).toContain('picture-4.png, …');
  expect(notes.length).toBeLessThan(400);
  expect(gathered.notesIn('zh').join()).toContain('另外 80 个没有读');
});
