import { describe, expect, it } from 'vitest';
import { collect } from '../../src/collect/collect.js';
import { fetchInventory } from '../../src/collect/inventory.js';
import type { Cluster } from '../../src/collect/target.js';
import { known, rowsOf } from '../facts/captured.js';

/**
 * Against a real cluster that has the probe manifest: PLEGMATIC_E2E_KUBECONFIG, and KUBECTL where it is not on the PATH.
 * PLEGMATIC_E2E_FOREIGN=NAMESPACE/SELECTOR/CONTAINER names privileged hostPID pods that are not ours, for `delivery: stdin`.
 */
const { PLEGMATIC_E2E_KUBECONFIG: kubeconfig, KUBECTL: kubectl, PLEGMATIC_E2E_FOREIGN: foreign } = process.env;
const cluster: Cluster = { name: 'e2e', kubeconfig, kubectl };
const inventory = kubeconfig === undefined ? undefined : await fetchInventory(cluster);
const nodes = inventory && 'value' in inventory ? inventory.value.nodes : [];

describe.runIf(kubeconfig !== undefined)('a real cluster', () => {
  it('has an inventory', () => {
    expect(inventory).toMatchObject({ value: { cluster: 'e2e' } });
    expect(nodes.length).toBeGreaterThan(0);
  });

  it.each(nodes.map((node) => node.name))('%s says its versions and who answers', { timeout: 90_000 }, async (node) => {
    const { facts, collection } = await collect({ ...cluster, node });
    expect(collection).toMatchObject({ step: 'exec' });
    for (const name of ['kubelet.version', 'containerd.version', 'runc.version', 'kernel.version']) {
      expect(known(facts[name]), name).toMatch(/^v?\d+\.\d+/);
    }
    expect(known(facts['kubelet.answers'])).toBe(true);
    expect(known(facts['containerd.answers'])).toBe(true);
    expect(known(facts['exec.channel'])).toEqual([]);
    expect(rowsOf(facts.processes).map((row) => row.pid)).toContain(1);
    expect(rowsOf(facts['runc.states']).every((row) => row.valid !== false)).toBe(true);
  });

  it.runIf(foreign).each(nodes.map((node) => node.name))(
    '%s says the same through a pod that is not ours',
    { timeout: 90_000 },
    async (node) => {
      const [namespace = '', selector = '', container = ''] = (foreign ?? '').split('/');
      const probe = { namespace, selector, container, delivery: 'stdin' } as const;
      const { facts, collection } = await collect({ ...cluster, node, probe }, { probes: ['version.runc', 'os'] });
      expect(collection).toMatchObject({ step: 'exec', complete: true });
      expect(known(facts['runc.version'])).toMatch(/^\d/);
    },
  );

  it('does not invent a node', { timeout: 30_000 }, async () => {
    const { facts, collection, failure } = await collect({ ...cluster, node: 'no-such-node' });
    expect(failure?.kind).toBe('no-probe-pod');
    expect(collection.complete).toBe(false);
    expect(facts['node.conditions']?.state).toBe('unknown');
  });
});
