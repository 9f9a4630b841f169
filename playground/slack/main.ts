import { parseArgs } from 'node:util';
import { startSlack } from './start.js';

const HELP = `Usage: node dist/playground/slack/main.js [--port 3900] [--seed 1]

Starts a Slack on this machine and prints the variables that point a bot at it. Then type, one line each:
  maya #ops runc: exit status 2          Maya says it in #ops
  maya #ops /diagnose node-7             Maya runs the command
Every message is printed as it appears.`;

const { values } = parseArgs({
  options: { port: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  console.log(HELP);
} else {
  const slack = await startSlack({ port: Number(values.port ?? 3900), seed: Number(values.seed ?? 1) });
  console.log(`SLACK_API_URL=${slack.apiUrl}\nSLACK_BOT_TOKEN=${slack.botToken}\nSLACK_APP_TOKEN=${slack.appToken}\n`);
  slack.watch((change) => {
    if (change.kind !== 'message-posted' && change.kind !== 'message-edited') return;
    const { channel, message } = change;
    console.log(`${slack.print(channel, message, { color: process.stdout.isTTY })}\n`);
  });
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    for (const line of String(chunk).split('\n')) if (line.trim()) obey(line.trim());
  });
  process.once('SIGTERM', () => void slack.stop());
  process.once('SIGINT', () => void slack.stop().then(() => process.exit()));

  function obey(line: string): void {
    const [, name = '', where = '', typed = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    try {
      const person = slack.person(name);
      if (!typed.startsWith('/')) person.says(where, typed);
      else
        void person.runs(typed, where).then((outcome) => {
          if (!outcome.acknowledged) console.log(`${typed} failed: ${outcome.reason}`);
        }, complain);
    } catch (error) {
      complain(error);
    }
  }
}

function complain(error: unknown): void {
  console.log(error instanceof Error ? error.message : String(error));
}
