/** The four incidents that started the project, as people would bring them. Logs are dated a moment before they are pasted. */
export interface Story {
  readonly title: string;
  readonly person: string;
  readonly channel: string;
  readonly node: string;
  /** How it comes in: a paste in the channel, a slash command, or a mention in the thread of an alert. */
  readonly way:
    | { readonly kind: 'paste'; readonly text: string }
    | { readonly kind: 'command'; readonly text: string }
    | { readonly kind: 'thread'; readonly alert: string; readonly reply: string; readonly mention: string };
}

const iso = (now: Date, secondsAgo: number): string => new Date(now.getTime() - secondsAgo * 1000).toISOString();

/** @param now the moment of pasting. */
export function stories(now: Date): readonly Story[] {
  const container = 'de42a6372c1d996efc475d294afc42f430beaad3ff443a86f124754a70a1b517';
  return [
    {
      title: 'S1: exec probes fail with EOF',
      person: 'maya',
      channel: 'ops',
      node: 'cpu-7',
      way: {
        kind: 'paste',
        text: `readiness probes on cpu-7 flap since the morning, customers see nothing. node=cpu-7
\`\`\`
time="${iso(now, 40)}" level=error msg="stream copy error: reading from a closed fifo"
time="${iso(now, 40)}" level=error msg="Error running exec 8e34e8b910694abe95a467b2936b37635fdabd2f7b7c464dfef952fa5732aa4e in container: OCI runtime exec failed: exec failed: EOF: unknown"
\`\`\``,
      },
    },
    {
      title: 'S2: exec dies with "read init-p: connection reset by peer"',
      person: 'tomas',
      channel: 'ops',
      node: 'web-12',
      way: {
        kind: 'paste',
        text: `anyone seen this on node web-12?
\`\`\`
time="${iso(now, 30)}" level=error msg="Error running exec 110deb1c1b2a2d2671d7368bd02bfc18a968e4712a3c771dedf0b362820e73cb in container: OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused \\"read init-p: connection reset by peer\\": unknown"
\`\`\``,
      },
    },
    {
      title: 'S3: a node is NotReady, PLEG stalls, docker ps is fine',
      person: 'maya',
      channel: 'ops',
      node: 'edge-3',
      way: { kind: 'command', text: '/diagnose edge-3' },
    },
    {
      title: 'S4: GPU containers exit with 137 and nothing was out of memory',
      person: 'lin',
      channel: 'incidents',
      node: 'gpu-4',
      way: {
        kind: 'thread',
        alert: 'FIRING: ContainerRestarts node=gpu-4 pod=train-0 namespace=ml exit_code=137',
        reply: `dmesg 里没有 OOM,容器就是 137 退出:
\`\`\`
time="${iso(now, 60)}" level=info msg="shim reaped" id=${container}
time="${iso(now, 60)}" level=warning msg="cleaning up after killed shim" id=${container} namespace=moby
\`\`\``,
        mention: 'please look at this, third time this week',
      },
    },
  ];
}
