import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/collect/failure.js';
import type { Ran } from '../../src/collect/kubectl.js';

const ran = (stderr: string, code: number | null = 1, more: Partial<Ran> = {}): Ran => ({
  code,
  stdout: '',
  stderr,
  ended: 'exit',
  ...more,
});

/** The words are those of kubectl 1.20 against real nodes under faults. */
describe('what kubectl says', () => {
  it.each([
    [
      'Error from server: error dialing backend: dial tcp 127.0.0.1:10250: connect: connection refused',
      'no-kubelet',
      'never',
    ],
    [
      'Error from server: error dialing backend: read tcp 127.0.0.1:60752->127.0.0.1:10350: read: connection reset by peer',
      'no-kubelet',
      'never',
    ],
    [
      'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?',
      'no-api',
      'never',
    ],
    ['Unable to connect to the server: dial tcp: lookup api.example: no such host', 'no-api', 'never'],
    [
      'Error from server (Forbidden): pods "x" is forbidden: User "system:serviceaccount:a:b" cannot create resource',
      'forbidden',
      'never',
    ],
    ['error: You must be logged in to the server (Unauthorized)', 'unauthorized', 'never'],
    ['error: unable to upgrade connection: pod does not exist', 'no-pod', 'never'],
    ['Error from server (NotFound): pods "plegmatic-probe-x" not found', 'no-pod', 'never'],
    ['Error from server (NotFound): nodes "nosuch" not found', 'no-node', 'never'],
    ['Error from server: ', 'silent', 'maybe'],
    [
      'error: unable to upgrade connection: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
      'runtime',
      'maybe',
    ],
    [
      'error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: read init-p: connection reset by peer: unknown',
      'runtime',
      'maybe',
    ],
    ['something new', 'other', 'maybe'],
  ])('%s', (stderr, kind, reached) => {
    expect(failureOf(ran(stderr), [], 0, 50)).toMatchObject({ kind, reached });
  });

  it('is read on stdout too, where dockershim puts the runtime’s words', () => {
    const noise = [
      'connection error: desc = "transport: Error while dialing dial unix:///run/containerd/containerd.sock: timeout": unavailable\r',
    ];
    expect(failureOf(ran('command terminated with exit code 126', 126), noise, 0, 50).kind).toBe('runtime');
  });

  it('names the bundle that is missing in the pod', () => {
    const words =
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "/plegmatic/probe": stat /plegmatic/probe: no such file or directory: unknown';
    expect(failureOf(ran('', 126), [words], 0, 50)).toMatchObject({ kind: 'no-bundle', reached: 'never' });
  });
});

it('a kubectl that was killed may have started something; one that printed frames has', () => {
  expect(failureOf(ran('', null, { ended: 'deadline' }), [], 0, 50)).toMatchObject({
    reached: 'maybe',
    reason: 'no end within 50 s; kubectl was killed',
  });
  expect(failureOf(ran('', null, { ended: 'deadline' }), [], 3, 50).reached).toBe('yes');
});

it('every reason says what to do or where to look', () => {
  expect(failureOf(ran('', null, { ended: 'not-started', error: 'ENOENT' }), [], 0, 50).reason).toContain('KUBECTL');
});
