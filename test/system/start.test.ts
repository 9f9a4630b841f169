import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { checkRedis } from '../../src/records/check-redis.js';
import { openRedis } from '../../src/records/connect.js';
import { type PrivateRedis, startPrivateRedis } from '../../src/records/private-redis.js';

const BIN = fileURLToPath(new URL('../../bin/plegmatic.js', import.meta.url));
const KUBECTL = fileURLToPath(new URL('../../playground/kubectl/kubectl', import.meta.url));
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const folder = (): string => mkdtempSync(join(tmpdir(), 'plegmatic-test-'));

interface Ended {
  readonly code: number | null;
  readonly words: string;
}

function plegmatic(
  argv: readonly string[],
  env: Record<string, string>,
  heard: (words: string, child: ChildProcess) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...argv], {
    cwd: folder(),
    env: { PATH: process.env.PATH, HOME: folder(), KUBECTL, ...env },
  });
  closing.push(async () => child.kill('SIGKILL'));
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => {
      words += chunk;
      heard(words, child);
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, words })));
}

async function privateRedis(dir: string): Promise<PrivateRedis> {
  const redis = await startPrivateRedis({
    dir,
    path: process.env.PATH ?? '',
    unpacked: '.plegmatic/redis',
    env: process.env,
  });
  closing.push(() => redis.stop());
  return redis;
}

const connect = (url: string) => {
  const redis = openRedis(url, 'work', () => {});
  closing.push(async () => redis.disconnect());
  return redis;
};

describe('plegmatic start', () => {
  it('runs a collector on a private Redis and ends quietly on SIGTERM', async () => {
    const { code, words } = await plegmatic(['start', '--role', 'collector'], {}, (said, child) => {
      if (said.includes('the collector works')) child.kill('SIGTERM');
    });
    expect(words).toContain('the collector stopped');
    expect(code).toBe(0);
  });

  it('lists every configuration problem and ends with 1', async () => {
    const { code, words } = await plegmatic(['start', '--role', 'bot'], { PORT: 'x', LOG_LEVEL: 'y' }, () => {});
    expect(code).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']) expect(words).toContain(name);
    expect(words).not.toContain('    at ');
  });

  it('says that Slack cannot be reached, where and why, without a stack', async () => {
    const slack = {
      SLACK_BOT_TOKEN: 'xoxb-1-a',
      SLACK_APP_TOKEN: 'xapp-1-a',
      SLACK_API_URL: 'http://127.0.0.1:39999/api/',
    };
    const { code, words } = await plegmatic(
      ['start', '--role', 'bot'],
      { ...slack, REDIS_URL: 'redis://127.0.0.1:39998' },
      () => {},
    );
    expect(code).toBe(1);
    expect(words).toContain('Slack cannot be reached at http://127.0.0.1:39999/api/: connect ECONNREFUSED');
    expect(words).not.toContain('    at ');
  });

  it('ends with 2 for a role that does not exist', async () => {
    expect((await plegmatic(['start', '--role', 'boss'], {}, () => {})).code).toBe(2);
  });

  it('says what to install when there is no redis-server', async () => {
    const { code, words } = await plegmatic(['start', '--role', 'collector'], { PATH: folder() }, () => {});
    expect(code).toBe(1);
    expect(words.trim().split('\n')).toHaveLength(1);
    expect(words).toContain('apt-get install redis-server');
  });
});

describe('a private Redis', () => {
  it('keeps what it was told over a restart, and passes its own check', async () => {
    const dir = folder();
    const first = await privateRedis(dir);
    expect((await checkRedis(connect(first.url))).warnings).toEqual([]);
    await connect(first.url).set('told', 'kept');
    await first.stop();
    const second = await privateRedis(dir);
    expect(await connect(second.url).get('told')).toBe('kept');
  });

  it('left behind by a killed process is taken over, not started twice', async () => {
    const dir = folder();
    const script = `import { startPrivateRedis } from ${JSON.stringify(new URL('../../src/records/private-redis.ts', import.meta.url).pathname)};
      startPrivateRedis({ dir: ${JSON.stringify(dir)}, path: process.env.PATH, unpacked: '.', env: process.env }).then(({ url }) => console.log(url));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk) => resolve(String(chunk).trim())),
    );
    const before = /process_id:(\d+)/.exec(await connect(url).info())?.[1];
    child.kill('SIGKILL');
    await new Promise((gone) => child.once('close', gone));
    const taken = await privateRedis(dir);
    expect(/process_id:(\d+)/.exec(await connect(taken.url).info())?.[1]).toBe(before);
    await taken.stop();
    const after = openRedis(taken.url, 'ask', () => {});
    closing.push(async () => after.disconnect());
    await expect(after.ping()).rejects.toThrow();
  });

  it('given with a lazy AOF, without one, or with eviction is told on', async () => {
    const { url } = await privateRedis(folder());
    const redis = connect(url);
    const warned = async (): Promise<string[]> => (await checkRedis(redis)).warnings.map(({ fix }) => fix);
    await redis.config('SET', 'appendfsync', 'everysec');
    expect(await warned()).toEqual(['Set `appendfsync always`']);
    await redis.config('SET', 'appendonly', 'no');
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await warned()).toEqual(['Set `appendonly yes`', 'Set `maxmemory-policy noeviction`']);
  });
});
