import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fetchInventory } from '../../src/collect/inventory.js';

/** A kubectl before an API server that gives pods a page at a time; the third page does this. */
function paging(third: string) {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-pages-'));
  const pod = (name: string) => `{"metadata":{"namespace":"web","name":"${name}"},"spec":{"nodeName":"node-7"}}`;
  const page = (name: string, next: string) => `echo '{"metadata":{"continue":"${next}"},"items":[${pod(name)}]}'`;
  const kubectl = join(folder, 'kubectl');
  writeFileSync(
    kubectl,
    `#!/bin/sh
echo "$*" >>${folder}/argv
case "$*" in
*/nodes*) echo '{"items":[{"metadata":{"name":"node-7"}}]}' ;;
*continue=two*) ${third} ;;
*continue=one*) ${page('b', 'two==')} ;;
*) ${page('a', 'one')} ;;
esac
`,
  );
  chmodSync(kubectl, 0o755);
  return {
    argv: () => readFileSync(join(folder, 'argv'), 'utf8'),
    fetch: async () => {
      const got = await fetchInventory({ name: 'prod', kubectl, env: process.env });
      return 'value' in got ? got.value : got;
    },
  };
}

it('the pods of a cluster are read page by page, to the last', async () => {
  const { fetch, argv } = paging(`echo '{"items":[{"metadata":{"namespace":"web","name":"c"}}]}'`);
  const got = await fetch();
  expect(got).toMatchObject({ pods: { 'web/a': 'node-7', 'web/b': 'node-7', 'web/c': '' } });
  expect(got).not.toHaveProperty('pods_missing');
  expect(argv()).toContain('get --raw /api/v1/pods?limit=500&continue=two==\n');
});

it('a page that does not come leaves the others, and a sentence', async () => {
  const { fetch } = paging(
    `echo 'Error from server (Expired): the provided continue parameter is too old' >&2; exit 1`,
  );
  expect(await fetch()).toMatchObject({
    nodes: [{ name: 'node-7' }],
    pods: { 'web/a': 'node-7', 'web/b': 'node-7' },
    pods_missing: expect.stringContaining('continue parameter is too old'),
  });
});

it('a token that could be another path is not followed', async () => {
  const { fetch, argv } = paging(`echo '{"metadata":{"continue":"x&watch=1"},"items":[]}'`);
  expect(await fetch()).toMatchObject({ pods_missing: expect.stringContaining('could not be read') });
  expect(argv()).not.toContain('watch');
});
