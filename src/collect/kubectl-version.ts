import { z } from 'zod';
import { runKubectl } from './kubectl.js';
import { type Cluster, clusterArguments } from './target.js';

const version = z.looseObject({ gitVersion: z.string() });
const versions = z.looseObject({ clientVersion: version, serverVersion: version.optional() });

export type KubectlVersion =
  /** `server` undefined: the API server did not answer, for this reason. */
  | { readonly client: string; readonly server: string | undefined; readonly reason: string }
  /** It could not be started, or is no kubectl. */
  | { readonly client: undefined; readonly reason: string };

const DEADLINE_MS = 8000;

/** Which kubectl this is, and which API server it reaches. Never throws. */
export async function kubectlVersion(cluster: Cluster): Promise<KubectlVersion> {
  const words = ['version', '--output=json'];
  const ran = await runKubectl(cluster.kubectl ?? 'kubectl', [...clusterArguments(cluster), ...words], {
    deadlineMs: DEADLINE_MS,
    capBytes: 65_536,
    env: cluster.env,
  });
  if (ran.ended === 'not-started') return { client: undefined, reason: ran.error ?? 'it could not be started' };
  const last = ran.stderr.trim().split('\n').at(-1) ?? '';
  const reason = ran.ended === 'exit' ? last : 'no answer in time';
  try {
    const { clientVersion, serverVersion } = versions.parse(JSON.parse(ran.stdout));
    return { client: clientVersion.gitVersion, server: serverVersion?.gitVersion, reason };
  } catch {
    // Old ones print no JSON when the server is away, and a program that is no kubectl prints anything.
    return { client: undefined, reason: reason || 'it does not say its version' };
  }
}
