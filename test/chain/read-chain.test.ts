import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ChainReading } from '../../src/chain/links.js';
import { readChain } from '../../src/chain/read-chain.js';
import { readReport } from '../../src/report/read-report.js';

const chain = (text: string): ChainReading | null => readChain(readReport(text).lines);
const seed = (name: string): string =>
  readFileSync(new URL(`../report/fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');
const healthy: { id: string; text: string }[] = JSON.parse(
  readFileSync(new URL('fixtures/healthy.json', import.meta.url), 'utf8'),
);

describe('an error line of a daemon whose words are in no table', () => {
  const log = (program: string, level: string, said: string): string =>
    `Nov 28 10:00:00 n1 ${program}[123]: time="2026-11-28T10:00:00.000000000Z" level=${level} msg="${said}"`;

  test('is its error where it ends in the word of the kernel', () => {
    expect(chain(log('crio', 'error', 'turning the widget: open /x: no such file or directory'))).toEqual({
      emitted_by: ['cri'],
      breaks_at: null,
    });
  });

  test.each([
    ['nothing is said to have failed', log('crio', 'info', 'the widget: no such file or directory')],
    ['there is no word of the kernel', log('dockerd', 'error', 'the widget is upset')],
    ['another program speaks', log('nginx', 'error', 'open /x: no such file or directory')],
  ])('is nobody’s where %s', (_, text) => {
    expect(chain(text)).toBeNull();
  });
});

describe('who speaks, and where it breaks', () => {
  test.each([
    ['s1-kubelet', ['kubelet', 'shim', 'runc'], 'runc'],
    ['s1-dockerd', ['dockerd', 'shim', 'runc'], 'runc'],
    ['s2-bare', ['shim', 'runc'], 'runc-init'],
    ['s2-dockerd', ['dockerd', 'shim', 'runc'], 'runc-init'],
    ['s2-dump', ['runc', 'runc-init'], 'runc-init'],
    ['s3-pleg', ['kubelet'], null],
    ['s4-panic', ['containerd', 'shim'], 'shim'],
    ['s4-log-pair', ['containerd'], 'shim'],
  ])('incident %s', (name, emitted_by, breaks_at) => {
    expect(chain(seed(name))).toEqual({ emitted_by, breaks_at });
  });

  test.each([
    ['OCI runtime exec failed: exec failed: EOF: unknown', ['shim', 'runc'], 'runc'],
    [
      'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: open sysctl net.ipv4.ip_unprivileged_port_start file: unsafe procfs detected: openat2: invalid cross-device link',
      ['dockerd', 'containerd', 'shim', 'runc', 'runc-init'],
      'runc-init',
    ],
    [
      'E0730 12:28:47.324059     223 remote_runtime.go:248] StartContainer "6e3e" from runtime service failed: rpc error: code = Unknown desc = failed to start containerd task "6e3e": ttrpc: closed: unknown',
      ['kubelet', 'cri', 'containerd'],
      'shim',
    ],
    [
      'E0711 15:11:17.994634   24727 remote_runtime.go:92] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "a_b" network: failed to allocate for range 0: no IP addresses available in range set: 10.42.0.1-10.42.0.254',
      ['kubelet', 'dockershim', 'cni'],
      'cni',
    ],
    [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create containerd task: failed to prepare idmapped overlay: operation not permitted',
      ['kubelet', 'cri', 'containerd'],
      'storage',
    ],
    [
      'Failed to create pod sandbox: rpc error: code = Unknown desc = NRI RunPodSandbox failed: no free cores',
      ['kubelet', 'cri', 'containerd'],
      'containerd',
    ],
    [
      'FATA[0001] failed to create shim task: logging binary did not call ready (it may have crashed or exited prematurely)',
      ['containerd', 'shim'],
      'shim',
    ],
    ['runc create failed: intelRdt is specified in config, but Intel RDT is not enabled', ['runc'], 'host'],
    ['Error response from daemon: The swarm does not have a leader.', ['dockerd'], 'dockerd'],
    ['[ 1600.038458] INFO: task dockerd:3946 blocked for more than 120 seconds.', ['kernel'], 'kernel'],
    [
      'container_linux.go:367: starting container process caused: process_linux.go:348: copying bootstrap data to pipe caused: write init-p: broken pipe',
      ['runc'],
      'runc-init',
    ],
    [
      'ctr: failed to create shim task: OCI runtime create failed: container_linux.go:380: starting container process caused: process_linux.go:385: applying cgroup configuration for process caused: cannot enter cgroupv2 "/sys/fs/cgroup/default" with domain controllers -- it is in an invalid state: unknown',
      ['containerd', 'shim', 'runc'],
      'cgroup',
    ],
    [
      'failed to start shim: start failed: io.containerd.runc.v2: create new shim socket: listen unix /run/containerd/s/0f1e: bind: operation not supported: exit status 1: unknown',
      ['containerd', 'shim'],
      'shim',
    ],
    [
      'level=error msg="failed to restore container with containerd" container=0f1e error="no such thing"',
      ['dockerd'],
      'dockerd',
    ],
    [
      'Error: failed to generate container "0f1e" spec: failed to apply OCI options: no such thing',
      ['containerd'],
      null,
    ],
    ['standard_init_linux.go:190: exec user process caused "exec format error"', ['runc-init'], 'runc-init'],
  ])('%s', (text, emitted_by, breaks_at) => {
    expect(chain(text)).toEqual({ emitted_by, breaks_at });
  });
});

describe('silence', () => {
  test('the harmless texts are there', () => {
    expect(healthy.length).toBeGreaterThanOrEqual(36);
  });

  test.each(healthy)('$id claims no broken chain', ({ text }) => {
    expect(chain(text)).toBeNull();
  });

  test.each([
    [
      'a thread that a program could not start',
      '2026/04/19 16:37:44 [alert] 1#1: pthread_create() failed (11: Resource temporarily unavailable)',
    ],
    ['cgo in an application', 'runtime/cgo: pthread_create failed: Operation not permitted'],
    ['a clean exit of a shim', 'time="2026-11-22T01:37:22Z" level=info msg="shim reaped" id=k7'],
    ['a finished relist', 'GenericPLEG: Relisting finished in 1.2s'],
    ['nothing', ''],
  ])('%s', (_what, text) => {
    expect(chain(text)).toBeNull();
  });
});
