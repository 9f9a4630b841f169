import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMESPACE = 'plegmatic';
const ACCOUNT = 'plegmatic-collector';

/**
 * A kubeconfig with the rights of the collector's own ServiceAccount (deploy/probe/rbac.yaml) and no others, for the cluster that kubectl
 * points to. Up to Kubernetes 1.23 an account has a Secret with its token; later ones hand out a token of an hour.
 * @returns its path, or a word why there is none.
 */
export function collectorKubeconfig(kubectl: string, folder: string): { readonly path: string } | string {
  const ask = (...words: string[]): string => execFileSync(kubectl, words, { encoding: 'utf8', stdio: 'pipe' }).trim();
  try {
    const here = JSON.parse(ask('config', 'view', '--raw', '--minify', '--flatten', '-o', 'json'));
    const account = ['-n', NAMESPACE, 'get', 'serviceaccount', ACCOUNT, '-o', 'jsonpath={.secrets[0].name}'];
    const secret = ask(...account);
    const token =
      secret === ''
        ? ask('-n', NAMESPACE, 'create', 'token', ACCOUNT, '--duration=1h')
        : Buffer.from(ask('-n', NAMESPACE, 'get', 'secret', secret, '-o', 'jsonpath={.data.token}'), 'base64').toString(
            'utf8',
          );
    const path = join(folder, 'collector.kubeconfig');
    const name = here.contexts[0].name;
    const context = { name, context: { cluster: here.clusters[0].name, user: ACCOUNT } };
    const users = [{ name: ACCOUNT, user: { token } }];
    const config = { apiVersion: 'v1', kind: 'Config', clusters: here.clusters, users, contexts: [context] };
    writeFileSync(path, JSON.stringify({ ...config, 'current-context': name }), { mode: 0o600 });
    return { path };
  } catch (error) {
    return `no kubeconfig of ${NAMESPACE}/${ACCOUNT}: ${error instanceof Error ? error.message.trim().split('\n').at(-1) : ''}`;
  }
}
