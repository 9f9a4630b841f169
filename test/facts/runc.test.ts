import { describe, expect, it } from 'vitest';
import { captured, known, printed, reasonOf } from './captured.js';

const rc93 =
  'runc version 1.0.0-rc93\ncommit: 12644e614e25b05da6fd08a38ffa0cfe1903fdec\nspec: 1.0.2-dev\ngo: go1.13.15\nlibseccomp: 2.5.1';
const fixed = 'runc version 1.1.1\ncommit: v1.1.1-0-g52de29d7\nspec: 1.0.2-dev\ngo: go1.17.6\nlibseccomp: 2.5.3';

describe('the runc that the shims really run', () => {
  it('is the one noted beside running tasks, whatever is first on the PATH', () => {
    const facts = printed('version.runc', `@ noted /opt/bin/runc\n${rc93}\n@ path /usr/bin/runc\n${fixed}`);
    expect(known(facts['runc.version'])).toBe('1.0.0-rc93');
    expect(known(facts['runc.path'])).toBe('/opt/bin/runc');
  });

  it('is unknown, with both shown, where tasks were started with two that differ', () => {
    const facts = printed('version.runc', `@ noted /opt/bin/runc\n${rc93}\n@ noted /usr/bin/runc\n${fixed}`);
    expect(reasonOf(facts['runc.version'])).toBe(
      'different answers: 1.0.0-rc93 (/opt/bin/runc) and 1.1.1 (/usr/bin/runc)',
    );
    expect(reasonOf(facts['runc.path'])).toContain('several');
  });

  it('is the configured one where no task runs', () => {
    const facts = printed('version.runc', `@ configured /opt/bin/runc\n${rc93}\n@ path /usr/bin/runc\n${fixed}`);
    expect(known(facts['runc.version'])).toBe('1.0.0-rc93');
  });

  it('keeps what the binary printed', () => {
    expect(printed('version.runc', `@ path /usr/bin/runc\n${rc93}`)['runc.version']).toMatchObject({ raw: rc93 });
  });

  it('is read from under the NVIDIA runtime, which prints its own version first', () => {
    const text = `@ noted /usr/bin/nvidia-container-runtime\nNVIDIA Container Runtime version 1.13.5\ncommit: 6b8589d\nspec: 1.1.0-rc.1\n\n${fixed}`;
    expect(known(printed('version.runc', text)['runc.version'])).toBe('1.1.1');
  });

  it('is unknown where the runtime is not runc', () => {
    expect(reasonOf(printed('version.runc', '@ noted /usr/bin/crun\ncrun version 1.8.1')['runc.version'])).toContain(
      'crun version 1.8.1',
    );
  });

  it('is unknown where the file is gone under running tasks', () => {
    expect(reasonOf(captured('node-1/runc-missing.txt')['runc.version'])).toContain('No such file or directory');
    expect(reasonOf(printed('version.runc', '@ missing noted runc')['runc.version'])).toContain('not on the node');
  });
});

describe('versions as programs print them', () => {
  it.each([
    [
      'version.containerd',
      'containerd.version',
      'containerd github.com/containerd/containerd v1.2.2 9754871865f7fe2f4e74d43e2fc7ccd237edcbce',
      'v1.2.2',
    ],
    [
      'version.containerd',
      'containerd.version',
      'containerd containerd.io 1.6.33 d2d58213f83a351ca8f528a95fbd145f5654e957',
      '1.6.33',
    ],
    ['version.dockerd', 'dockerd.version', 'Docker version 18.09.2, build 6247962', '18.09.2'],
    ['version.kubelet', 'kubelet.version', 'Kubernetes v1.19.3-aliyun.1', 'v1.19.3-aliyun.1'],
    ['version.crio', 'crio.version', 'crio version 1.20.2\nVersion:       1.20.2', '1.20.2'],
    [
      'version.nvidia',
      'nvidia-container-runtime.version',
      'NVIDIA Container Runtime version 1.13.5\ncommit: 6b8589d',
      '1.13.5',
    ],
    ['version.nvidia', 'nvidia-container-runtime.version', 'cli-version: 1.8.1\nlib-version: 1.8.1', '1.8.1'],
  ])('%s: %s from %s', (probe, fact, line, version) => {
    expect(known(printed(probe, `@ runs 5 /usr/bin/x\n${line}`)[fact])).toBe(version);
  });

  it('the driver from its own file', () => {
    const text =
      'NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.57.02  Tue Jul 13 16:14:05 UTC 2021\nGCC version:  gcc version 4.8.5';
    expect(known(printed('nvidia.driver', text)['nvidia.driver_version'])).toBe('470.57.02');
  });
});
