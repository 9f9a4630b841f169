import { createInterface } from 'node:readline';
import type { Stage } from './stage.js';
import { wholeAnswer } from './tell.js';

const HELP = `Paste an error and end it with an empty line, or type /diagnose NODE. Nodes: cpu-7, web-12, edge-3, gpu-4 (the four incidents),
web-2 (healthy), db-5 (exec hangs), db-6 (unreachable). Ctrl-D ends.`;

const NO_MESSAGE = 'Slack shows a form or a note here, which this terminal cannot draw. Name a node: /diagnose web-2';

/** Long enough for a command's root message; the answer itself is waited for separately. */
const ROOT_MS = 5000;

async function ask(stage: Stage, typed: string, print: (root: string) => void): Promise<void> {
  const { slack } = stage;
  const maya = slack.person('maya');
  if (typed.startsWith('/')) {
    const before = new Set(slack.channel('ops').messages.map((message) => message.ts));
    const outcome = await maya.runs(typed, 'ops');
    const root = await slack
      .waitFor(
        (now) =>
          now.channel('ops').messages.find((m) => !before.has(m.ts) && !m.is_ephemeral && m.thread_ts === undefined),
        {
          within: ROOT_MS,
          what: 'a root message',
        },
      )
      .catch(() => undefined);
    if (root === undefined) {
      const said = outcome.acknowledged ? (outcome.body ?? {}) : outcome.reason;
      const nothing = typeof said === 'object' && Object.keys(said).length === 0;
      return console.log(nothing ? NO_MESSAGE : typeof said === 'string' ? said : JSON.stringify(said));
    }
    await wholeAnswer(slack, 'ops', root.ts);
    return print(root.ts);
  }
  const root = maya.mentions('ops', `\`\`\`\n${typed}\n\`\`\``);
  await wholeAnswer(slack, 'ops', root.ts);
  print(root.ts);
}

/** Goes on taking pastes from the terminal until it ends. */
export async function takePastes(stage: Stage, print: (root: string) => void): Promise<void> {
  console.log(HELP);
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY });
  terminal.setPrompt('paste> ');
  terminal.prompt();
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    const typed = lines.join('\n').trim();
    lines = [];
    if (typed !== '') await ask(stage, typed, print).catch((error: unknown) => console.log(String(error)));
    terminal.prompt();
  };
  for await (const line of terminal) {
    if (line.trim() !== '') lines.push(line);
    if (line.trim() === '' || (line.startsWith('/') && lines.length === 1)) await flush();
  }
  await flush();
}
