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
    ['plegmatic: another collection runs on this node\ncommand terminated with exit code 75', 'busy', 'yes'],
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

  it.each([
    [
      'User "system:serviceaccount:diagnostics:bot" cannot create resource "pods/exec" in API group "" in the namespace "diagnostics"',
      [
        'system:serviceaccount:diagnostics:bot may not create pods/exec in namespace diagnostics',
        'A Role needs the rule - { apiGroups: [""], resources: [pods/exec], verbs: [create] }',
        'RoleBinding the subject { kind: ServiceAccount, name: bot, namespace: diagnostics }',
      ],
    ],
    [
      'User "jo@example.org" cannot list resource "daemonsets" in API group "apps" at the cluster scope',
      [
        'jo@example.org may not list daemonsets in the whole cluster',
        'A ClusterRole needs the rule - { apiGroups: ["apps"], resources: [daemonsets], verbs: [list] }',
        'ClusterRoleBinding the subject { kind: User, name: jo@example.org }',
      ],
    ],
  ])('a missing right is named, with whom it lacks and the rule that gives it: %s', (said, parts) => {
    const { reason } = failureOf(ran(`Error from server (Forbidden): pods "x" is forbidden: ${said}`), [], 0, 50);
    for (const part of parts) expect(reason).toContain(part);
  });

  it('of a Secret no more is given back than the one that was asked for', () => {
    const said =
      'Error from server (Forbidden): secrets "plegmatic-recorder" is forbidden: User "u" cannot get resource "secrets" in API group "" in the namespace "plegmatic"';
    expect(failureOf(ran(said), [], 0, 50).reason).toContain(
      'resources: [secrets], resourceNames: [plegmatic-recorder], verbs: [get]',
    );
  });

  it('a refusal in other words, as of an admission policy, keeps its general advice', () => {
    const said = 'Error from server (Forbidden): pods "x" is forbidden: ValidatingAdmissionPolicy denied request';
    expect(failureOf(ran(said), [], 0, 50)).toMatchObject({
      kind: 'forbidden',
      reason: 'the collector may not do this: check its Role and RoleBinding (deploy/probe/rbac.yaml)',
    });
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
  expect(failureOf(ran('', null, { ended: 'deadline' }), [], 3, 50)).toMatchObject({
    reached: 'yes',
    reason: 'no end within 50 s, after 3 probes had answered; kubectl was killed',
  });
});

it('every reason says what to do or where to look', () => {
  expect(failureOf(ran('', null, { ended: 'not-started', error: 'ENOENT' }), [], 0, 50).reason).toContain('KUBECTL');
});
