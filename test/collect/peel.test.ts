import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedScript } from '../../src/collect/options.js';
import { peel } from '../../src/collect/peel.js';
import { BOUNDARY, outputs } from '../facts/captured.js';
import { Root, SHELLS } from './root.js';

const ID = 'a'.repeat(64);
const PEELER = shippedScript('peel.sh');

/** A node whose dockerd keeps one container; its programs are the shell bodies given. */
function node(programs: Readonly<Record<string, string>>): Root {
  const root = new Root()
    .file(`host/run/containerd/io.containerd.runtime.v2.task/moby/${ID}/runtime`, '/usr/sbin/runc\n')
    .file(`host/run/docker/runtime-runc/moby/${ID}/state.json`, '{}');
  for (const [path, body] of Object.entries(programs)) root.program(path, body);
  return root.file('launch', `#!/bin/sh\np=$1; shift; exec "${root.folder}/host$p" "$@"\n`, 0o755);
}
function run(root: Root, args: readonly string[], [file = 'sh', ...rest]: readonly string[] = ['sh']) {
  // A layer has ten seconds on a real node; one is enough to see a hanging one ended.
  const script = readFileSync(PEELER, 'utf8').replace(/^SECONDS_MAX=10$/m, 'SECONDS_MAX=1');
  const ran = spawnSync(file, [...rest, '-s', ...args], {
    input: script,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      PLEGMATIC_HOST: join(root.folder, 'host'),
      PLEGMATIC_HOST_RUN: join(root.folder, 'launch'),
    },
  });
  return { ...ran, layers: new Map(outputs(ran.stdout).map((one) => [one.id, one])) };
}
const works = { '/usr/bin/docker': 'exit 0', '/usr/bin/ctr': 'exit 0', '/usr/sbin/runc': 'exit 0' };

describe.each(SHELLS.map((shell) => [shell.join(' '), shell] as const))('the peeler, in %s', (_, shell) => {
  it('tries each layer three times while it works, containerd each time under another id', () => {
    const asked = node({ ...works, '/usr/bin/ctr': 'echo "$*"' });
    const { layers, stdout } = run(asked, [BOUNDARY, ID], shell);
    expect([...layers.values()].map(({ id, exit }) => `${id} ${exit}`)).toEqual([
      'dockerd 0',
      'cri 3',
      'containerd 0',
      'runc 0',
    ]);
    const ids = [
      ...(layers.get('containerd')?.text.matchAll(/^--address.*--namespace moby.*--exec-id (\S+) /gm) ?? []),
    ];
    expect(new Set(ids.map((found) => found[1])).size).toBe(3);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${BOUNDARY} done 1 `));
  });

  it('stops at the first failure of a layer and keeps its words', () => {
    const { layers } = run(
      node({ ...works, '/usr/sbin/runc': 'echo "pthread_create failed" >&2; exit 2' }),
      [BOUNDARY, ID],
      shell,
    );
    expect(layers.get('runc')).toMatchObject({
      exit: 2,
      text: expect.stringContaining('pthread_create failed\n@ try 1'),
    });
  });

  it('tries a slow layer once: three slow tries are not one that hangs', () => {
    const { layers } = run(node({ ...works, '/usr/bin/docker': 'sleep 0.6; echo done' }), [BOUNDARY, ID], shell);
    expect(layers.get('dockerd')).toMatchObject({ exit: 0, text: expect.stringMatching(/done\n@ try 1$/) });
    expect(layers.get('runc')?.text).toContain('@ try 3');
  });

  it('ends a layer that hangs, with all it started, and goes on', () => {
    const { layers } = run(node({ ...works, '/usr/bin/docker': 'sleep 997 & sleep 997' }), [BOUNDARY, ID], shell);
    expect(layers.get('dockerd')?.exit).toBe(124);
    expect(layers.get('runc')?.exit).toBe(0);
    expect(spawnSync('pgrep', ['-f', '^sleep 997$'], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('asks the CRI as the kubelet does, where crictl is there', () => {
    const root = new Root()
      .file(`host/run/containerd/io.containerd.runtime.v2.task/k8s.io/${ID}/runtime`, 'runc\n')
      .program('/usr/local/bin/crictl', 'echo "$*"; exit 1')
      .file('launch', '');
    root.file('launch', `#!/bin/sh\np=$1; shift; exec "${root.folder}/host$p" "$@"\n`, 0o755);
    const { layers } = run(root, [BOUNDARY, ID], shell);
    expect(layers.get('cri')?.text).toContain(
      `--runtime-endpoint unix:///run/containerd/containerd.sock --timeout 9s exec --sync ${ID} true`,
    );
    expect(layers.get('dockerd')?.text).toContain('@ none this container is not of dockerd');
  });

  it('says which layer is not there', () => {
    const { layers } = run(node({ '/usr/sbin/runc': 'exit 0' }), [BOUNDARY, ID], shell);
    expect(layers.get('dockerd')?.text).toContain('@ none this node has no docker');
    expect(layers.get('containerd')?.text).toContain('@ none this node has no ctr');
  });

  it.each([
    ['no id', [BOUNDARY]],
    ['a short id', [BOUNDARY, 'abc']],
    ['an id that is a command', [BOUNDARY, '$(reboot)'.padEnd(64, 'a')]],
    ['a word more', [BOUNDARY, ID, 'sh']],
    ['a boundary that is not hex', ['x y', ID]],
  ])('starts nothing for %s', (__, args) => {
    const { status, stdout } = run(node({ '/usr/bin/docker': 'echo ran' }), args, shell);
    expect([status, stdout]).toEqual([64, '']);
  });
});

