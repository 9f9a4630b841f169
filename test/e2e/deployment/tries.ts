import { type Admin, objectsNamed } from './cluster.js';
import { APP, TRIAL } from './render.js';

/** What somebody who took over a pod would try. Each must fail in the way named. */
export interface Try {
  readonly what: string;
  readonly run: (admin: Admin) => Promise<{ readonly good: boolean; readonly said: string }>;
}

const account = (name: string): string => `--as=system:serviceaccount:${APP}:${TRIAL}-${name}`;
const inPod = (part: string, ...argv: string[]): readonly string[] => [
  '-n',
  APP,
  'exec',
  `deploy/${TRIAL}-${part}`,
  '--',
  ...argv,
];
/** kubectl says the exit code last, and that is no reason. */
const last = (text: string): string =>
  text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('command terminated'))
    .at(-1)
    ?.slice(0, 160) ?? '';

/** A command of the administrator, impersonating or inside a pod, that has to be refused with these words. */
const refused = (what: string, argv: readonly string[], words: RegExp): Try => ({
  what,
  async run(admin) {
    const { code, out } = await admin.run(argv);
    return { good: code !== 0 && words.test(out), said: last(out) };
  },
});
const says = (what: string, argv: readonly string[], words: RegExp): Try => ({
  what,
  async run(admin) {
    const { code, out } = await admin.run(argv);
    return { good: code === 0 && words.test(out), said: last(out) };
  },
});

/** JavaScript in a pod that prints what Slack answers to a post without a token of its own. */
const post = (apiUrl: string): string =>
  `fetch(${JSON.stringify(apiUrl)} + 'chat.postMessage', {method: 'POST', headers: {'content-type': 'application/json'},` +
  " body: JSON.stringify({channel: 'C1', text: 'x'})}).then((r) => r.json()).then((r) => console.log(JSON.stringify(r)))";

/** The exec itself, past everything kubectl asks before it. */
const rawExec = (namespace: string, pod: string): readonly string[] => [
  'create',
  `--raw=/api/v1/namespaces/${namespace}/pods/${pod}/exec?command=true&stdout=true`,
  '--filename=/dev/null',
];
const EXEC_FORBIDDEN = /cannot create resource "pods\/exec"/;

/** @param pods names of a probe pod and of the bot's. */
export function tries(slackApiUrl: string, pods: { readonly probe: string; readonly bot: string }): readonly Try[] {
  return [
    refused('the bot may not exec into a probe pod', [account('bot'), ...rawExec(TRIAL, pods.probe)], EXEC_FORBIDDEN),
    refused('the bot may not list nodes', [account('bot'), 'get', 'nodes'], /Forbidden/),
    refused('the bot’s image has no kubectl', inPod('bot', 'kubectl', 'version'), /not found|no such file/),
    refused(
      'the bot’s pod has no token of the API server',
      inPod('bot', 'ls', '/var/run/secrets/kubernetes.io'),
      /No such file/,
    ),
    says('the bot runs as nobody', inPod('bot', 'id', '-u'), /^10001$/m),
    refused('the bot cannot write its program', inPod('bot', 'touch', '/app/x'), /Read-only file system/),
    refused(
      'the collector may not read the bot’s Secret',
      inPod('collector', 'kubectl', '-n', APP, 'get', 'secret', `${TRIAL}-slack`),
      /Forbidden/,
    ),
    refused(
      'the collector may not exec into the bot’s pod',
      inPod('collector', 'kubectl', ...rawExec(APP, pods.bot)),
      EXEC_FORBIDDEN,
    ),
    refused(
      'the collector may not start a pod among the probes',
      inPod('collector', 'kubectl', '-n', TRIAL, 'run', 'x', '--image=x'),
      /Forbidden/,
    ),
    refused('the collector has no Slack token', inPod('collector', 'ls', '/etc/plegmatic-slack'), /No such file/),
    says('the collector cannot post in Slack', inPod('collector', 'node', '-e', post(slackApiUrl)), /not_authed/),
    {
      what: 'the collector’s doctor is content',
      async run(admin) {
        const { out } = await admin.run(
          inPod('collector', 'node', '/app/bin/plegmatic.js', 'doctor', '--role', 'collector'),
        );
        // Where the trial gives one node a probe pod, the doctor rightly misses those of the others.
        const wrong = out
          .split('\n')
          .filter((line) => /^(FAILED|warning)/.test(line) && !/probe pods: .*: none on /.test(line));
        const seen =
          /^ok +rights: .*everything/m.test(out) && /^ok +probe pods: .*with the current bundle on [1-9]/m.test(out);
        return { good: seen && wrong.length === 0, said: wrong[0] ?? last(out) };
      },
    },
    says(
      'the bot’s doctor is content',
      inPod('bot', 'node', '/app/bin/plegmatic.js', 'doctor', '--role', 'bot'),
      /^0 failed/m,
    ),
  ];
}

export const nothingLeft: Try = {
  what: 'nothing of it is left after the uninstall',
  async run(admin) {
    const left = await objectsNamed(TRIAL, admin);
    return { good: left.length === 0, said: left.join(', ') };
  },
};
