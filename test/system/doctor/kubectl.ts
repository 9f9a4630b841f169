import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLE } from '../../collect/root.js';

/** What a cluster is like, as far as a doctor asks. */
export interface Cluster {
  /** `VERB RESOURCE[/SUBRESOURCE][@NAMESPACE]` that is answered with no; all else of the collector's Role is yes. */
  readonly forbidden?: readonly string[];
  /** Everything is answered with yes. */
  readonly admin?: boolean;
  readonly server?: boolean;
  /** Node -> its probe pod. */
  readonly pods?: Readonly<Record<string, 'ready' | 'old' | 'not-ready' | 'missing'>>;
  readonly nodeReady?: boolean;
}

const CURRENT = createHash('sha256')
  .update(readFileSync(BUNDLE))
  .update(readFileSync(BUNDLE.replace('probes.sh', 'recorder.sh')))
  .digest('hex');

/** What the collector's Role allows. */
export const ROLE = [
  'list nodes',
  'get nodes',
  'list pods',
  'list events',
  'list pods@plegmatic',
  'get pods@plegmatic',
  'create pods/exec@plegmatic',
  'get pods/proxy@plegmatic',
  'get secrets/plegmatic-recorder@plegmatic',
];
const REFUSED = 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?';

/** A kubectl in a folder of its own that answers version, auth can-i and get as such a cluster would. @returns its path. */
export function kubectlOf(cluster: Cluster): string {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-doctor-'));
  const { pods = { 'node-1': 'ready' }, nodeReady = true, forbidden = [] } = cluster;
  const ready = (is: boolean) => [{ type: 'Ready', status: is ? 'True' : 'False' }];
  const nodes = Object.keys(pods).map((name) => ({ metadata: { name }, status: { conditions: ready(nodeReady) } }));
  const items = Object.entries(pods)
    .filter(([, state]) => state !== 'missing')
    .map(([node, state]) => ({
      metadata: {
        name: `probe-${node}`,
        namespace: 'plegmatic',
        annotations: { 'plegmatic/probes': state === 'old' ? 'another' : CURRENT },
      },
      spec: { nodeName: node },
      status: { phase: 'Running', conditions: ready(state !== 'not-ready') },
    }));
  const client = '{"clientVersion":{"gitVersion":"v1.32.4"}';
  const version =
    cluster.server === false
      ? `echo '${client}}'; echo '${REFUSED}' >&2; exit 1`
      : `echo '${client},"serverVersion":{"gitVersion":"v1.20.2"}}'`;
  const allowed = ROLE.filter((one) => !forbidden.includes(one));
  writeFileSync(join(folder, 'nodes.json'), JSON.stringify({ items: nodes }));
  writeFileSync(join(folder, 'pods.json'), JSON.stringify({ items }));
  writeFileSync(join(folder, 'allowed'), `${allowed.join('\n')}\n`);
  const path = join(folder, 'kubectl');
  writeFileSync(
    path,
    `#!/bin/sh
case "$*" in
*current-context*) echo prod ;;
*version*) ${version} ;;
*'auth can-i'*)
  while [ "$1" != can-i ]; do shift; done
  asked="$2 $3"; shift 3
  for word in "$@"; do case $word in --subresource=*) asked="$asked/\${word#*=}" ;; esac; done
  for word in "$@"; do case $word in --namespace=*) asked="$asked@\${word#*=}" ;; esac; done
  if ${cluster.admin === true ? 'true' : `grep -qxF "$asked" ${folder}/allowed`}; then echo yes; else echo no; exit 1; fi ;;
*'get nodes'*) cat ${folder}/nodes.json ;;
*'get pods'*) cat ${folder}/pods.json ;;
*) echo "error: unknown command" >&2; exit 1 ;;
esac
`,
  );
  chmodSync(path, 0o755);
  return path;
}
