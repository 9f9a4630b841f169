import { describe, expect, it } from 'vitest';
import { factSpec } from '../../src/facts/catalogue.js';
import { captured, known, reasonOf, rowsOf } from './captured.js';

const docker = captured('node-1/healthy.txt');
const containerd = captured('node-2/healthy.txt');

describe('a healthy node with docker on cgroup v1', () => {
  it.each([
    ['kubelet.version', 'v1.20.2'],
    ['dockerd.version', '20.10.24+dfsg1'],
    ['containerd.version', '1.6.20~ds1'],
    ['runc.version', '1.1.5+ds1'],
    ['runc.path', '/usr/sbin/runc'],
    ['runc.libseccomp_version', '2.5.4'],
    ['kernel.version', '6.18.44'],
    ['os.id', 'debian 12'],
    ['cgroup.version', 1],
    ['kubelet.cgroup_driver', 'cgroupfs'],
    ['kubelet.cpu_manager_policy', 'none'],
    ['kubelet.pod_pids_limit', -1],
    ['kubelet.swap_on', false],
    ['dockerd.cgroup_driver', 'cgroupfs'],
    ['dockerd.storage_driver', 'overlay2'],
    ['dockerd.live_restore', false],
    ['containerd.shim_debug', false],
    ['sysctl.fs.pipe-user-pages-soft', 16384],
    ['sysctl.net.ipv4.ip_local_port_range', '32768 60999'],
    ['kubelet.answers', true],
    ['dockerd.answers', true],
    ['containerd.answers', true],
  ])('says %s is %s', (name, value) => expect(known(docker[name])).toBe(value));

  it('says why it does not know what is not there', () => {
    expect(reasonOf(docker['systemd.version'])).toBe('pid 1 is tini-static, not systemd');
    expect(reasonOf(docker.units)).toBe('pid 1 is tini-static, not systemd');
    expect(reasonOf(docker['cri.answers'])).toContain('no crictl on the node');
    expect(reasonOf(docker['nvidia.driver_version'])).toBe('no NVIDIA driver is loaded');
    expect(reasonOf(docker['audit.kills'])).toContain('audit.log');
  });

  it('names the daemons and no process of the collection itself', () => {
    const args = rowsOf(docker.processes).map((row) => String(row.args).split(' ')[0]);
    expect(args).toEqual(expect.arrayContaining(['kubelet', 'dockerd', 'containerd']));
    expect(args.filter((word) => /sh$|probe|awk/.test(word ?? ''))).toEqual([]);
  });

  it('knows the pod and the container of a cgroup', () => {
    const row = rowsOf(docker['cgroup.pids']).find((one) => one.container !== null);
    expect(row?.container).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.pod).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('finds every state.json whole and at rest', () => {
    const states = rowsOf(docker['runc.states']);
    expect(states.length).toBeGreaterThan(3);
    for (const row of states) expect(row).toMatchObject({ valid: true, moved: false, inode_kept: null });
  });

  it('measures the disk of the kubelet apart from the root', () => {
    expect(rowsOf(docker.disks).map((row) => row.mount)).toEqual(['/', '/run', '/var/lib/kubelet']);
    expect(rowsOf(docker.disks)[2]).toMatchObject({ device: '/dev/loop0', type: 'ext4', read_only: false });
  });
});

describe('a healthy node with systemd, containerd and cgroup v2', () => {
  it.each([
    ['kubelet.version', 'v1.20.2'],
    ['containerd.version', '1.6.20~ds1'],
    ['runc.version', '1.1.5+ds1'],
    ['systemd.version', '252'],
    ['cgroup.version', 2],
    ['kubelet.cgroup_driver', 'systemd'],
    ['containerd.answers', true],
    ['kubelet.answers', true],
  ])('says %s is %s', (name, value) => expect(known(containerd[name])).toBe(value));

  it('takes the cgroup driver from the configuration file and says so', () => {
    expect(containerd['kubelet.cgroup_driver']).toMatchObject({
      source: 'cgroupDriver in /var/lib/kubelet/config.yaml',
    });
  });

  it('does not call a docker that is not there silent', () => {
    expect(reasonOf(containerd['dockerd.answers'])).toBe('this node has no docker');
    expect(reasonOf(containerd['dockerd.version'])).toContain('no dockerd');
  });

  it('reads pod uids and container ids of the systemd driver', () => {
    const row = rowsOf(containerd['cgroup.pids']).find((one) => one.container !== null);
    expect(row?.path).toMatch(/cri-containerd-[0-9a-f]{64}\.scope$/);
    expect(row?.container).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.pod).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('reads the units of the chain', () => {
    expect(rowsOf(containerd.units)).toContainEqual(
      expect.objectContaining({
        unit: 'containerd.service',
        active: 'active',
        sub: 'running',
        restarts: 0,
        tasks_max: null,
      }),
    );
  });
});

describe('both', () => {
  it.each([docker, containerd])('yield only facts of the catalogue', (facts) => {
    expect(Object.keys(facts).filter((name) => factSpec(name) === undefined)).toEqual([]);
  });

  it.each([docker, containerd])('fill only columns of the catalogue', (facts) => {
    for (const [name, fact] of Object.entries(facts)) {
      const spec = factSpec(name);
      if (spec?.kind !== 'rows' || fact.state !== 'known') continue;
      for (const row of rowsOf(fact))
        for (const column of Object.keys(row)) expect(Object.keys(spec.columns)).toContain(column);
    }
  });
});
