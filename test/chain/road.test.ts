import { describe, expect, test } from 'vitest';
import { engineNamed, roadOf } from '../../src/chain/road.js';
import { readReport } from '../../src/report/read-report.js';

describe('the road to a container', () => {
  test.each([
    ['docker', ['dockerd'], 'runc', 'kubelet > dockershim > dockerd > containerd > shim > [runc] > init'],
    [null, ['kubelet'], 'runc-init', 'kubelet > CRI > containerd > shim > runc > [init]'],
    ['cri-o', ['kubelet', 'cri'], 'shim', 'kubelet > CRI-O > [conmon] > runc > init'],
    ['podman', ['runc'], 'runc', 'podman > conmon > [runc] > init'],
    ['podman', ['cri'], 'cri', '[podman] > conmon > runc > init'],
    // A text of a cluster that also tries an image with podman.
    ['podman', ['kubelet', 'runc'], 'runc', 'kubelet > CRI > containerd > shim > [runc] > init'],
    // Who speaks outweighs who is named.
    ['cri-o', ['containerd'], 'containerd', 'kubelet > CRI > [containerd] > shim > runc > init'],
  ] as const)('%s, %s speaks, breaks at %s', (engine, said, brokenAt, line) => {
    expect(roadOf(said, engine, brokenAt)).toEqual({ line, below: null });
  });

  test('what broke below the chain is no stop of it', () => {
    expect(roadOf(['runc'], 'podman', 'cgroup')).toEqual({ line: 'podman > conmon > runc > init', below: 'cgroup' });
  });
});

describe('who runs the containers', () => {
  const named = (text: string) => engineNamed(readReport(text));

  test.each([
    ['$ podman run --rm -it alpine sh\nError: OCI runtime error: runc create failed', 'podman'],
    ['Error: container_linux.go:380: starting container process caused: exec: libpod-1f0c', 'podman'],
    ['Mar 01 10:11:12 node-1 crio[711]: time="2024-03-01T10:11:12Z" level=error msg="no"', 'cri-o'],
    ['Mar 01 10:11:12 node-1 dockerd[711]: time="2024-03-01T10:11:12Z" level=error msg="no"', 'docker'],
    ['dial unix /var/run/crio/crio.sock: connect: no such file or directory', 'cri-o'],
    ['OCI runtime exec failed: exec failed: EOF: unknown', null],
    ['we moved from docker to podman last year', null],
    ['crio.service and podman.socket are both up', null],
  ])('%s', (text, engine) => {
    expect(named(text)).toBe(engine);
  });
});
