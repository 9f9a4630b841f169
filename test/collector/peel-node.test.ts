import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { peelNode } from '../../src/collector/peel-node.js';
import { rowsOf } from '../facts/captured.js';

const ID = 'a'.repeat(64);
const AT = '2026-11-22T05:05:00.000Z';
const pods = JSON.stringify({
  items: [
    {
      metadata: { name: 'web', namespace: 'apps' },
      spec: { nodeName: 'node-1' },
      status: {
        phase: 'Running',
        containerStatuses: [{ name: 'app', containerID: `docker://${ID}`, ready: true, state: { running: {} } }],
      },
    },
  ],
});

/** A kubectl that knows one pod on node-1, and notes what it was asked. */
function kubectl(): { readonly path: string; readonly asked: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-peel-node-'));
  const path = join(folder, 'kubectl');
  writeFileSync(
    path,
    `#!/bin/sh\necho "$*" >>${folder}/argv\ncase "$*" in *'get pods'*) echo '${pods}' ;; *'get events'*) echo '{"items":[]}' ;; *'get node'*) echo '{"metadata":{"name":"node-1"}}' ;; esac\n`,
  );
  chmodSync(path, 0o755);
  return { path, asked: () => readFileSync(join(folder, 'argv'), 'utf8') };
}
const peeled = async (id: string) => {
  const { path, asked } = kubectl();
  const execs: string[] = [];
  const onExec = (argv: readonly string[]) => void execs.push(argv.join(' '));
  const target = { name: 'prod', node: 'node-1', kubectl: path };
  const got = await peelNode(target, id, {
    pod: 'plegmatic-probe-x1',
    signal: new AbortController().signal,
    at: AT,
    onExec,
  });
  return { got, execs, asked: asked() };
};

it('takes the names of a container from the API server, and records both execs', async () => {
  const { got, execs, asked } = await peeled(ID);
  expect(execs).toEqual(['kubectl exec apps/web/app true', `kubectl exec /plegmatic/peel ${ID}`]);
  expect(asked).toMatch(/^--namespace=apps exec web --container=app -- true$/m);
  expect(asked).toMatch(new RegExp(`-- /plegmatic/peel [0-9a-f]{32} ${ID}$`, 'm'));
  expect(rowsOf(got.facts.peel)[0]).toMatchObject({ layer: 'kubelet', answer: 'works' });
});

it('touches no container that is not on this node any more', async () => {
  const { got, execs, asked } = await peeled('b'.repeat(64));
  expect(got.facts.peel).toMatchObject({ state: 'unknown', reason: 'the container is not on this node any more' });
  expect(execs).toEqual([]);
  expect(asked).not.toContain(' exec ');
});
