import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { COMMANDS, obey } from './control.js';
import { startSlack } from './start.js';

const HELP = `Usage: node dist/playground/slack/main.js [--port 3900] [--seed 1] [--request-url URL]

Starts a Slack on this machine and prints the variables that point a bot at it. --request-url: HTTP mode, everything is
posted there, signed. Every message is printed as it appears. Then type, or post to /control, one line each:

${COMMANDS.replace(/^/gm, '  ')}`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    seed: { type: 'string' },
    'request-url': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(HELP);
} else {
  const requestUrl = values['request-url'];
  const slack = await startSlack({
    port: Number(values.port ?? 3900),
    seed: Number(values.seed ?? 1),
    ...(requestUrl !== undefined && { requestUrl }),
  });
  console.log(`SLACK_API_URL=${slack.apiUrl}\nSLACK_BOT_TOKEN=${slack.botToken}`);
  console.log(
    requestUrl === undefined
      ? `SLACK_APP_TOKEN=${slack.appToken}\n`
      : `SLACK_SIGNING_SECRET=${slack.world.app.signingSecret}\n`,
  );
  slack.watch((change) => {
    if (change.kind !== 'message-posted' && change.kind !== 'message-edited') return;
    const { channel, message } = change;
    console.log(`${slack.print(channel, message, { color: process.stdout.isTTY })}\n`);
  });
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() !== '') obey(slack, line).then(console.log, (error: Error) => console.log(error.message));
  });
  process.once('SIGTERM', () => void slack.stop().then(() => process.exit()));
  process.once('SIGINT', () => void slack.stop().then(() => process.exit()));
}
