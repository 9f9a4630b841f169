import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { Images } from './images.js';

/** The trial's own prefix: an installation that is there already is not touched. */
export const TRIAL = 'plegmatic-e2e';
export const APP = `${TRIAL}-app`;
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

type Json = { [key: string]: unknown };
export interface Manifest extends Json {
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string };
}

export interface Trial {
  readonly images: Images;
  /** `host:port` of the API server for pods without a service network; undefined: what Kubernetes tells them. */
  readonly apiServer: string | undefined;
  /** As the pods reach it. */
  readonly slackApiUrl: string;
  readonly hostNetwork: boolean;
  /** The one node that gets a probe pod; undefined: every node, as in earnest. */
  readonly node: string | undefined;
  /** Slack id of the one person who may peel; absent: nobody, and neither the peeler nor its right is there. */
  readonly peels?: string;
}

const KEYS = new Set(['name', 'namespace', 'secretName', 'serviceAccountName', 'serviceName']);

/** Every name that starts with `plegmatic` under a key that names an object; the program knows the recorder's Secret by its name. */
function renamed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one));
  if (typeof value === 'string') return KEYS.has(key) ? value.replace(/^plegmatic(?!-e2e|-recorder)/, TRIAL) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, name)]));
}

const kubectl = (argv: readonly string[]): string =>
  execFileSync('kubectl', [...argv], { encoding: 'utf8', cwd: ROOT });
const parsed = (text: string): readonly Manifest[] =>
  // As kubectl reads it: 0555 is octal.
  parseAllDocuments(text, { version: '1.1' }).flatMap((document) => (document.toJS() as Manifest | null) ?? []);

/** The probe pods with their rights, as scripts/probe-manifest.sh prints them. */
export function probeManifests({ images, node, peels }: Trial): readonly Manifest[] {
  const printed = execFileSync(
    'sh',
    ['scripts/probe-manifest.sh', ...(peels === undefined ? [] : ['--peel']), images.probe],
    { encoding: 'utf8', cwd: ROOT },
  );
  // The recorder listens on the node: another port, where probe pods are there already.
  const text = printed.replaceAll('10279', '10289');
  return parsed(text).map((one) => {
    const manifest = renamed(one) as Manifest;
    const spec = manifest.spec as { template?: { spec: Json } } | undefined;
    if (manifest.kind === 'DaemonSet' && spec?.template && node !== undefined)
      spec.template.spec.nodeSelector = { 'kubernetes.io/hostname': node };
    return manifest;
  });
}

interface Container {
  image: string;
  env?: { name: string; value: string }[];
}
interface PodSpec {
  containers: [Container];
  volumes: Json[];
}

/** Bot, collector and Redis as kustomize prints them, on the trial's images. */
export function appManifests(trial: Trial): readonly Manifest[] {
  const folder = trial.hostNetwork ? 'deploy/host-network' : 'deploy/app';
  return parsed(kubectl(['kustomize', folder])).map((one) => {
    const manifest = renamed(one) as Manifest;
    if (manifest.kind === 'ConfigMap') Object.assign(manifest, { data: { 'config.yaml': config(trial) } });
    const spec = manifest.spec as Json | undefined;
    const pod = (spec?.template as { spec: PodSpec } | undefined)?.spec;
    if (pod) patch(manifest.metadata.name.replace(`${TRIAL}-`, ''), pod, trial);
    if (manifest.kind === 'StatefulSet' && spec) {
      // A trial keeps nothing, and its cluster may have no storage.
      spec.volumeClaimTemplates = undefined;
      pod?.volumes.push({ name: 'data', emptyDir: {} });
    }
    return manifest;
  });
}

function patch(part: string, pod: PodSpec, { images, apiServer, slackApiUrl }: Trial): void {
  const [container] = pod.containers;
  container.image = images[part as keyof Images] ?? container.image;
  if (part === 'bot') container.env?.push({ name: 'SLACK_API_URL', value: slackApiUrl });
  if (part !== 'collector' || apiServer === undefined) return;
  const [host = '', port = '443'] = apiServer.split(':');
  container.env?.push(
    { name: 'KUBERNETES_SERVICE_HOST', value: host },
    { name: 'KUBERNETES_SERVICE_PORT', value: port },
  );
}

/** deploy/app/config.yaml with somebody who may, and the trial's probe pods. */
function config({ peels }: Trial): string {
  const shipped = readFileSync(`${ROOT}deploy/app/config.yaml`, 'utf8');
  const grants = peels === undefined ? '[{}]' : `[{}, { users: [${peels}], actions: [peel] }]`;
  return `${shipped.replace(/grants: \[\].*/, `grants: ${grants}`)}probe: { namespace: ${TRIAL} }\nlimits: { fresh_seconds: 0 }\n`;
}

/** What deploy/README.md has people make by hand. */
export function secrets(
  tokens: { readonly bot: string; readonly app: string },
  password: string,
  hostNetwork: boolean,
) {
  const secret = (name: string, stringData: Record<string, string>) => ({
    ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', stringData },
    metadata: { name: `${TRIAL}-${name}`, namespace: APP },
  });
  const redis = hostNetwork ? '127.0.0.1:16379' : `${TRIAL}-redis:6379`;
  return [
    secret('slack', { 'bot-token': tokens.bot, 'app-token': tokens.app }),
    secret('redis', { 'redis.conf': `requirepass ${password}\n`, url: `redis://:${password}@${redis}` }),
  ];
}
