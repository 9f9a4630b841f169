import { takePastes } from './pastes.js';
import { openStage, type Stage } from './stage.js';
import { stories } from './stories.js';
import { tell } from './tell.js';

/** Wider than this, prose tires; narrower than this, commands break. */
const WIDTH = { least: 80, most: 120 };

/** `plegmatic demo`: plays the four incidents through Slack, queue and cluster, prints the threads, then takes pastes. @returns the exit code. */
export async function run(): Promise<number> {
  const width = Math.min(WIDTH.most, Math.max(WIDTH.least, process.stdout.columns ?? WIDTH.most));
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const opening = openStage(process.env);
  leaveTidily(opening);
  const stage = await opening;
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

/** Ctrl-C in the middle of a story, or a reader that went away (`| head`): our Redis and its folder must not outlive us. */
function leaveTidily(opening: Promise<Stage>): void {
  let leaving = false;
  const leave = (code: number): void => {
    if (leaving) return;
    leaving = true;
    void opening
      .then((stage) => stage.stop())
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  process.on('SIGINT', () => leave(130));
  process.on('SIGTERM', () => leave(143));
  process.on('SIGHUP', () => leave(129));
  process.stdout.on('error', (error: NodeJS.ErrnoException) => leave(error.code === 'EPIPE' ? 0 : 1));
}
