import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SCOPES } from '../../../handlers/slack/scopes.js';
import { type Slack, startSlack } from '../../../playground/slack/start.js';
import { type Admin, adminOf, objectsNamed } from './cluster.js';
import { buildImages, type Images } from './images.js';
import { APP, appManifests, type Manifest, probeManifests, secrets, TRIAL } from './render.js';
import { nothingLeft, type Try } from './tries.js';

/** Plegmatic installed on a real cluster under names of its own, before a simulated Slack. */
export interface Installed {
  readonly admin: Admin;
  readonly slack: Slack;
  /** Nodes that have a probe pod of the trial; the first is where the collector runs, or the one that was asked for. */
  readonly nodes: readonly string[];
  /** Prints one line of the result; a line that is not good makes the trial fail. */
  row(good: boolean, what: string, said?: string): void;
  tryOut(one: Try): Promise<void>;
  podOf(namespace: string, part: string): Promise<string>;
}

/**
 * Installs probes, bot, collector and Redis on the cluster KUBECONFIG points to, lets `run` try them, and takes everything away again.
 *
 * KUBECTL           an administrator's kubectl, with its leading words (default kubectl)
 * PLEGMATIC_E2E_DOCKER, _BASE   builds the images with this docker on that image, offline; else
 * PLEGMATIC_E2E_IMAGES   bot,collector,redis,probe: four images the nodes can pull or have
 * PLEGMATIC_E2E_POD_NETWORK=1   the pods have a network of their own (default: the node's, and the simulator is at 127.0.0.1)
 * PLEGMATIC_E2E_API_SERVER   host:port of the API server for pods without a service network
 * PLEGMATIC_E2E_SLACK_HOST   the address under which pods reach this machine, with POD_NETWORK
 * PLEGMATIC_E2E_NODE   the one node that gets a probe pod and is diagnosed (default: all get one)
 *
 * @param peel whether the probes have the peeler and the collector its right
 * @returns the exit code
 */
export async function inTrial(peel: boolean, run: (installed: Installed) => Promise<void>): Promise<number> {
  const { env } = process;
  const admin = adminOf(env.KUBECTL ?? 'kubectl', env);
  const hostNetwork = env.PLEGMATIC_E2E_POD_NETWORK !== '1';
  const began = Date.now();
  let wrong = 0;
  const row = (good: boolean, what: string, said = ''): void => {
    if (!good) wrong += 1;
    const seconds = `${((Date.now() - began) / 1000).toFixed(0)} s`.padStart(6);
    console.log(`${good ? 'ok   ' : 'WRONG'} ${seconds}  ${what}${said === '' ? '' : `  (${said})`}`);
  };
  const tryOut = async (one: Try): Promise<void> => {
    const { good, said } = await one.run(admin);
    row(good, one.what, said);
  };
  const images = imagesOf(env);
  if (images === undefined) {
    console.error(
      'No images to try. Set PLEGMATIC_E2E_DOCKER and PLEGMATIC_E2E_BASE to build them, or PLEGMATIC_E2E_IMAGES=bot,collector,redis,probe; see test/e2e/deployment/trial.ts',
    );
    return 2;
  }
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
    ...(peel ? { peels: slack.person('maya').user.id } : {}),
  };
  const probes = probeManifests(trial);
  const app = appManifests(trial);
  const before = await objectsNamed(TRIAL, admin);
  if (before.length > 0) throw new Error(`left from an earlier trial, delete it first: ${before.join(', ')}`);
  const uninstall = async (): Promise<void> => {
    await remove(admin, app);
    await remove(admin, probes);
  };
  // Whoever is tired of waiting leaves nothing behind either.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void uninstall().finally(() => process.exit(1)));
  try {
    await apply(admin, probes);
    // Namespace and Secrets first, so that no pod waits for them.
    const namespaces = app.filter(({ kind }) => kind === 'Namespace');
    await apply(admin, namespaces);
    const password = randomBytes(18).toString('hex');
    await apply(admin, secrets({ bot: slack.botToken, app: slack.appToken }, password, hostNetwork));
    await apply(admin, app);
    for (const part of PARTS) {
      const { code, out } = await admin.run(['-n', APP, 'rollout', 'status', part.object, '--timeout=120s']);
      row(code === 0, `${part.label} is ready`, code === 0 ? '' : out.trim().split('\n').at(-1));
      if (code !== 0) await explain(admin, part.label);
    }
    const nodes = await probedNodes(admin, env.PLEGMATIC_E2E_NODE);
    const podOf: Installed['podOf'] = (namespace, part) =>
      admin.must([...pods(namespace, part), '-o', 'jsonpath={.items[0].metadata.name}']);
    await run({ admin, slack, nodes, row, tryOut, podOf });
  } finally {
    await uninstall();
    await sleep(1000);
    await tryOut(nothingLeft);
    await slack.stop();
  }
  console.log(wrong === 0 ? 'the deployment holds what it promises' : `${wrong} lines are wrong`);
  return wrong === 0 ? 0 : 1;
}

const PARTS = [
  { object: `sts/${TRIAL}-redis`, label: 'plegmatic-redis' },
  { object: `deploy/${TRIAL}-bot`, label: 'plegmatic-bot' },
  { object: `deploy/${TRIAL}-collector`, label: 'plegmatic-collector' },
] as const;

function imagesOf(env: NodeJS.ProcessEnv): Images | undefined {
  const [bot, collector, redis, probe] = env.PLEGMATIC_E2E_IMAGES?.split(',') ?? [];
  if (bot && collector && redis && probe) return { bot, collector, redis, probe };
  if (env.PLEGMATIC_E2E_DOCKER && env.PLEGMATIC_E2E_BASE)
    return buildImages(env.PLEGMATIC_E2E_DOCKER, env.PLEGMATIC_E2E_BASE);
  return undefined;
}

const pods = (namespace: string, part: string): readonly string[] => [
  ...['-n', namespace, 'get', 'pod', '-l', `app=plegmatic-${part}`],
];

async function apply(admin: Admin, manifests: readonly object[]): Promise<void> {
  await admin.must(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
}

async function remove(admin: Admin, manifests: readonly Manifest[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: [...manifests].reverse() };
  await admin.run(['delete', '--ignore-not-found', '--wait=true', '--timeout=150s', '-f', '-'], JSON.stringify(list));
}

/** The reason of a rollout that does not come about stands in the events and the log. */
async function explain(admin: Admin, part: string): Promise<void> {
  const described = await admin.run(['-n', APP, 'describe', 'pod', '-l', `app=${part}`]);
  console.log(described.out.split('\n').slice(-14).join('\n'));
  console.log((await admin.run(['-n', APP, 'logs', '-l', `app=${part}`, '--tail=20'])).out);
}

/** The nodes whose probe pod is ready, the collector's own first. @param only the one node of the trial */
async function probedNodes(admin: Admin, only: string | undefined): Promise<readonly string[]> {
  const home = await admin.must([...pods(APP, 'collector'), '-o', 'jsonpath={.items[0].spec.nodeName}']);
  const first = only ?? home;
  const ready = ['wait', 'pod', '--for=condition=Ready', '-l', 'app=plegmatic-probe', '--timeout=90s'];
  await admin.must(['-n', TRIAL, ...ready, `--field-selector=spec.nodeName=${first}`]);
  const all = await admin.must([...pods(TRIAL, 'probe'), '-o', 'jsonpath={.items[*].spec.nodeName}']);
  return [first, ...all.split(' ').filter((node) => node !== '' && node !== first)];
}
