import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/collect/collect.js';
import type { CollectOptions, Progress } from '../../src/collect/options.js';
import { known, reasonOf, rowsOf } from '../facts/captured.js';
import { type EXEC, type FakeKubectl, fakeKubectl, type RECORDER } from './fake-kubectl.js';

const from = (fake: FakeKubectl, options: CollectOptions = {}) =>
  collect(
    { name: 'demo', node: 'node-1', kubectl: fake.path },
    { now: () => new Date('2026-11-22T05:05:00Z'), ...options },
  );
const via = (exec: keyof typeof EXEC, options?: CollectOptions) => from(fakeKubectl(exec), options);

describe('an exec that works', () => {
  it('gives the facts of the node and those of the API server', async () => {
    const { facts, collection, failure } = await via('healthy');
    expect(collection).toEqual({ step: 'exec', complete: true, failed: [], at: '2026-11-22T05:05:00.000Z' });
    expect(failure).toBeUndefined();
    expect(known(facts['runc.version'])).toBe('1.1.5+ds1');
    expect(rowsOf(facts['node.conditions']).length).toBe(4);
    expect(known(facts['exec.channel'])).toEqual([]);
  });

  it('reports progress probe by probe', async () => {
    const seen: Progress[] = [];
    await via('healthy', { onProgress: (progress) => seen.push(progress) });
    expect(seen.map((one) => one.done)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.at(-1)?.done).toBe(seen[0]?.of);
  });

  it('is one exec of a fixed argv: nothing but a random boundary changes', async () => {
    const fake = fakeKubectl('healthy');
    await from(fake);
    await from(fake);
    const execs = readFileSync(join(fake.folder, 'argv'), 'utf8')
      .split('\n')
      .filter((line) => line.includes(' exec '));
    expect(execs.length).toBe(2);
    for (const line of execs) {
      expect(line).toMatch(
        /^--namespace=plegmatic exec plegmatic-probe-x1 --container=probe -- \/plegmatic\/probe [0-9a-f]{32}$/,
      );
    }
    expect(new Set(execs).size).toBe(2);
  });

  it('asks for single probes with the clock that dates them', async () => {
    const fake = fakeKubectl('healthy');
    const { facts } = await from(fake, { probes: ['version.runc'] });
    expect(readFileSync(join(fake.folder, 'argv'), 'utf8')).toMatch(/ [0-9a-f]{32} clock version\.runc\n/);
    expect(Object.keys(facts)).not.toContain('processes');
  });

  it('stands before what the API server remembers', async () => {
    const { facts } = await via('healthy');
    expect(facts['kubelet.version']).toMatchObject({ source: '/usr/bin/kubelet --version' });
  });
});

