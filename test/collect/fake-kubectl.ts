import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../facts/fixtures/', import.meta.url));

/** Shell bodies of `kubectl exec`; $BOUNDARY is what the collector drew, $STREAM a captured stream of a real node. */
export const EXEC = {
  healthy: 'sed "s/^0123456789abcdef/$BOUNDARY/" "$STREAM"',
  // A journal that a careless program writes its password and token into.
  'tells-secrets':
    'sed "s/^0123456789abcdef/$BOUNDARY/; s/level=info/level=info password=C4relessPw9 token=C4relessTk7/" "$STREAM"',
  'broken-off': 'sed "s/^0123456789abcdef/$BOUNDARY/" "$STREAM" | head -c 20000',
  hangs: 'sleep 600 & sleep 600',
  'hangs-after-some': 'sed "s/^0123456789abcdef/$BOUNDARY/" "$STREAM" | head -c 20000; sleep 600',
  'dockershim-refuses': `printf 'OCI runtime exec failed: exec: "runc": executable file not found in $PATH: unknown\\r\\n'; echo 'command terminated with exit code 126' >&2; exit 126`,
  'no-kubelet': `echo 'Error from server: error dialing backend: dial tcp 127.0.0.1:10250: connect: connection refused' >&2; exit 1`,
  'new-pod':
    'if [ -e "$HERE/tried" ]; then sed "s/^0123456789abcdef/$BOUNDARY/" "$STREAM"; else touch "$HERE/tried"; echo "error: unable to upgrade connection: pod does not exist" >&2; exit 1; fi',
  floods: 'yes x',
} as const;

/** Shell bodies of `kubectl get --raw .../proxy/...`: what the recorder of the probe pod, or the API server instead of it, says. */
export const RECORDER = {
  snapshot: 'echo "snapshot 0123456789abcdef age=10"; cat "$STREAM"',
  'old-snapshot': 'echo "snapshot 0123456789abcdef age=240"; cat "$STREAM"',
  'cut-snapshot': 'echo "snapshot 0123456789abcdef age=4"; head -c 20000 "$STREAM"',
  'not-listening':
    "echo 'Error from server: error trying to reach service: dial tcp 192.0.2.2:10279: connect: connection refused' >&2; exit 1",
  'other-key': "echo 'Error from server (Forbidden): the recorder has another key' >&2; exit 1",
  'someone-else': 'echo "<html>welcome to nginx</html>"',
} as const;

export interface FakeKubectl {
  readonly path: string;
  /** Files the fake leaves behind: `argv` with one line per call. */
  readonly folder: string;
}

/** A kubectl that answers `get` with captured API objects and `exec` as told. */
export function fakeKubectl(exec: keyof typeof EXEC, get = 'api', recorder?: keyof typeof RECORDER): FakeKubectl {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-kubectl-'));
  const path = join(folder, 'kubectl');
  const ports = recorder === undefined ? [] : [{ name: 'recorder', containerPort: 10279 }];
  const pod = JSON.stringify({
    items: [
      {
        metadata: { name: 'plegmatic-probe-x1', namespace: 'plegmatic' },
        spec: { containers: [{ ports }] },
        status: { phase: 'Running' },
      },
    ],
  });
  writeFileSync(
    path,
    `#!/bin/sh
HERE=${folder} STREAM=${fixtures}node-1/healthy.txt
echo "$*" >>"$HERE/argv"
${get === 'refused' ? "echo 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?' >&2; exit 1" : ''}
${get === 'garbage' ? 'echo "<html>login</html>"; exit 0' : ''}
case "$*" in
*' exec '* | 'exec '*) for BOUNDARY in "$@"; do case $BOUNDARY in ????????????????????????????????) break ;; esac; done
  ${EXEC[exec]} ;;
*'/api/v1/nodes?'*) echo '{"items":['; cat ${fixtures}node-1/api-node.json; echo ']}' ;;
*'/api/v1/pods?'*) cat ${fixtures}node-1/api-pods.json ;;
*'get --raw '*) ${recorder === undefined ? 'exit 1' : RECORDER[recorder]} ;;
*'get secret plegmatic-recorder '*) echo '{"data":{"key":"c2VjcmV0"}}' ;;
*--selector=*) echo '${get === 'no-pod' ? '{"items":[]}' : pod}' ;;
*'get node '*) cat ${fixtures}node-1/api-node.json ;;
*'get pods'*) cat ${fixtures}node-1/api-pods.json ;;
*'get events'*) cat ${fixtures}node-1/api-events.json ;;
*) echo "error: unknown command" >&2; exit 1 ;;
esac
`,
  );
  chmodSync(path, 0o755);
  return { path, folder };
}
