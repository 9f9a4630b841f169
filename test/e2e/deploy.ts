import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SCOPES } from '../../handlers/slack/scopes.js';
import { wholeAnswer } from '../../playground/demo/tell.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { adminOf, objectsNamed } from './deployment/cluster.js';
import { buildImages, type Images } from './deployment/images.js';
import { APP, appManifests, type Manifest, probeManifests, secrets, TRIAL } from './deployment/render.js';
import { nothingLeft, type Try, tries } from './deployment/tries.js';

/**
 * `npm run e2e:deploy`: installs probes, bot, collector and Redis on the cluster KUBECONFIG points to, under names of its own
 * (`plegmatic-e2e`), has a node diagnosed by the pods, tries what each identity must not be able to do, and takes all of it away.
 *
 * KUBECTL           an administrator's kubectl, with its leading words (default kubectl)
 * PLEGMATIC_E2E_DOCKER, _BASE   builds the images with this docker on that image, offline; else
 * PLEGMATIC_E2E_IMAGES   bot,collector,redis,probe: four images the nodes can pull or have
 * PLEGMATIC_E2E_POD_NETWORK=1   the pods have a network of their own (default: the node's, and the simulator is at 127.0.0.1)
 * PLEGMATIC_E2E_API_SERVER   host:port of the API server for pods without a service network
 * PLEGMATIC_E2E_SLACK_HOST   the address under which pods reach this machine, with POD_NETWORK
 * PLEGMATIC_E2E_NODE   the one node that gets a probe pod and is diagnosed (default: all get one, the collector's is diagnosed)
 */
const { env } = process;
const admin = adminOf(env.KUBECTL ?? 'kubectl', env);
const hostNetwork = env.PLEGMATIC_E2E_POD_NETWORK !== '1';
const began = Date.now();
let wrong = 0;

function row(good: boolean, what: string, said = ''): void {
  if (!good) wrong += 1;
  const seconds = `${((Date.now() - began) / 1000).toFixed(0)} s`.padStart(6);
  console.log(`${good ? 'ok   ' : 'WRONG'} ${seconds}  ${what}${said === '' ? '' : `  (${said})`}`);
}

function imagesOf(): Images {
  const [bot, collector, redis, probe] = env.PLEGMATIC_E2E_IMAGES?.split(',') ?? [];
  if (bot && collector && redis && probe) return { bot, collector, redis, probe };
  if (env.PLEGMATIC_E2E_DOCKER && env.PLEGMATIC_E2E_BASE)
    return buildImages(env.PLEGMATIC_E2E_DOCKER, env.PLEGMATIC_E2E_BASE);
  throw new Error(
    'Set PLEGMATIC_E2E_DOCKER and _BASE to build the images, or PLEGMATIC_E2E_IMAGES=bot,collector,redis,probe; see the top of the file',
  );
}

const apply = async (manifests: readonly object[]): Promise<void> => {
  await admin.must(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
};
const remove = async (manifests: readonly Manifest[]): Promise<void> => {
  const list = { apiVersion: 'v1', kind: 'List', items: [...manifests].reverse() };
  await admin.run(['delete', '--ignore-not-found', '--wait=true', '--timeout=150s', '-f', '-'], JSON.stringify(list));
};

async function diagnose(slack: Slack, node: string): Promise<void> {
  await slack.person('maya').runs(`/diagnose ${node}`, 'ops');
  const find = () => slack.channel('ops').messages.find((m) => m.thread_ts === undefined && !m.is_ephemeral);
  const root = await slack.waitFor(find, { within: 30_000, what: 'the root message' });
  const answer = await wholeAnswer(slack, 'ops', root.ts, { within: 150_000 });
  const thread = slack.print('ops', root.ts, { width: 140, seenBy: 'maya' });
  const collected = /Collected by (\w+)[^\n]*/.exec(thread);
  row(answer !== undefined && collected?.[1] === 'exec', `${node} is diagnosed by the pods`, collected?.[0]);
  if (collected?.[1] !== 'exec') console.log(thread);
}

/** The reason of a rollout that does not come about stands in the events and the log. */
async function explain(part: string): Promise<void> {
  const described = await admin.run(['-n', APP, 'describe', 'pod', '-l', `app=${part}`]);
  console.log(described.out.split('\n').slice(-14).join('\n'));
  console.log((await admin.run(['-n', APP, 'logs', '-l', `app=${part}`, '--tail=20'])).out);
}

const images = imagesOf();
row(true, `images: ${Object.values(images).join(', ')}`);
const slack = await startSlack({
  rateLimits: false,
  app: { scopes: Object.keys(SCOPES) },
  ...(env.PLEGMATIC_E2E_SLACK_HOST === undefined ? {} : { host: env.PLEGMATIC_E2E_SLACK_HOST }),
});
const trial = {
  images,
  apiServer: env.PLEGMATIC_E2E_API_SERVER,
  slackApiUrl: slack.apiUrl,
  hostNetwork,
  node: env.PLEGMATIC_E2E_NODE,
};
const probes = probeManifests(trial);
const app = appManifests(trial);
const before = await objectsNamed(TRIAL, admin);
if (before.length > 0) throw new Error(`left from an earlier trial, delete it first: ${before.join(', ')}`);
const tryOut = async (one: Try): Promise<void> => {
  const { good, said } = await one.run(admin);
  row(good, one.what, said);
};
const podOf = (namespace: string, part: string): Promise<string> =>
  admin.must([
    '-n',
    namespace,
    'get',
    'pod',
    '-l',
    `app=plegmatic-${part}`,
    '-o',
    'jsonpath={.items[0].metadata.name}',
  ]);
try {
  await apply(probes);
  // Namespace and Secrets first, so that no pod waits for them.
  await apply(app.filter(({ kind }) => kind === 'Namespace'));
  await apply(secrets({ bot: slack.botToken, app: slack.appToken }, randomBytes(18).toString('hex'), hostNetwork));
  await apply(app);
  const parts = [
    ['sts', `${TRIAL}-redis`, 'plegmatic-redis'],
    ['deploy', `${TRIAL}-bot`, 'plegmatic-bot'],
    ['deploy', `${TRIAL}-collector`, 'plegmatic-collector'],
  ] as const;
  for (const [kind, name, label] of parts) {
    const { code, out } = await admin.run(['-n', APP, 'rollout', 'status', `${kind}/${name}`, '--timeout=120s']);
    row(code === 0, `${label} is ready`, code === 0 ? '' : out.trim().split('\n').at(-1));
    if (code !== 0) await explain(label);
  }
  const field = '{.items[0].spec.nodeName}';
  const home = await admin.must(['-n', APP, 'get', 'pod', '-l', 'app=plegmatic-collector', '-o', `jsonpath=${field}`]);
  const node = env.PLEGMATIC_E2E_NODE ?? home;
  await admin.must([
    '-n',
    TRIAL,
    'wait',
    'pod',
    '--for=condition=Ready',
    `--field-selector=spec.nodeName=${node}`,
    '--timeout=90s',
    '-l',
    'app=plegmatic-probe',
  ]);
  await diagnose(slack, node);
  const pods = { probe: await podOf(TRIAL, 'probe'), bot: await podOf(APP, 'bot') };
  for (const one of tries(slack.apiUrl, pods)) await tryOut(one);
} finally {
  await remove(app);
  await remove(probes);
  await sleep(1000);
  await tryOut(nothingLeft);
  await slack.stop();
}
console.log(wrong === 0 ? 'the deployment holds what it promises' : `${wrong} lines are wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
