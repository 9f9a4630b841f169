import { loadavg } from 'node:os';
import { openCaseStage } from './case-stage.js';
import { type Outcome, playCase } from './case-story.js';

/**
 * `npm run case`: plays one case twice with the real processes, once in peace, once with SIGKILL for bot, collector and Redis at every
 * step. Exit code 0 when both ended in the same thread, the same report and the same pages.
 */

async function play(
  killing: boolean,
): Promise<{ readonly outcome: Outcome; readonly seconds: number; readonly kills: number }> {
  const stage = await openCaseStage();
  const begun = Date.now();
  let kills = 0;
  try {
    const outcome = await playCase(stage, async (step) => {
      console.log(
        `  ${new Date().toISOString().slice(11, 19)}  ${step}${killing ? ', then all processes killed' : ''}`,
      );
      if (!killing) return;
      kills += 1;
      await stage.killAll();
    });
    return { outcome, seconds: Math.round((Date.now() - begun) / 1000), kills };
  } catch (error) {
    for (const message of stage.slack.channel('ops').messages) console.error(message.ts, message.text.slice(0, 200));
    throw error;
  } finally {
    await stage.stop();
  }
}

console.log('In peace:');
const calm = await play(false);
console.log('Killed at every step:');
const killed = await play(true);

const parts = ['steps', 'thread', 'files', 'report', 'pages', 'incidents', 'refused'] as const;
let same = true;
for (const part of parts) {
  const [a, b] = [calm.outcome[part], killed.outcome[part]].map((value) => JSON.stringify(value, null, 1));
  console.log(`${a === b ? 'same' : 'DIFFERENT'}  ${part}`);
  if (a === b) continue;
  same = false;
  console.log(`in peace: ${a}\nkilled: ${b}`);
}
console.log(`\nThe thread:\n${killed.outcome.thread.map((line) => `  ${line}`).join('\n')}`);
console.log(`\nThe report:\n${killed.outcome.report.map((line) => `  ${line}`).join('\n')}`);
console.log(
  `${killed.kills} times all three processes were killed; ${killed.outcome.pages} page in PagerDuty; ${calm.seconds} s in peace, ${killed.seconds} s killed; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
);
process.exitCode = same ? 0 : 1;
