import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';

const texts = (text: string): string[] => readReport(text).lines.map((line) => line.text);
const seed = (name: string): string => readFileSync(new URL(`fixtures/seeds/${name}.txt`, import.meta.url), 'utf8');

describe('lines that were cut', () => {
  test('a pod id cut by a web page is whole again, and the piece keeps its number', () => {
    const { lines } = readReport(seed('s1-kubelet'));
    expect(lines.map((line) => line.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lines[0]?.text).toBe(
      'Readiness probe for "adsfadofadfabdfhaodsfa(d1aab5f0-ae8f-11eb-a151-080027049c65):c0" failed (failure): OCI runtime exec failed: exec failed: EOF: unknown',
    );
    expect(lines[1]).toMatchObject({ text: '', raw: expect.stringContaining('ae8f-11eb') });
  });

  test('an exec id cut in a logfmt message is whole again', () => {
    expect(texts(seed('s1-dockerd'))[2]).toBe(
      'Error running exec 8e34e8b910694abe95a467b2936b37635fdabd2f7b7c464dfef952fa5732aa4e in container: OCI runtime exec failed: exec failed: EOF: unknown',
    );
  });

  test('an error that a guide breaks by a backslash is whole again; a command is not', () => {
    const broken = `OCI runtime exec failed: exec failed: unable to start container \\
   process: exec: "/bin/sh": stat /bin/sh: no such file or \\
   directory: unknown
   command terminated with exit code 126`;
    expect(texts(broken)).toEqual([
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "/bin/sh": stat /bin/sh: no such file or directory: unknown',
      '',
      '',
      'command terminated with exit code 126',
    ]);
    expect(texts('$ grep -c failed \\\n  /var/log/syslog')[0]).toContain('failed');
  });

  test('a YAML message folded over lines is one message', () => {
    const folded = `message: 'OCI runtime create failed: container_linux.go:348: starting container
          process caused "process_linux.go:402: container init caused \\"setting
          cgroup config\\"": unknown'
        reason: ContainerCannotRun`;
    expect(texts(folded)[0]).toBe(
      'OCI runtime create failed: container_linux.go:348: starting container process caused "process_linux.go:402: container init caused "setting cgroup config"": unknown',
    );
    expect(texts(folded)[3]).toBe('reason: ContainerCannotRun');
  });

  test('YAML folds a quoted message at spaces, wherever its lines end on the screen', () => {
    const folded = `  message: 'Pod Unexpected error while attempting to recover from admission failure:
    preemption: error finding a set of pods to preempt: no set of running pods found
    to reclaim resources: [(res: pods, q: 1), ]'
  phase: Failed`;
    expect(texts(folded)[0]).toBe(
      'Pod Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: pods, q: 1), ]',
    );
  });

  test('what a command printed is not the rest of the command, however wide that was', () => {
    const session =
      '# ctr run -t --rm --gpus 0 nvcr.io/nvidia/k8s/cuda-sample:vectoradd-cuda10.2 sample nvidia-smi\nNo devices were found';
    expect(texts(session)[1]).toBe('No devices were found');
  });

  test('the row of a container id is not the rest of the command above it, though both are of one length', () => {
    const rows = [
      '# ctr --namespace moby --address /run/containerd/containerd.sock task ls | grep 5c77',
      '5c77ea9f1d1ba1b0d1f4f3b7f51b1ad44ad6cd5c8fc30e9d0de73e4f2f6b7a10    30639    STOPPED',
    ];
    expect(texts(rows.join('\n'))).toEqual(rows);
  });

  test('a JSON record that was cut keeps the strings beside its message, the last one as far as it goes', () => {
    const cut =
      '{"ts":1700000000.1,"level":"error","msg":"Error syncing pod","podUID":"8f1c","err":"failed to \\"StartContainer\\" for \\"web\\" with';
    expect(texts(cut)).toEqual(['Error syncing pod podUID=8f1c err=failed to "StartContainer" for "web" with']);
    expect(texts('{"log":"hello\\n","stream":"stderr","time":"2024')).toEqual(['hello']);
  });

  test('the frame that k9s draws around a describe is away, and what its width cut is whole', () => {
    const framed = [
      '│ Warning  FailedCreatePodSandBox  3s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "6c92": [ns/pod:cbr0]: error a │',
      '│ dding container to network "cbr0": must be called as chained plugin                                                                                                             │',
    ];
    const whole = 'error adding container to network "cbr0": must be called as chained plugin';
    expect(texts(framed.join('\n'))[0]).toContain(whole);
    expect(texts('failed ││  to setup network: error a ││ dding container')[0]).toBe(
      'failed to setup network: error adding container',
    );
    expect(texts('│ NAME │ STATUS │')).toEqual(['│ NAME │ STATUS │']);
  });

  test('a chain of errors that was broken behind a colon goes on, and a sentence that announces a paste does not', () => {
    const broken =
      'ERROR: failed to solve: node:18: failed to authorize: failed to fetch anonymous token: \nGet "https://auth.docker.io/token": \ndial tcp 10.0.0.9:443: connect: network is unreachable';
    expect(texts(broken)).toEqual([broken.replaceAll('\n', ''), '', '']);
    expect(texts('each start ends with this error: \ndial tcp 10.0.0.9:443: i/o timeout')).toHaveLength(2);
    expect(texts('each start ends with this error: \ndial tcp 10.0.0.9:443: i/o timeout')[1]).toContain('dial tcp');
  });

  test('what was set to the right of a line that ends at a colon is the rest of its error', () => {
    const text = [
      'Error: crun: creating /var/lib/tuned: openat2 var/lib/tuned:',
      '       No such file or directory:',
      '       OCI runtime attempted to invoke a command that was not found',
    ].join('\n');
    expect(readReport(text).lines[0]?.text).toBe(text.replace(/\n +/g, ' '));
    const answer =
      'Error: crun: write to `/sys/fs/cgroup/x/cgroup.procs`:\nNo such file or directory: OCI runtime error';
    expect(readReport(answer).lines[0]?.text).toBe(answer.replace('\n', ' '));
    const list = 'The steps of today:\n       stop the node';
    expect(readReport(list).lines.map((line) => line.text.trim())).toEqual(list.split(/\n */));
  });

  test('records that the CRI log wrote in parts are put together', () => {
    const cut = '2021-05-12T09:08:40Z stderr P OCI runtime ex\n2021-05-12T09:08:40Z stderr F ec failed';
    expect(texts(cut)).toEqual(['OCI runtime exec failed', '']);
  });

  const PULL =
    'Failed to pull image "registry.local/shop/web:1.2": rpc error: code = Unknown desc = failed to resolve reference "registry.local/shop/web:1.2": dial tcp 10.0.0.9:443: i/o timeout';

  test.each<[string, (text: string) => string]>([
    ['a terminal of 80 columns', (text) => text.replace(/.{80}/g, '$&\n')],
    ['a terminal of 80 columns, in a block that is indented', (text) => text.replace(/.{1,76}/g, '    $&\n')],
    ['a pager that indents what goes on', (text) => text.replace(/.{76}/g, '$&\n    ')],
    ['a mail of 72 columns', (text) => text.replace(/(.{1,72})(?: |$)/g, '$1\n')],
    ['a mail that was answered', (text) => text.replace(/(.{1,70})(?: |$)/g, '> $1\n')],
  ])('%s gives the message back, and leaves the lines around it alone', (_, wrap) => {
    const around = `$ kubectl describe pod web\n${wrap(PULL).trimEnd()}\nEvents:  <none>`;
    expect(texts(around).filter((text) => text !== '')).toEqual([
      '$ kubectl describe pod web',
      PULL,
      'Events:  <none>',
    ]);
  });

  test('where the width does not tell whether a space was cut, both readings stand', () => {
    const cut = 'container runtime error: failed to reserve sandbox name, a sandbox of this name ex\nists already';
    expect(texts(cut).map((text) => text.slice(-18))).toEqual(['me ex ists already', 'ame exists already', '']);
  });

  test.each([
    [
      'two errors, each complete',
      'network sandbox join failed: subnet sandbox join failed for "203.0.113.10/24": error creating vxlan interface: file exists\nstarting container failed: error creating external connectivity network: no',
    ],
    [
      'a row of a table and a prompt in brackets',
      '8959a5874b1d        c96b32b467f1       "/bin/sh -c ls"   2 minutes ago       Created       k8s_app-0\n[root@node1 k8s-resources]# docker inspect 8959a5874b1d',
    ],
    [
      'a command of just 132 columns and its error',
      "[root@ctnr /]# rados -m 10.1.56.120:6789,10.1.56.121:6789,10.1.56.122:6789 --id rbdsatassd -c /etc/ceph/ceph.conf --no-mon-config df\ncouldn't connect to cluster: (1) Operation not permitted",
    ],
    [
      'a log line and a prompt',
      'failed to create fsnotify watcher: too many open files and much more of it\nroot@node4:~# inotify-info',
    ],
    [
      'rows of one kind and one length',
      'Readiness probe failed: command "redis-cli ping" timed out\nReadiness probe failed: command "redis-cli ping" timed out\nLiveness probe failed: command "redis-cli ping" timed out',
    ],
    ['frames of a trace', 'rpc error: failed "x\ngoroutine 1 [running]:\nmain.main()'],
    ['table rows', 'Ready  False  PLEG is not healthy: pleg was last seen active 3m ago; threshold is 3m0s\nEvents:'],
    [
      'prose',
      'we saw that the deployment failed again in the same way as yesterday\nany ideas: maybe restart it?\nThanks',
    ],
  ])('%s are not joined', (_what, text) => {
    expect(texts(text)).toHaveLength(text.split('\n').length);
    expect(texts(text).every((line) => line !== '')).toBe(true);
  });

  test('two rows of one kind and one length are two, though a number in their beginning differs', () => {
    const row = (node: number) =>
      `node=node-${node} kubelet: PLEG is not healthy: pleg was last seen active 3m12.5s ago`;
    expect(texts(`${row(7)}\n${row(8)}`)).toEqual([row(7), row(8)]);
  });

  const LOGGED =
    'time="2021-05-12T09:08:40Z" level=error msg="Error running exec 110deb1c in container: OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused \\"read init-p: connection reset by peer\\": unknown"';
  const MESSAGE =
    'Error running exec 110deb1c in container: OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused "read init-p: connection reset by peer": unknown';

  test('a terminal of any width that cuts a record gives the message back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 100 }), (width) => {
        const pieces = LOGGED.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        expect(texts(pieces.join('\n')).join('')).toBe(MESSAGE);
      }),
    );
  });

  test('a wide table of df is no folded line', () => {
    const table = [
      'Filesystem                           Inodes    IUsed   IFree IUse% Mounted on',
      'udev                                4098065      504 4097561    1% /dev',
      '/dev/mapper/ccv360--yoda2--vg-root 30736384 30484641  251743  100% /',
    ];
    expect(texts(table.join('\n'))).toEqual(table);
  });

  test('the head of a table of df does not go on in its first row, though both are of one length', () => {
    const table = [
      'Filesystem      Size  Used Avail Use% Mounted on',
      '/dev/sdb        369G  350G     0 100% /workspace',
    ];
    expect(texts(table.join('\n'))).toEqual(table);
  });

  test('a word of thanks under a paste is no rest of its last line', () => {
    const cut = 'failed to start daemon: Error initializing network controller: error obtaining controller instance';
    for (const said of ['thanks', 'Any ideas?', 'please help me with this one', '麻烦看一下'])
      expect(texts(`${cut}\n${said}`)).toEqual([cut, said]);
    expect(texts(`${cut}\nhelper: exec format error`)[0]).not.toBe(cut);
  });

  test('folding between words gives the message back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 30, max: 120 }), (width) => {
        const folded = LOGGED.replace(new RegExp(`(.{${width},}?) `, 'g'), '$1 \n');
        expect(texts(folded).join('')).toBe(MESSAGE);
      }),
    );
  });
});

test('lines of a file are not put together by their width: more than a screen keeps was cut by none', () => {
  const said =
    'the kubelet asked its runtime for the state of a container and got no answer, for the daemon that it had asked went away while it was reading the last question, and nobody came back to say so before the deadline passed and the pod was gone';
  const cut = (said.match(/.{1,80}/g) ?? []).join('\n');
  const first = (text: string): string | undefined => texts(text)[0];
  expect(first(cut)).toBe(said);
  expect(first(`${cut}\n${'2026-01-01T10:00:00Z all is well here\n'.repeat(20_000)}`)).toBe(said.slice(0, 80));
});