describe('the layers of a container, by kubectl', () => {
  const container = { namespace: 'apps', pod: 'web', name: 'app', id: ID };
  /** A kubectl whose exec into the container does the first body, into the probe pod the second. */
  function kubectl(inContainer: string, inProbe: string, byRecorder = 'exit 1'): string {
    const path = join(mkdtempSync(join(tmpdir(), 'plegmatic-peel-')), 'kubectl');
    const pod =
      '{"items":[{"metadata":{"name":"plegmatic-probe-x1","namespace":"plegmatic"},"spec":{"containers":[{"ports":[{"name":"recorder","containerPort":10279}]}]},"status":{"phase":"Running"}}]}';
    writeFileSync(
      path,
      `#!/bin/sh\necho "$*" >>${path}.argv\ncase "$*" in *'get secret '*) echo '{"data":{"key":"c2VjcmV0"}}'; exit ;;\n*--raw*) B=\${4#*/proxy/}; B=\${B%%/*}; ${byRecorder}; exit ;; esac\ncase "$*" in *--namespace=apps*) ${inContainer} ;; *get*pods*) echo '${pod}' ;; *) for B in "$@"; do case $B in ????????????????????????????????) break ;; esac; done; ${inProbe} ;; esac\n`,
    );
    chmodSync(path, 0o755);
    return path;
  }
  const answers = async (inContainer: string, inProbe: string) =>
    (await peel({ name: 'prod', node: 'node-1', kubectl: kubectl(inContainer, inProbe) }, container)).layers.map(
      ({ layer, answer }) => `${layer} ${answer}`,
    );
  const captured = `sed "s/^${BOUNDARY}/$B/" ${new URL('../facts/fixtures/peel/runtime-pids-limit.txt', import.meta.url).pathname}`;

  it('are read from what the peeler prints, under what kubectl itself says', async () => {
    const refused =
      'echo "OCI runtime exec failed: fork/exec /usr/sbin/runc: resource temporarily unavailable: unknown"; exit 126';
    expect(await answers(refused, captured)).toEqual([
      'kubelet fails',
      'dockerd fails',
      'cri absent',
      'containerd fails',
      'runc works',
    ]);
  });

  describe('where the kubelet’s exec has just failed', () => {
    const refused = 'echo "OCI runtime exec failed: no space left on device: unknown"; exit 126';
    const run = async (inProbe: string, byRecorder: string) => {
      const path = kubectl(refused, inProbe, byRecorder);
      const { layers, road } = await peel({ name: 'prod', node: 'node-1', kubectl: path }, container);
      const argv = readFileSync(`${path}.argv`, 'utf8');
      return { road, argv, said: layers.map(({ layer, answer, words }) => `${layer} ${answer} ${words}`) };
    };

    it('are tried by the recorder, which needs no exec', async () => {
      const { road, argv, said } = await run('exit 1', captured);
      expect(road).toBe('recorder');
      expect(said[4]).toMatch(/^runc works/);
      expect(argv).toMatch(
        new RegExp(`^create --filename=/dev/null --raw .*:10279/proxy/[0-9a-f]{32}/[0-9a-f]{64}/${ID}$`, 'm'),
      );
      expect(argv).not.toContain('/plegmatic/peel');
    });

    it('are tried by an exec all the same where there is no such recorder', async () => {
      const { road, said } = await run(captured, 'echo "Error from server (MethodNotAllowed)" >&2; exit 1');
      expect([road, said[4]]).toEqual(['exec', expect.stringMatching(/^runc works/)]);
    });

    it('say of both roads why neither led there', async () => {
      const { road, said } = await run(
        refused,
        'echo "Error from server (NotFound): this probe pod has no peeler" >&2; exit 1',
      );
      expect(road).toBeUndefined();
      expect(said[4]).toMatch(
        /^runc absent not tried: recorder: the probe pod has no \/plegmatic\/peel: .*; exec: the container runtime refused/,
      );
    });
  });

  it('say nothing about the kubelet where the collector may not exec there', async () => {
    const forbidden = `echo 'Error from server (Forbidden): pods "web" is forbidden: User "x" cannot create resource "pods/exec"' >&2; exit 1`;
    expect((await answers(forbidden, captured))[0]).toBe('kubelet absent');
  });

  it('are absent, not failing, where the probe pod has no peeler', async () => {
    const none = `echo 'OCI runtime exec failed: exec failed: exec: "/plegmatic/peel": stat /plegmatic/peel: no such file or directory: unknown'; exit 126`;
    expect(await answers('exit 0', none)).toEqual([
      'kubelet works',
      'dockerd absent',
      'cri absent',
      'containerd absent',
      'runc absent',
    ]);
  });

  it.each([
    ['a pod name that is a flag', { ...container, pod: '--kubeconfig=/x' }],
    ['an id that is not 64 hex digits', { ...container, id: 'abc; reboot' }],
  ])('are not asked for %s', async (_, bad) => {
    await expect(peel({ name: 'prod', node: 'node-1' }, bad)).rejects.toThrow(/RFC 1123 names/);
  });
});
