import { takePastes } from './pastes.js';
import { openStage } from './stage.js';
import { stories } from './stories.js';
import { tell } from './tell.js';

/** Wider than this, prose tires; narrower than this, commands break. */
const WIDTH = { least: 80, most: 120 };

/** `plegmatic demo`: plays the four incidents through Slack, queue and cluster, prints the threads, then takes pastes. @returns the exit code. */
export async function run(): Promise<number> {
  const width = Math.min(WIDTH.most, Math.max(WIDTH.least, process.stdout.columns ?? WIDTH.most));
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const stage = await openStage(process.env);
  let unanswered = 0;
  const print = (channel: string, root: string): void => {
    console.log(`\n${stage.slack.print(channel, root, { width, color, seenBy: 'maya' })}\n`);
  };
  try {
    for (const story of stories(new Date())) {
      console.log(`${'='.repeat(width)}\n${story.title}\n${'='.repeat(width)}`);
      const { root, answered } = await tell(stage.slack, story);
      if (!answered) unanswered += 1;
      print(story.channel, root.ts);
    }
    await takePastes(stage, (root) => print('ops', root));
  } finally {
    await stage.stop();
  }
  return unanswered === 0 ? 0 : 1;
}
