import { describe, expect, test } from 'vitest';
import { readChain } from '../../src/chain/read-chain.js';
import { readReport } from '../../src/report/read-report.js';

const chain = (text: string) => readChain(readReport(text).lines);

describe('words that upstream prints where only the place is known', () => {
  test.each([
    ['Error: OCI runtime error: crun: fsconfig create `proc`: Device or resource busy', ['runc'], 'runc'],
    ['Error: OCI runtime attempted to invoke a command that was not found', ['runc'], 'runc'],
    ['Error: OCI runtime error: crun: cannot open sd-bus: Input/output error', ['runc'], 'systemd'],
    ['Error: OCI runtime error: crun: read from sync socket: Connection reset by peer', ['runc'], 'runc-init'],
    ['Error: OCI runtime error: crun: cannot set memory swappiness with cgroupv2', ['runc'], 'cgroup'],
    ['nsexec-1[4242]: failed to sync with parent: read(SYNC_USERMAP_ACK): Success', ['runc-init'], 'runc-init'],
    ['nsexec-0[77]: failed to use newuid map on 91: Invalid argument', ['runc-init'], 'runc-init'],
    ['nsexec-1[4242]: bad value for _X=2', ['runc-init'], 'runc-init'],
    [
      'runc create failed: unable to start container process: waiting for init preliminary setup: EOF',
      ['runc'],
      'runc-init',
    ],
    ['runc: exec fifo /run/runc/c1/exec.fifo already exists', ['runc'], 'runc'],
    ['runc: error setting up /dev symlinks: file exists', ['runc-init'], 'runc-init'],
    ['runc: error adding architecture to seccomp filter: invalid argument', ['runc-init'], 'runc-init'],
    ['runc: failed to call BPF_PROG_DETACH (BPF_CGROUP_DEVICE): no such device', ['runc'], 'cgroup'],
    ['level=error msg="failed to initialized platform behavior" error="epoll: bad descriptor"', ['shim'], 'shim'],
    ['failed to copy: failed to send write: failed commit on ref "layer-sha256:1f": oddity', ['containerd'], 'storage'],
    ['RunPodSandbox: failed to mount sandbox shm: oddity', ['containerd'], 'containerd'],
    ['failed to forcibly stop sandbox "9f3c": an oddity', ['containerd'], null],
    ['containerd: failed to get listener for main ttrpc endpoint: oddity', ['containerd'], 'containerd'],
    ['conmon[4711]: conmon 3f4e8d1c2b7a3f4e8d1c <error>: Failed to create signalfd Oddity', ['shim'], 'shim'],
  ])('%s', (text, emitted_by, breaks_at) => {
    expect(chain(text)).toEqual({ emitted_by, breaks_at });
  });

  test.each([
    ['a debug line of nsexec', 'nsexec-1[4242]: => nsexec stage-1'],
    ['a note of conmon', 'conmon 3f4e8d1c2b7a3f4e8d1c <ninfo>: container 88 exited with status 0'],
    ['a program with a state machine', 'invalid state transition from OPEN to CLOSED'],
    ['an application that reads its pipe', 'could not read from sync pipeline of the exporter'],
    ['a compiler', 'error: static buffer too small'],
  ])('%s claims no broken chain', (_what, text) => {
    expect(chain(text)).toBeNull();
  });
});
