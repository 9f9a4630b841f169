import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';
import type { Line } from '../../src/report/report.js';

const first = (text: string): Line => readReport(text).lines[0] ?? { number: 0, text: '', raw: '' };

/** Pasted line, then what must come out. Lines are from public issue threads and from our own lab. */
type Sample = readonly [raw: string, text: string, rest?: Partial<Line>];

const FORMATS: Readonly<Record<string, readonly Sample[]>> = {
  'journald and syslog': [
    [
      'Mar 16 07:14:22 evaluator3 dockerd[27857]: time="2018-03-16T07:14:22.911874532Z" level=info msg="Container 679813472f3d failed to exit within 10 seconds of kill - trying direct SIGKILL"',
      'Container 679813472f3d failed to exit within 10 seconds of kill - trying direct SIGKILL',
      { program: 'dockerd', level: 'info', time: '2018-03-16T07:14:22.911Z' },
    ],
    ['8月 22 17:15:09 VM dockerd[31404]: (exit status 3)', '(exit status 3)', { program: 'dockerd', time: undefined }],
    [
      'Nov 13 11:26:50 k8sn-61 docker: panic: close of nil channel',
      'panic: close of nil channel',
      { program: 'dockerd' },
    ],
    [
      '2021-05-12T09:08:40+0800 node-1 containerd[77]: boom',
      'boom',
      { program: 'containerd', time: '2021-05-12T01:08:40.000Z' },
    ],
    ['<30>Oct 11 22:14:15 node-1 kubelet: boom', 'boom', { program: 'kubelet' }],
    // Before it has become the program, a child of systemd writes as `(name)`.
    ['Oct 11 22:14:15 node-1 (kubelet)[77]: kubelet.service: boom', 'kubelet.service: boom', { program: 'systemd' }],
    // The kernel's words about a process that died begin with its name and pid: those are the message.
    [
      'Oct 11 22:14:15 node-1 kernel: containerd[77]: segfault at 0 ip 0000000000401000 sp 00007ffc error 4',
      'containerd[77]: segfault at 0 ip 0000000000401000 sp 00007ffc error 4',
      { program: 'kernel' },
    ],
    [
      '<165>1 2003-10-11T22:14:15.003Z node-1 crio 77 - - boom',
      'boom',
      { program: 'crio', time: '2003-10-11T22:14:15.003Z' },
    ],
    [
      'Wed 2021-05-12 09:08:40 UTC node-1 systemd[1]: boom',
      'boom',
      { program: 'systemd', time: '2021-05-12T09:08:40.000Z' },
    ],
    ['1620781720.642410 node-1 kubelet[1]: boom', 'boom', { time: '2021-05-12T01:08:40.642Z' }],
    [
      'dockerd[636]: panic: runtime error: invalid memory address',
      'panic: runtime error: invalid memory address',
      { program: 'dockerd' },
    ],
  ],
  klog: [
    [
      'I0507 10:06:58.307881 57003 prober.go:112] Readiness probe failed',
      'Readiness probe failed',
      { program: 'kubelet', level: 'info', time: undefined },
    ],
    [
      'Nov 21 08:21:42 master-1 kubelet[8228]: E1121 08:21:42.526642    8228 kubelet.go:2424] "Error getting node" err="node \\"master-1\\" not found"',
      'Error getting node err=node "master-1" not found',
      { program: 'kubelet', level: 'error' },
    ],
    [
      'Oct 26 14:08:18 k8s-1-master k3s[1067481]: E1026 14:08:18.459322 1067481 remote_runtime.go:193] "RunPodSandbox from runtime service failed" err="rpc error: plugin type=\\"flannel\\" failed (add)" pod="a/b"',
      'RunPodSandbox from runtime service failed err=rpc error: plugin type="flannel" failed (add) pod=a/b',
      { program: 'kubelet' },
    ],
    [
      '"2023-02-25T06:59:57Z" level=error msg="exec failed: no such file" pid=7',
      'exec failed: no such file pid=7',
      { level: 'error' },
    ],
    [
      'E1103 10:22:33 kubelet.go:2183] node "node-7" not found',
      'node "node-7" not found',
      { program: 'kubelet', level: 'error' },
    ],
    ['7046 server.go:190] failed to load Kubelet config file', 'failed to load Kubelet config file'],
  ],
  logfmt: [
    [
      'time="2026-11-22T01:29:50.731839262Z" level=warning msg="cleaning up after killed shim" id=t5 namespace=moby ',
      'cleaning up after killed shim id=t5 namespace=moby',
      { level: 'warning', time: '2026-11-22T01:29:50.731Z' },
    ],
    [
      'time="2021-10-06T06:44:35.354243652+02:00" level=fatal msg="Failed to run CRI service" error="failed to recover state: failed to reserve sandbox name \\"kube',
      'Failed to run CRI service error=failed to recover state: failed to reserve sandbox name "kube',
      { level: 'fatal', time: '2021-10-06T04:44:35.354Z' },
    ],
    [
      'time="2026-11-22T01:28:38Z" level=error msg="exec failed: container \\"la\\" does not exist"',
      'exec failed: container "la" does not exist',
    ],
    [
      'limit 400000 rc=1 : time="2026-11-22T01:28:39Z" level=error msg="exec failed: EOF"',
      'limit 400000 rc=1 : exec failed: EOF',
    ],
    [
      'time="2020-02-25T22:07:13.374608247+08:00" level=debug msg="form data: {"Detach":false,"Tty":false}"',
      'form data: {"Detach":false,"Tty":false}',
    ],
    [
      'time="The 2021-05-06 T16: down. 009989451 + 08:00" level=error msg="stream copy error"',
      'stream copy error',
      { time: undefined },
    ],
  ],
  'JSON lines': [
    [
      '{"level":"error","msg":"exec failed: EOF\\n","time":"2026-11-22T01:28:38Z"}',
      'exec failed: EOF',
      { level: 'error', time: '2026-11-22T01:28:38.000Z' },
    ],
    [
      '{"ts":1620092420123.456,"caller":"kubelet/kubelet.go:1","msg":"Error getting node","err":"node \\"a\\" not found"}',
      'Error getting node caller=kubelet/kubelet.go:1 err=node "a" not found',
      { time: '2021-05-04T01:40:20.123Z' },
    ],
    [
      '{"log":"exec failed: \\"x\\"\\n","stream":"stderr","time":"2021-05-12T09:08:40.64Z"}',
      'exec failed: "x"',
      { time: '2021-05-12T09:08:40.640Z' },
    ],
    [
      '{"MESSAGE":"time=\\"2021-05-12T09:08:40Z\\" level=error msg=\\"boom\\"","_HOSTNAME":"n","SYSLOG_IDENTIFIER":"dockerd","__REALTIME_TIMESTAMP":"1620810520642410"}',
      'boom',
      { program: 'dockerd', level: 'error' },
    ],
    ['{"MESSAGE":[98,111,111,109],"_COMM":"containerd-shim"}', 'boom', { program: 'shim' }],
    [
      '{"kind":"Event","type":"Warning","reason":"Failed","message":"Error: x","involvedObject":{"kind":"Pod","name":"web"}}',
      'Warning Failed pod/web Error: x',
      { level: 'warning' },
    ],
    ['{"log":"OCI runtime exec failed: \\"x', 'OCI runtime exec failed: "x'],
    [
      '    "message": "Memory cgroup out of memory: Killed process 1 (a)",',
      'Memory cgroup out of memory: Killed process 1 (a)',
    ],
    ['{"a":1}', '{"a":1}'],
  ],
  'container logs': [
    ['2021-05-12T09:08:40.64Z stderr F panic: x', 'panic: x', { time: '2021-05-12T09:08:40.640Z' }],
    ['2021-05-12T09:08:40.64+08:00 stdout F I0507 10:06:58.307881 1 proxier.go:1] x', 'x', { level: 'info' }],
    [
      'ERRO[0000] container_linux.go:367: starting container process caused: x ',
      'container_linux.go:367: starting container process caused: x',
      { level: 'error' },
    ],
    ['INFO[2020-12-06T13:14:51.712175688Z] Starting up', 'Starting up', { time: '2020-12-06T13:14:51.712Z' }],
    ['2014/07/02 20:40:15 http: Accept error: x', 'http: Accept error: x'],
  ],
  'kernel log': [
    [
      '2026-11-22T04:50:22,341181+00:00 Memory cgroup out of memory: Killed process 10921 (tail)',
      'Memory cgroup out of memory: Killed process 10921 (tail)',
      { time: '2026-11-22T04:50:22.341Z' },
    ],
    [
      '[2833841.216211] nf_conntrack: nf_conntrack: table full, dropping packet',
      'nf_conntrack: nf_conntrack: table full, dropping packet',
      { program: 'kernel' },
    ],
    [
      '[Thu Dec 11 06:01:48 2025] docker0: port 1(vethc70bf9f) entered blocking state',
      'docker0: port 1(vethc70bf9f) entered blocking state',
      { program: 'kernel' },
    ],
    [
      'Mar  5 03:44:07 hostname kernel: [732406.124070] unregister_netdevice: waiting for lo',
      'unregister_netdevice: waiting for lo',
      { program: 'kernel' },
    ],
    ['<4>[ 1600.045171][ T1234]       Tainted: G', 'Tainted: G', { program: 'kernel' }],
    ['[ 12.345678] node-1 kubelet[9]: boom', 'boom', { program: 'kubelet' }],
    [
      '[3024480.475650] "echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
      '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
    ],
  ],
  'event rows': [
    [
      '  Warning  ContainerGCFailed  5s (x543 over 27h)  kubelet, node-1.xxxx                    rpc error: x',
      'Warning ContainerGCFailed rpc error: x',
      { program: 'kubelet' },
    ],
    [
      '2m34s       Warning   Unhealthy             pod/argocd-redis-ha-server-1         Readiness probe failed: x',
      'Warning Unhealthy pod/argocd-redis-ha-server-1 Readiness probe failed: x',
    ],
    [
      'default       19m         Warning   FailedCreatePodSandBox    pod/nginx-79    Failed create pod sandbox: x',
      'Warning FailedCreatePodSandBox pod/nginx-79 Failed create pod sandbox: x',
    ],
    [
      'mongodb-4-iqlkz    Pod       spec.containers{mongodb}      Warning   Unhealthy   {kubelet ip-10}   Readiness probe failed: x',
      'Warning Unhealthy Readiness probe failed: x',
      { program: 'kubelet' },
    ],
  ],
  'chat and page decoration': [
    ['**OCI runtime exec failed: exec failed: EOF: unknown**', 'OCI runtime exec failed: exec failed: EOF: unknown'],
    ['**OCI runtime exec failed:', 'OCI runtime exec failed:'],
    ['exec failed: EOF: unknown**', 'exec failed: EOF: unknown'],
    ['*exec failed: EOF*', 'exec failed: EOF'],
    ['* exec /entrypoint.sh: no such file or directory', 'exec /entrypoint.sh: no such file or directory'],
    ['glob **/*.log', 'glob **/*.log'],
    ['*****', '*****'],
    ['> OCI runtime exec failed: exec failed: EOF: unknown', 'OCI runtime exec failed: exec failed: EOF: unknown'],
    ['```OCI runtime exec failed```', 'OCI runtime exec failed'],
    ['  • 1.', ''],
    ['caused “read init-p: x”:\u00a0unknown', 'caused "read init-p: x": unknown'],
    ['\ufeff\x1b[31mexec failed\x1b[0m\r', 'exec failed'],
    ['118:Mar 16 07:14:22 e dockerd[2]: boom', 'boom', { program: 'dockerd' }],
    ['/var/log/syslog:12:Mar 16 07:14:22 e dockerd[2]: boom', 'boom', { program: 'dockerd' }],
    [
      '报错runtime/cgo: pthread_create failed: Operation not permitted',
      '报错runtime/cgo: pthread_create failed: Operation not permitted',
    ],
  ],
};

