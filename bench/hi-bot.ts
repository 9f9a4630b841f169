import bolt from '@slack/bolt';

/** The least a Bolt app can do: it answers "hi" in the thread. The baseline of first-answer. */
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  deferInitialization: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: bolt.LogLevel.ERROR,
});
app.message(async ({ message, say }) => {
  await say({ text: 'hi', thread_ts: message.ts });
});
await app.init();
await app.start();
process.once('SIGTERM', () => process.exit(0));
