import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTIONS } from '../../handlers/blocks/buttons.js';
import { isWhole, wholeAnswer } from '../../playground/demo/tell.js';
import type { Message } from '../../playground/slack/model.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';

const bin = fileURLToPath(new URL('../../bin/plegmatic.js', import.meta.url));

export interface Started {
  readonly slack: Slack;
  /** `/diagnose NODE` as a person, or a mention with a paste: the printed thread and how long the whole answer took. */
  diagnose(node: string, paste?: string): Promise<Asked>;
  /** *Collect again* on the answer of an earlier question. */
  recheck(root: Message): Promise<Asked>;
  stop(): Promise<void>;
}

export interface Asked {
  /** The message that the answer stands under, or that holds it. */
  readonly root: Message;
  readonly thread: string;
  readonly ms: number;
  readonly answered: boolean;
}

/** Longer than limits.answer_seconds: then the deadline job has spoken. */
const PATIENCE_MS = 150_000;

function probeConfig(pods: string): string {
  const [namespace, selector, container] = pods.split('/');
  return `probe: { namespace: ${namespace}, selector: ${selector}, container: ${container}, delivery: stdin }\n`;
}

/** The id of the first button of an action: a suffix keeps them unique within one message. */
function buttonOf(message: Message, action: string): string | undefined {
  return new RegExp(`"action_id":"(${action.replaceAll('.', '\\.')}[^"]*)"`).exec(
    JSON.stringify(message.blocks ?? []),
  )?.[1];
}

/**
 * `plegmatic start` as its own process, with the simulator as Slack and whatever cluster the environment names.
 * @param probe the pods that are collected through, `NAMESPACE/SELECTOR/CONTAINER`, where they are not ours
 */
export async function start(env: NodeJS.ProcessEnv, probe?: string): Promise<Started> {
  const dir = mkdtempSync(join(tmpdir(), 'plegmatic-e2e-'));
  writeFileSync(
    join(dir, 'config.yaml'),
    `rights: { grants: [{}] }\ndata: ${join(dir, 'data')}\nlimits: { fresh_seconds: 0 }\n${probe === undefined ? '' : probeConfig(probe)}`,
  );
  const slack = await startSlack({ rateLimits: false });
  const child = spawn(process.execPath, [bin, 'start'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...env,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      PLEGMATIC_CONFIG: join(dir, 'config.yaml'),
      PORT: '0',
      LOG_LEVEL: env.LOG_LEVEL ?? 'error',
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await slack.connected();
  const maya = slack.person('maya');
  const shown = (root: Message) => slack.print('ops', root.ts, { width: 140, seenBy: 'maya' });
  return {
    slack,
    async diagnose(node, paste) {
      const began = Date.now();
      const before = new Set(slack.channel('ops').messages.map((message) => message.ts));
      const find = (now: Slack) =>
        now.channel('ops').messages.find((m) => !before.has(m.ts) && !m.is_ephemeral && m.thread_ts === undefined);
      if (paste === undefined) await maya.runs(`/diagnose ${node}`, 'ops');
      const root =
        paste === undefined
          ? await slack.waitFor(find, { within: 20_000, what: 'the root message' })
          : maya.mentions('ops', paste.replace('NODE', node));
      const answer = await wholeAnswer(slack, 'ops', root.ts, { within: PATIENCE_MS });
      return { root, thread: shown(root), ms: Date.now() - began, answered: answer !== undefined };
    },
    async recheck(root) {
      const began = Date.now();
      const find = () => slack.thread('ops', root.ts, '*').find((one) => isWhole(one));
      const answer = find();
      const button = answer && buttonOf(answer, ACTIONS.again);
      if (answer === undefined || button === undefined) return { root, thread: shown(root), ms: 0, answered: false };
      const before = answer.edited?.ts;
      await maya.presses(answer, button);
      // The first edit after the click shows that it is being collected: only a later one is whole again.
      const whole = await slack
        .waitFor(() => [find()].find((one) => one !== undefined && one.edited?.ts !== before), {
          within: PATIENCE_MS,
          what: 'the answer after the fix',
        })
        .catch(() => undefined);
      return { root, thread: shown(root), ms: Date.now() - began, answered: whole !== undefined };
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
      await slack.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
