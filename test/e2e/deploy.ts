import { wholeAnswer } from '../../playground/demo/tell.js';
import { APP, TRIAL } from './deployment/render.js';
import { type Installed, inTrial } from './deployment/trial.js';
import { tries } from './deployment/tries.js';

/**
 * `npm run e2e:deploy`: installs probes, bot, collector and Redis on a cluster under names of its own (`plegmatic-e2e`), has a node
 * diagnosed by the pods, tries what each identity must not be able to do, and takes all of it away. Its variables: deployment/trial.ts.
 */
async function diagnose({ slack, row }: Installed, node: string): Promise<void> {
  await slack.person('maya').runs(`/diagnose ${node}`, 'ops');
  const find = () => slack.channel('ops').messages.find((m) => m.thread_ts === undefined && !m.is_ephemeral);
  const root = await slack.waitFor(find, { within: 30_000, what: 'the root message' });
  const answer = await wholeAnswer(slack, 'ops', root.ts, { within: 150_000 });
  const thread = slack.print('ops', root.ts, { width: 140, seenBy: 'maya' });
  const collected = /Collected by (\w+)[^\n]*/.exec(thread);
  row(answer !== undefined && collected?.[1] === 'exec', `${node} is diagnosed by the pods`, collected?.[0]);
  if (collected?.[1] !== 'exec') console.log(thread);
}

process.exitCode = await inTrial(false, async (installed) => {
  const { slack, nodes, tryOut, podOf } = installed;
  const [node = ''] = nodes;
  await diagnose(installed, node);
  const pods = { probe: await podOf(TRIAL, 'probe'), bot: await podOf(APP, 'bot') };
  for (const one of tries(slack.apiUrl, pods)) await tryOut(one);
});