for (const [format, samples] of Object.entries(FORMATS)) {
  describe(format, () => {
    const rows = samples.map(([raw, text, rest]) => ({ raw, text, rest: rest ?? {} }));
    test.each(rows)('$raw', ({ raw, text, rest }) => {
      const line = first(raw);
      expect(line.text).toBe(text);
      expect(line.raw).toBe(raw.replace(/\r$/, ''));
      for (const key of Object.keys(rest) as (keyof Line)[]) expect(line[key]).toBe(rest[key]);
    });
  });
}

test('a message that a web page made part of an address is read, an address is left alone', () => {
  expect(first('error:%20failed%20to%20sync%20/var/lib/docker/x%3A%20%22input/output%20error%22').text).toBe(
    'error: failed to sync /var/lib/docker/x: "input/output error"',
  );
  const page = 'https://example.org/search?q=no%20space%20left%20on%20device';
  expect(first(page).text).toBe(page);
  expect(first('100%20 of 5%20').text).toBe('100%20 of 5%20');
});

test('what an author set in bold is read without its stars, and the stars of a driver stay', () => {
  expect(
    readReport('**crun: mount `/proc`** **to `/proc`: Operation not permitted**').lines.map((line) => line.text),
  ).toEqual(['crun: mount `/proc` to `/proc`: Operation not permitted']);
  expect(readReport('[drm] *ERROR* ring gfx timeout ** 3 ** 4').lines.map((line) => line.text)).toEqual([
    '[drm] *ERROR* ring gfx timeout ** 3 ** 4',
  ]);
});

