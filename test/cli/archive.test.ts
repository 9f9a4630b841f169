import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli.js';
import { fakeKubectl } from '../collect/fake-kubectl.js';
import { capturedIo } from './captured-io.js';

const folder = mkdtempSync(join(tmpdir(), 'plegmatic-archive-'));
const file = join(folder, 'node-1.tar.gz');
const live = capturedIo('', { env: { KUBECTL: fakeKubectl('healthy').path } });
let code = -1;
beforeAll(async () => {
  code = await run(['node', 'node-1', '--json', '--bundle', file], live);
});
const explained = async (...argv: string[]) => {
  const io = capturedIo();
  return { code: await run(['explain', ...argv], io), out: io.printed(), err: io.complained() };
};

describe('plegmatic node --bundle', () => {
  it('says where it wrote to and how it is read, for its owner alone', () => {
    expect(live.complained()).toMatch(
      /wrote .*node-1\.tar\.gz \(\d+ KB, without secrets\); read it with: plegmatic explain --bundle /,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('holds what the probes printed and what the API server said, for any tar to unpack', () => {
    const names = execFileSync('tar', ['tzf', file], { encoding: 'utf8' }).split('\n');
    expect(names[0]).toBe('manifest.json');
    expect(names).toEqual(
      expect.arrayContaining(['facts.json', 'collection.json', 'probes/version.runc.txt', 'api/node.json']),
    );
  });

  it('is explained offline to the same answer, byte for byte', async () => {
    const offline = await explained('--bundle', file, '--json');
    expect(offline.out).toBe(live.printed());
    expect(offline.code).toBe(code);
  });

  it('says why it cannot be written', async () => {
    const io = capturedIo('', { env: { KUBECTL: fakeKubectl('healthy').path } });
    expect(await run(['node', 'node-1', '--bundle', '/nowhere/b.tar.gz'], io)).toBe(2);
    expect(io.complained()).toMatch(/cannot write \/nowhere\/b.tar.gz: there is no such/);
  });
});

describe('plegmatic explain --bundle', () => {
  it('judges a text on the facts of the archive', async () => {
    const paste = join(folder, 'paste.txt');
    writeFileSync(paste, 'OCI runtime exec failed: exec failed: EOF: unknown\n');
    const { out } = await explained(paste, '--bundle', file, '--json');
    const [diagnosis] = JSON.parse(out).diagnoses;
    expect(diagnosis.node).toBe('node-1');
    expect(diagnosis.verdicts.map((one: { id: string }) => one.id)).toContain('runc-state-json-eof-race');
  });

  it.each([
    [['--bundle', '/nowhere/b.tar.gz'], /there is no such file/],
    [['--bundle', join(folder, 'text.tar.gz')], /is not gzip; write it again with/],
    [['--bundle', 'b.tar.gz', '--facts', 'f.json'], /brings its own facts/],
  ])('refuses %j with a sentence', async (argv, why) => {
    writeFileSync(join(folder, 'text.tar.gz'), 'not an archive');
    const { code: refused, err } = await explained(...argv);
    expect(refused).toBe(2);
    expect(err).toMatch(why);
  });

  it('leaves no secret in the archive, nor in what is printed', async () => {
    const fake = fakeKubectl('healthy');
    const secret = 'Authorization: Bearer c2VjcmV0LXRva2VuLW9mLXRoZS1ub2Rl';
    const script = readFileSync(fake.path, 'utf8');
    const leaking = script.replace('"$STREAM"', `"$STREAM" | sed 's/ begin journal.kubelet$/&\\n${secret}/'`);
    expect(leaking).not.toBe(script);
    writeFileSync(fake.path, leaking);
    const io = capturedIo('', { env: { KUBECTL: fake.path } });
    const leaked = join(folder, 'leaked.tar.gz');
    await run(['node', 'node-1', '--json', '--bundle', leaked], io);
    const tar = gunzipSync(readFileSync(leaked)).toString();
    expect(`${tar}${io.printed()}`).toContain('Authorization: ');
    expect(`${tar}${io.printed()}`).not.toContain('c2VjcmV0');
  });
});
