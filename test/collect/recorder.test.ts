import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE, SHELLS } from './root.js';

const RECORDER = BUNDLE.replace('probes.sh', 'recorder.sh');
const KEY = '6b6579';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const at = server.address();
      server.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });

/** What is sent, as it is; what comes back until the other side closes. */
function say(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
const hash = (key: string, asked: string): string => createHash('sha256').update(`${key} ${asked}`).digest('hex');
const get = (port: number, path: string) => say(port, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);

/** The recorder as the pod runs it, with a bundle that says one frame. */
describe.each(SHELLS)('the recorder under %s', (...shell) => {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-recorder-'));
  const snapshots = join(folder, 'snapshot');
  let port = 0;
  let running: ChildProcess;

  beforeAll(async () => {
    mkdirSync(snapshots);
    writeFileSync(join(folder, 'key'), KEY);
    writeFileSync(join(folder, 'probe'), '#!/bin/sh\necho "$1 begin clock"; echo tick; echo "$1 done 1"\n', {
      mode: 0o755,
    });
    port = await freePort();
    const [file = 'sh', ...rest] = shell;
    running = spawn(file, [...rest, RECORDER, String(port), '127.0.0.1'], {
      detached: true,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        PLEGMATIC_PROBE: join(folder, 'probe'),
        PLEGMATIC_PEEL: join(folder, 'peel'),
        PLEGMATIC_SNAPSHOTS: snapshots,
        PLEGMATIC_RECORDER_KEY: join(folder, 'key'),
        PLEGMATIC_RECORDER_WAIT: '2',
      },
    });
    for (let tries = 0; tries < 50; tries += 1) {
      if (await say(port, 'x\r\n\r\n').catch(() => null)) return;
      await sleep(100);
    }
  });
  afterAll(() => {
    if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives a whole snapshot to whoever shows a hash of the key', async () => {
    const text = await get(port, `/abcd/${hash(KEY, 'abcd')}?timeout=20s`);
    const [, boundary] = /\r\n\r\nsnapshot ([0-9a-f]{32}) age=\d+\n/.exec(text) ?? [];
    expect(text).toMatch(/^HTTP\/1\.0 200 OK\r\n/);
    expect(text.split('\n').slice(-4)).toEqual([`${boundary} begin clock`, 'tick', `${boundary} done 1`, '']);
  });

  it.each([
    ['another key', `/abcd/${hash('other', 'abcd')}`, 403],
    ['a hash of something else', `/dcba/${hash(KEY, 'abcd')}`, 403],
    ['no hash', '/abcd/', 400],
    ['nothing', '/', 400],
    ['a way out of the folder', '/../../etc/passwd', 400],
    ['words for a shell', '/$(id)/`id`', 400],
  ])('gives nothing for %s', async (_, path, status) => {
    const text = await get(port, path);
    expect(text).toMatch(new RegExp(`^HTTP/1\\.0 ${status} `));
    expect(text).not.toContain('tick');
  });

  it('reads the logs of another time too, where one is asked for', async () => {
    writeFileSync(join(folder, 'probe'), '#!/bin/sh\necho "$1 begin clock"; echo tick $2; echo "$1 done 1"\n');
    const of = '202601010000zto202601010030z';
    const text = await get(port, `/abce/${hash(KEY, `abce ${of}`)}/${of}`);
    expect(text).toContain('tick window/202601010000z/202601010030z\n');
    expect(await get(port, `/abcf/${hash(KEY, 'abcf')}/${of}`)).toMatch(/^HTTP\/1\.0 403 /);
    const words = '2026to2026x';
    expect(await get(port, `/abcf/${hash(KEY, `abcf ${words}`)}/${words}`)).toMatch(/^HTTP\/1\.0 400 /);
  });

  it('takes no other method', async () => {
    expect(await say(port, `POST /abcd/${hash(KEY, 'abcd')} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.0 405 /);
  });

  it('leaves one snapshot behind and nothing else', () => {
    expect(readdirSync(snapshots)).toEqual(['last']);
  });

  describe('asked to peel a container', () => {
    const ID = 'a'.repeat(64);
    const post = (path: string) => say(port, `POST ${path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`);
    const peeler = join(folder, 'peel');

    it('says that the pod has no peeler, unless it was asked for', async () => {
      rmSync(peeler, { force: true });
      expect(await post(`/b0/${hash(KEY, `b0 ${ID}`)}/${ID}`)).toMatch(/^HTTP\/1\.0 404 [\s\S]*has no peeler/);
    });

    it('starts the peeler for that container, and once for one request', async () => {
      writeFileSync(peeler, `#!/bin/sh\necho "$1 begin runc of $2"; echo "$1" >>${folder}/peeled\n`, { mode: 0o755 });
      const path = `/b1/${hash(KEY, `b1 ${ID}`)}/${ID}`;
      expect(await post(path)).toMatch(new RegExp(`^HTTP/1\\.0 200 OK\r\n[\\s\\S]*b1 begin runc of ${ID}\n$`));
      expect(await post(path)).toMatch(/^HTTP\/1\.0 403 [\s\S]*asked before/);
      expect(readFileSync(join(folder, 'peeled'), 'utf8')).toBe('b1\n');
    });

    it.each([
      ['a hash that reads snapshots', `/b2/${hash(KEY, 'b2')}/${ID}`, 403],
      ['a hash for another container', `/b2/${hash(KEY, `b2 ${'c'.repeat(64)}`)}/${ID}`, 403],
      ['another key', `/b2/${hash('other', `b2 ${ID}`)}/${ID}`, 403],
      ['words for a shell', `/b2/${hash(KEY, `b2 ${ID}`)}/$(id)`, 400],
      ['a word more', `/b2/${hash(KEY, `b2 ${ID}`)}/${ID}/sh`, 400],
    ])('starts nothing for %s', async (_, path, status) => {
      expect(await post(path)).toMatch(new RegExp(`^HTTP/1\\.0 ${status} `));
      expect(readFileSync(join(folder, 'peeled'), 'utf8')).toBe('b1\n');
    });

    it('starts nothing for a GET: reading is another right', async () => {
      expect(await get(port, `/b3/${hash(KEY, `b3 ${ID}`)}/${ID}`)).toMatch(/^HTTP\/1\.0 405 /);
    });
  });

  it('gives what a slow new snapshot has so far, before an old one', async () => {
    writeFileSync(join(folder, 'probe'), '#!/bin/sh\necho "$1 begin clock"; echo now; sleep 30\n');
    // As if the last one had been taken a minute ago: ages are told by the clock since boot.
    const [up = '0'] = readFileSync('/proc/uptime', 'utf8').split('.');
    const text = readFileSync(join(snapshots, 'last'), 'utf8').replace(/^(\S+) \d+/, `$1 ${Number(up) - 60}`);
    writeFileSync(join(snapshots, 'last'), text);
    const answer = await get(port, `/abcd/${hash(KEY, 'abcd')}`);
    expect(answer).toMatch(/snapshot [0-9a-f]{32} age=[0-5]\n[0-9a-f]{32} begin clock\nnow\n$/);
  });

  it('keeps the last one when an exec has the node', async () => {
    writeFileSync(join(folder, 'probe'), '#!/bin/sh\nexit 75\n');
    rmSync(join(snapshots, 'busy'), { recursive: true, force: true });
    const before = readFileSync(join(snapshots, 'last'), 'utf8');
    expect(await get(port, `/abcd/${hash(KEY, 'abcd')}`)).toMatch(/age=\d+\n[\s\S]* done 1\n$/);
    expect(readFileSync(join(snapshots, 'last'), 'utf8')).toBe(before);
  });

  it('gives the last one, with its age, when there is no new one at all; it waits for neither', async () => {
    rmSync(join(snapshots, 'new'), { force: true });
    expect(await get(port, `/abcd/${hash(KEY, 'abcd')}`)).toMatch(/snapshot [0-9a-f]{32} age=6\d\n[\s\S]* done 1\n$/);
  });
});