test('quotes are plain however deeply they were escaped', () => {
  const nested =
    'time="2017-06-11T22:43:31.641685774Z" level=error msg="caused \\"process_linux.go:359: container init caused \\\\\\"rootfs_linux.go:54: mounting \\\\\\\\\\\\\\"/var/run/docker.sock\\\\\\\\\\\\\\" to rootfs\\\\\\"\\"\\n"';
  expect(first(nested).text).toBe(
    'caused "process_linux.go:359: container init caused "rootfs_linux.go:54: mounting "/var/run/docker.sock" to rootfs""',
  );
});

test('a journal record printed with all its fields is read as its message', () => {
  const report = readReport(
    'Wed 2021-05-12 09:08:40.642410 CST [s=abc;i=1;b=2;m=3;t=4;x=5]\n    _HOSTNAME=node-1\n    SYSLOG_IDENTIFIER=dockerd\n    MESSAGE=time="2021-05-12T09:08:40+08:00" level=error msg="boom"\n    _SOURCE_REALTIME_TIMESTAMP=1620781720642410',
  );
  expect(report.lines[3]).toMatchObject({
    text: 'boom',
    program: 'dockerd',
    level: 'error',
    time: '2021-05-12T01:08:40.000Z',
  });
});

test('a line without year or zone is not dated', () => {
  const lines = readReport(
    'May 12 09:08:40 n kubelet[1]: x\nE0512 09:08:40.000000 1 kubelet.go:1] x\n2021-05-12 09:08:40 x',
  ).lines;
  expect(lines.map((line) => line.time)).toEqual([undefined, undefined, undefined]);
});

test('the frames of a panic stand on successive lines without their prefixes', () => {
  const prefix = 'Feb 25 22:07:13 gpu-ser-xyz dockerd: ';
  const frames = ['goroutine 5 [running]:', 'github.com/x.(*execProcess).pidv(...)', '\t/go/src/exec.go:76 +0x8'];
  const { lines } = readReport(frames.map((frame) => prefix + frame).join('\n'));
  expect(lines.map((line) => line.text)).toEqual(frames.map((frame) => frame.trim()));
});

test('a message with line feeds gives lines of one number', () => {
  const { lines } = readReport('{"level":"error","msg":"panic: x\\n\\tmain.go:1"}');
  expect(lines.map((line) => [line.number, line.text])).toEqual([
    [1, 'panic: x'],
    [1, 'main.go:1'],
  ]);
});