describe('an exec that fails', () => {
  it('leaves the API server’s facts and the runtime’s own words, from stdout too', async () => {
    const { facts, collection, failure } = await via('dockershim-refuses');
    expect(collection).toMatchObject({
      step: 'api',
      complete: false,
      failed: [{ probe: 'exec' }, { probe: 'recorder' }],
    });
    expect(failure).toMatchObject({ kind: 'runtime', reached: 'maybe' });
    expect(known(facts['exec.channel'])).toEqual([
      'OCI runtime exec failed: exec: "runc": executable file not found in $PATH: unknown',
      'command terminated with exit code 126',
      'kubectl exec ended with exit code 126',
    ]);
    expect(known(facts['dockerd.version'])).toBe('20.10.24+dfsg1');
    expect(reasonOf(facts['runc.version'])).toContain('runtime refused the exec');
  });

  it('is ended at its deadline with everything it started, and says so', async () => {
    const { facts, collection } = await via('hangs', { execMs: 300 });
    expect(collection.step).toBe('api');
    expect(known(facts['exec.channel'])).toEqual(['kubectl exec: no end within 0 s; kubectl was killed']);
    expect(reasonOf(facts.processes)).toContain('kubectl was killed');
  });

  it('is given up early when nothing at all comes back', async () => {
    const { facts, failure } = await via('hangs', { firstByteMs: 300 });
    expect(failure).toMatchObject({ kind: 'no-start', reached: 'maybe' });
    expect(known(facts['exec.channel'])).toEqual([expect.stringContaining('hangs before our first command')]);
  });

  it('keeps what came before the deadline', async () => {
    const { facts, collection, failure } = await via('hangs-after-some', { execMs: 1500, firstByteMs: 1500 });
    expect(collection).toMatchObject({ step: 'exec', complete: false });
    expect(failure?.reached).toBe('yes');
    expect(rowsOf(facts.processes).length).toBeGreaterThan(3);
    expect(reasonOf(facts['journal.containerd'])).toContain('kubectl was killed');
  });

  it('that broke off keeps what came, although kubectl says 0', async () => {
    const { facts, collection } = await via('broken-off');
    expect(collection.complete).toBe(false);
    expect(collection.failed.length).toBeGreaterThan(3);
    expect(rowsOf(facts.processes).length).toBeGreaterThan(3);
  });

  it('is not tried again when a process may have been started', async () => {
    const fake = fakeKubectl('dockershim-refuses');
    await from(fake);
    expect(readFileSync(join(fake.folder, 'argv'), 'utf8').match(/ exec /g)?.length).toBe(1);
  });

  it('is tried once more when it never reached the node', async () => {
    const { collection } = await via('new-pod');
    expect(collection).toMatchObject({ step: 'exec', complete: true });
  });

  it('asks nobody for the probe pod when it was seen a moment ago', async () => {
    const fake = fakeKubectl('healthy');
    const { collection } = await from(fake, { pod: 'plegmatic-probe-x1' });
    expect(collection).toMatchObject({ step: 'exec', complete: true });
    expect(readFileSync(join(fake.folder, 'argv'), 'utf8')).not.toContain('--selector=');
  });

  it('asks for the probe pod after all when the one that was seen is gone', async () => {
    const fake = fakeKubectl('new-pod');
    const { collection } = await from(fake, { pod: 'plegmatic-probe-x0' });
    expect(collection).toMatchObject({ step: 'exec', complete: true });
    expect(readFileSync(join(fake.folder, 'argv'), 'utf8')).toMatch(
      /exec plegmatic-probe-x0.*exec plegmatic-probe-x1/s,
    );
  });

  it('does not fill the memory when it floods', async () => {
    const { failure, facts } = await via('floods', { execMs: 20_000 });
    expect(failure?.kind).toBe('too-much');
    expect(reasonOf(facts.processes)).toContain('more output');
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    const collected = via('hangs', { signal: abort.signal });
    abort.abort();
    expect((await collected).failure?.kind).toBe('cancelled');
  });
});

