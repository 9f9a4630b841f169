import { describe, expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';

/** `from` says where the shape comes from; the words in it are as they were there, shortened. `reads` are lines that must come out, in order. */
interface Sample {
  readonly from: string;
  readonly paste: string;
  readonly reads: readonly string[];
}

const hex = (words: string): string => Buffer.from(words.replaceAll(' ', '\0')).toString('hex').toUpperCase();

/** The formats that the product page promises, beside those of formats.test.ts. */
const FORMATS: Readonly<Record<string, readonly Sample[]>> = {
  'journald short': [
    {
      from: 'containerd issue 12730',
      paste: 'Dec 26 22:55:21 computer containerd[78147]: panic: runtime error: invalid memory address',
      reads: ['panic: runtime error: invalid memory address'],
    },
    {
      from: 'kubernetes issue 91323, a host with hyphens',
      paste: 'May 21 08:28:00 std1-viadesk-prod2-mon03 kubelet[123233]: goroutine 3533 [running]:',
      reads: ['goroutine 3533 [running]:'],
    },
    {
      from: 'kubernetes issue 82134, the first label of the host blanked out',
      paste:
        'Aug 29 16:38:32 .tdg.mobilephone.net kubelet[30410]: E0829 16:38:32.180978   30410 kubelet.go:2236] node "wtc2" not found',
      reads: ['node "wtc2" not found'],
    },
    {
      from: 'the same, with a word in brackets and with nothing where the host was',
      paste:
        'Aug 29 16:38:32 <hostname> kernel: INFO: task loop0:22588 blocked\nAug 29 16:38:33 kubelet[30410]: E0829 16:38:33.180978   30410 kubelet.go:2236] node "wtc2" not found',
      reads: ['INFO: task loop0:22588 blocked', 'node "wtc2" not found'],
    },
    {
      from: 'kubermatic issue 7490, copied without its date',
      paste:
        ' kubelet[111106]: F0812 16:26:52.166979  111106 server.go:269] failed to run Kubelet: too many open files',
      reads: ['failed to run Kubelet: too many open files'],
    },
  ],
  'journald json': [
    {
      from: 'journalctl -o json: fields of systemd.journal-fields(7)',
      paste:
        '{"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1620810520642410","PRIORITY":"6","_HOSTNAME":"node-7","SYSLOG_IDENTIFIER":"containerd","_PID":"78","MESSAGE":"shim disconnected"}',
      reads: ['shim disconnected'],
    },
    {
      from: 'journalctl -o json of a message with colours: an array of bytes',
      paste: `{"_COMM":"kubelet","MESSAGE":[${[...Buffer.from('\u001b[31mPLEG is not healthy\u001b[0m')].join(',')}]}`,
      reads: ['PLEG is not healthy'],
    },
    {
      from: 'journalctl -o json of dockerd, whose message is logfmt',
      paste:
        '{"SYSLOG_IDENTIFIER":"dockerd","MESSAGE":"time=\\"2021-05-12T09:08:40Z\\" level=error msg=\\"exec failed: EOF\\""}',
      reads: ['exec failed: EOF'],
    },
  ],
  'docker json-file': [
    {
      from: "docker's json-file driver: /var/lib/docker/containers/ID/ID-json.log",
      paste:
        '{"log":"OCI runtime exec failed: \\u003cnil\\u003e\\n","stream":"stderr","time":"2021-05-12T09:08:40.642410Z"}',
      reads: ['OCI runtime exec failed: <nil>'],
    },
    {
      from: 'the same with `labels`, of a container that logs klog',
      paste:
        '{"log":"E0507 10:06:58.307881       1 proxier.go:1] Failed to list\\n","stream":"stderr","attrs":{"a":"b"},"time":"2021-05-07T10:06:58Z"}',
      reads: ['Failed to list'],
    },
    {
      from: 'the same of containerd on a terminal: colours escaped by JSON',
      paste: '{"log":"\\u001b[31mERRO\\u001b[0m[0003] exec failed\\n","stream":"stderr","time":"2021-05-12T09:08:40Z"}',
      reads: ['exec failed'],
    },
    {
      from: 'a line that the driver split at 16 kB: no line feed, and the paste ends in it',
      paste: '{"log":"failed to create shim task: OCI runtime create fai',
      reads: ['failed to create shim task: OCI runtime create fai'],
    },
  ],
  'nested and doubly escaped quotes': [
    {
      from: 'pouch issue 788: four levels',
      paste:
        'starting container process caused \\"container init caused \\\\\\"rootfs_linux.go:58: mounting \\\\\\\\\\\\\\"/proc/uptime\\\\\\\\\\\\\\" to rootfs\\\\\\"\\"',
      reads: [
        'starting container process caused "container init caused "rootfs_linux.go:58: mounting "/proc/uptime" to rootfs""',
      ],
    },
    {
      from: 'seccomp/containers-golang issue 28: logfmt inside logfmt',
      paste:
        'time="2020-07-06T15:05:20+02:00" level=fatal msg="container create failed: time=\\"2020-07-06T15:05:20+02:00\\" level=error msg=\\"starting container process caused \\\\\\"adding seccomp rule\\\\\\"\\""',
      reads: ['container create failed: starting container process caused "adding seccomp rule"'],
    },
    {
      from: 'Fedora-Dockerfiles issue 249: two levels in a sentence',
      paste: 'invalid header field value "caused \\"exec: \\\\\\"/entrypoint.sh\\\\\\": permission denied\\"\\n".',
      reads: ['invalid header field value "caused "exec: "/entrypoint.sh": permission denied"".'],
    },
  ],
  'CRI log': [
    {
      from: 'kubernetes KEP of the CRI log format: time, stream, tag, message',
      paste: '2016-10-06T00:17:09.669794202Z stderr F failed to run Kubelet: cgroup driver',
      reads: ['failed to run Kubelet: cgroup driver'],
    },
    {
      from: 'the same KEP, a line in parts',
      paste:
        '2016-10-06T00:17:09.669794202Z stdout P OCI runtime ex\n2016-10-06T00:17:09.669794203Z stdout F ec failed',
      reads: ['OCI runtime exec failed'],
    },
    {
      from: '/var/log/pods of a CRI-O node, local time, of a program that logs JSON',
      paste: '2021-05-12T09:08:40.642410+02:00 stderr F {"level":"error","msg":"boom","err":"EOF"}',
      reads: ['boom err=EOF'],
    },
  ],
  'hex proctitle': [
    {
      from: 'audit.log of the S4 incident',
      paste: `type=PROCTITLE msg=audit(1582099207.232:1): proctitle=${hex('nvidia-container-runtime delete --force 18b2')}`,
      reads: ['type=PROCTITLE msg=audit(1582099207.232:1): proctitle="nvidia-container-runtime delete --force 18b2"'],
    },
    {
      from: 'auditd through the kernel log',
      paste: `[ 1234.567890] audit: type=1327 audit(1582099207.232:77): proctitle=${hex('runc init')}`,
      reads: ['audit: type=1327 audit(1582099207.232:77): proctitle="runc init"'],
    },
    {
      from: 'audit cuts at 128 bytes: half a byte at the end',
      paste: `type=PROCTITLE msg=audit(1582099207.232:1): proctitle=${hex('kill -9 77')}2`,
      reads: ['type=PROCTITLE msg=audit(1582099207.232:1): proctitle="kill -9 77"'],
    },
  ],
  'marks before a log line': [
    {
      from: 'minikube logs: a bullet before each line',
      paste:
        '* Aug 29 16:38:32 minikube kubelet[304]: E0829 16:38:32.180978     304 kubelet.go:2236] node "m01" not found',
      reads: ['node "m01" not found'],
    },
    {
      from: 'docker compose logs, kubectl logs --prefix, Jenkins, pssh',
      paste: [
        'server-1  | E0829 16:38:32.180978     304 kubelet.go:2236] node "m01" not found',
        '[pod/web-0/app] E0829 16:38:32.180978     304 pod_workers.go:190] shim disconnected',
        '[2024-05-02T08:11:09.402Z] [  812.101] oom-kill:constraint=CONSTRAINT_NONE',
        'vm2: W0829 16:38:32.180978     304 watcher.go:87] Error while processing event',
      ].join('\n\n'),
      reads: [
        'node "m01" not found',
        'shim disconnected',
        'oom-kill:constraint=CONSTRAINT_NONE',
        'Error while processing event',
      ],
    },
    {
      from: 'a date after a colon is what the line speaks of',
      paste: 'expires: 2024-05-02T08:11:09Z by the clock of the node',
      reads: ['expires: 2024-05-02T08:11:09Z by the clock of the node'],
    },
    {
      from: 'the result of a task of Ansible, as kubespray prints it',
      paste:
        'fatal: [node1]: FAILED! => {"changed": true, "rc": 1, "stderr": "error execution phase preflight:\\n\\t[ERROR CRI]: container runtime is not running", "stdout": ""}',
      reads: ['error execution phase preflight:', '[ERROR CRI]: container runtime is not running'],
    },
  ],
  'Go panic over journald lines': [
    {
      from: 'containerd issue 12730',
      paste:
        'Dec 26 22:55:21 computer containerd[78147]: goroutine 23891 [running]:\nDec 26 22:55:21 computer containerd[78147]: github.com/containerd/containerd/v2/internal/cri/server.(*criService).extractContainerSpecMetrics(0xc001b3e300?)\nDec 26 22:55:21 computer containerd[78147]:         /root/rpmbuild/BUILD/li.go:10 +0x8',
      reads: [
        'goroutine 23891 [running]:',
        'github.com/containerd/containerd/v2/internal/cri/server.(*criService).extractContainerSpecMetrics(0xc001b3e300?)',
        '/root/rpmbuild/BUILD/li.go:10 +0x8',
      ],
    },
    {
      from: 'moby issue 29472',
      paste:
        'Dec 15 22:12:15 node2 dockerd[25200]: fatal error: concurrent map read and map write\nDec 15 22:12:15 node2 dockerd[25200]: goroutine 665 [running]:',
      reads: ['fatal error: concurrent map read and map write', 'goroutine 665 [running]:'],
    },
    {
      from: 'containerd issue 3958, copied without dates',
      paste:
        'containerd[1751]: panic: runtime error: invalid memory address\ncontainerd[1751]: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x459367',
      reads: [
        'panic: runtime error: invalid memory address',
        '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x459367',
      ],
    },
  ],
  'mixed Chinese and English': [
    {
      from: 'a Chinese article on a cbr0 cache: prose before the error on one line',
      paste: '日志中看到类似于下面的错误信息: StopPodSandbox from runtime service failed: rpc error: code = Unknown',
      reads: ['日志中看到类似于下面的错误信息: StopPodSandbox from runtime service failed: rpc error: code = Unknown'],
    },
    {
      from: 'a Chinese page on iptables: prose above, and a line feed inside the error',
      paste:
        '启动已停止的容器,并报告以下错误\nError response from daemon: driver failed programming external connectivity on endpoint x: (iptables failed: No chain/target/match by that name.\n(exit status 1))',
      reads: ['启动已停止的容器,并报告以下错误'],
    },
    {
      from: 'a journal of a Chinese locale, full-width quotes by an input method',
      paste: '8月 22 17:15:09 VM dockerd[31404]: Handler returned error: ＂exec failed＂',
      reads: ['Handler returned error: "exec failed"'],
    },
  ],
  'kubectl tables': [
    {
      from: 'kubectl describe pod',
      paste: '  Warning  Failed     2m (x4 over 3m)  kubelet            Error: failed to create containerd task',
      reads: ['Warning Failed Error: failed to create containerd task'],
    },
    {
      from: 'kubectl get events',
      paste: '2m34s       Warning   Unhealthy   pod/redis-ha-server-1         Readiness probe failed: EOF',
      reads: ['Warning Unhealthy pod/redis-ha-server-1 Readiness probe failed: EOF'],
    },
    {
      from: 'kubectl get events -A',
      paste:
        'default       19m         Warning   FailedCreatePodSandBox    pod/nginx-79    Failed create pod sandbox: x',
      reads: ['Warning FailedCreatePodSandBox pod/nginx-79 Failed create pod sandbox: x'],
    },
  ],
};

const samples = Object.entries(FORMATS).flatMap(([format, all]) => all.map((sample) => ({ format, ...sample })));

test.each(samples)('$format: $from', ({ paste, reads }) => {
  const texts = readReport(paste).lines.map((line) => line.text);
  expect(texts.filter((text) => reads.includes(text))).toEqual(reads);
});

test.each(Object.entries(FORMATS))('%s has three samples at least', (_format, all) => {
  expect(all.length).toBeGreaterThanOrEqual(3);
});

describe('a record of the chain is also read up to the end of its error', () => {
  const said = (line: string): readonly string[] => readReport(line).lines.map(({ text }) => text);
  const error = 'exec: "curl": executable file not found in $PATH';
  const escaped = error.replaceAll('"', '\\"');

  test.each([
    [`E0301 10:11:12.123456 711 pod_workers.go:1298] "Error syncing pod" err="${escaped}" pod="default/web-0"`, true],
    [`time="2024-03-01T10:11:12Z" level=error msg="ExecSync for \\"1f\\" failed" error="${escaped}" id=4f0c`, true],
    [
      `Mar 01 10:11:12 node-1 containerd[7]: time="2024-03-01T10:11:12Z" level=error msg="no" error="${escaped}" id=1`,
      true,
    ],
    // It ends there by itself.
    [`time="2024-03-01T10:11:12Z" level=error msg="ExecSync for \\"1f\\" failed" error="${escaped}"`, false],
    // Of any other program an error is anybody's.
    [`time="2024-03-01T10:11:12Z" level=error msg="deploy failed" error="${escaped}" app=web`, false],
    [
      `Mar 01 10:11:12 node-1 grafana[7]: time="2024-03-01T10:11:12Z" level=error msg="no" error="${escaped}" id=1`,
      false,
    ],
  ])('%s', (line, twice) => {
    const [whole = '', other] = said(line);
    expect(whole).toContain(`=${error}`);
    expect(other !== undefined).toBe(twice);
    if (twice) expect([whole.startsWith(`${other} `), other?.endsWith(error)]).toEqual([true, true]);
  });
});