describe('the recorder of the probe pod, when the exec gave nothing', () => {
  const recorded = (recorder: keyof typeof RECORDER, exec: keyof typeof EXEC = 'dockershim-refuses') =>
    from(fakeKubectl(exec, 'api', recorder));

  it('gives the same facts, and says how old they are and why exec did not', async () => {
    const { facts, collection, failure } = await recorded('snapshot');
    expect(collection).toEqual({
      step: 'recorder',
      complete: true,
      failed: [],
      tried: [{ step: 'exec', reason: 'the container runtime refused the exec; its own words are in exec.channel' }],
      age_seconds: 10,
      at: '2026-11-22T05:05:00.000Z',
    });
    expect(failure?.kind).toBe('runtime');
    expect(facts['runc.version']).toMatchObject({ value: '1.1.5+ds1', at: '2026-11-22T05:04:50.000Z' });
    expect(reasonOf(facts['containerd.answers'])).toContain('10 s before this was asked');
    expect(known(facts['exec.channel'])).toContain('kubectl exec ended with exit code 126');
  });

  it('is asked with a hash of its key, never with the key', async () => {
    const fake = fakeKubectl('no-kubelet', 'api', 'snapshot');
    await from(fake);
    const [line = ''] = /.*get --raw.*/.exec(readFileSync(join(fake.folder, 'argv'), 'utf8')) ?? [];
    const [, asked, given] =
      /^get --raw \/api\/v1\/namespaces\/plegmatic\/pods\/plegmatic-probe-x1:10279\/proxy\/([0-9a-f]{32})\/([0-9a-f]{64})$/.exec(
        line,
      ) ?? [];
    expect(given).toBe(createHash('sha256').update(`secret ${asked}`).digest('hex'));
  });

  it('is not asked when the exec brought anything', async () => {
    const fake = fakeKubectl('broken-off', 'api', 'snapshot');
    expect((await from(fake)).collection).toMatchObject({ step: 'exec', complete: false });
    expect(readFileSync(join(fake.folder, 'argv'), 'utf8')).not.toContain('--raw');
  });

  it('says nothing of now when it is old: what was well then may be what just failed', async () => {
    const { facts, collection } = await recorded('old-snapshot');
    expect(collection).toMatchObject({ step: 'recorder', age_seconds: 240 });
    expect(reasonOf(facts.processes)).toBe(
      'the recorder’s snapshot was taken 240 s before this was asked: it says nothing of now',
    );
    expect(reasonOf(facts['dockerd.answers'])).toContain('240 s before');
    expect(known(facts['runc.version'])).toBe('1.1.5+ds1');
    expect(facts['journal.kubelet']?.state).toBe('known');
  });

  it('keeps what came of a snapshot that broke off', async () => {
    const { collection, facts } = await recorded('cut-snapshot');
    expect(collection).toMatchObject({ step: 'recorder', complete: false });
    // Four seconds old: of now.
    expect(rowsOf(facts.processes).length).toBeGreaterThan(3);
    expect(reasonOf(facts['journal.containerd'])).toBe('the snapshot of the recorder broke off');
  });

  it.each([
    ['not-listening', 'the API server cannot reach the recorder of the probe pod'],
    ['other-key', 'the recorder has another key than the Secret: wait a minute, or restart the probe pod'],
    ['someone-else', 'the recorder gave nothing: nothing was said'],
  ] as const)('that is %s leaves the API server, with the reason of both', async (how, reason) => {
    const { collection } = await recorded(how);
    expect(collection.step).toBe('api');
    expect(collection.tried?.map((one) => one.step)).toEqual(['exec', 'recorder']);
    expect(collection.tried?.[1]?.reason).toBe(reason);
  });
});

describe('a cluster that does not answer', () => {
  it('gives no facts and the reason, as a sentence with what to do', async () => {
    const { facts, collection, failure } = await from(fakeKubectl('healthy', 'refused'));
    expect(collection.step).toBe('none');
    expect(failure).toMatchObject({ kind: 'no-api', reached: 'never' });
    expect(reasonOf(facts['node.conditions'])).toContain('API server cannot be reached');
    expect(Object.values(facts).every((fact) => fact.state === 'unknown')).toBe(true);
  });

  it('or answers something else', async () => {
    const { facts } = await from(fakeKubectl('healthy', 'garbage'));
    expect(reasonOf(facts.pods)).toContain('could not be read');
  });

  it('has no probe pod on that node', async () => {
    const { failure, facts } = await from(fakeKubectl('healthy', 'no-pod'));
    expect(failure?.reason).toBe(
      'no probe pod (app=plegmatic-probe) is on node-1: apply the probe manifest in namespace plegmatic',
    );
    expect(facts['exec.channel']?.state).toBe('unknown');
  });

  it('has no kubectl', async () => {
    const { failure } = await collect({ name: 'demo', node: 'node-1', kubectl: '/nonexistent/kubectl' });
    expect(failure).toMatchObject({ kind: 'no-kubectl', reached: 'never' });
  });
});

it.each(['Node-1', '-x', '--kubeconfig=x', 'a b', 'a;b', '', '../x', 'n'.repeat(254)])(
  'never takes %j for a node',
  async (node) => {
    await expect(collect({ name: 'demo', node })).rejects.toThrow('RFC 1123');
  },
);

it('refuses a probe that does not exist before anything runs', async () => {
  await expect(collect({ name: 'demo', node: 'n' }, { probes: ['rm'] })).rejects.toThrow('no probe is called rm');
});
