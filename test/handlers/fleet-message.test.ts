import { describe, expect, it } from 'vitest';
import { fleetFile, fleetMessage, type ShownFleet } from '../../handlers/fleet/message.js';
import type { FleetNode } from '../../src/fleet/node.js';
import type { FleetState } from '../../src/records/fleets.js';
import { printed } from './shown.js';

const cause = {
  id: 'runc-rc93-pipe-seccomp-hang',
  title: 'runc init hangs',
  severity: 'node-not-ready',
  breaks_at: 'runc-init',
};
const node = (index: number, change: Partial<FleetNode> = {}): FleetNode => ({
  cluster: 'prod',
  node: `node-${index}`,
  health: 'healthy',
  exposed: [],
  values: { 'runc.version': '1.1.5' },
  ...change,
});
const sick = (index: number) => node(index, { health: 'sick', cause, values: { 'runc.version': '1.0.0-rc93' } });
const shown = (
  nodes: readonly FleetNode[],
  state: Partial<FleetState> = {},
  language: 'en' | 'zh' = 'en',
): ShownFleet => ({
  report: 'r',
  language,
  notes: [],
  plan: {
    asked: 'prod/all',
    until: '2026-11-22T06:00:00Z',
    clusters: [
      { cluster: 'prod', most: 3, nodes: Array.from({ length: 30 }, (_, index) => ({ node: `node-${index + 1}` })) },
    ],
  },
  state: { nodes, open: 0, pending: 0, stopped: null, ...state },
});
const all = Array.from({ length: 30 }, (_, index) => (index % 10 === 0 ? sick(index + 1) : node(index + 1)));
const text = (given: ShownFleet) => printed(fleetMessage(given).blocks);

describe('one message for a sweep', () => {
  it('says how far it is, and can be stopped, while it runs', () => {
    const { blocks, needsFile } = fleetMessage(shown(all.slice(0, 12), { open: 3, pending: 15 }));
    expect(printed(blocks)).toMatch(/12 of 30 nodes read, 3 being read \(at most 3 at once in prod\)/);
    expect(JSON.stringify(blocks)).toContain('plegmatic.fleet.stop');
    expect(needsFile).toBe(false);
  });

  it('tables the causes and what sets the sick apart, once it is over', () => {
    expect(fleetMessage(shown(all)).text).toBe('prod/all, 30 nodes: 3 sick, 27 healthy');
    expect(text(shown(all))).toMatch(/sick +runc-rc93-pipe-seccomp-hang +3 +node-1 node-11 node-21/);
    expect(text(shown(all))).toMatch(/runc\.version +1\.0\.0-rc93 +3\/3 +0\/27/);
  });

  it('says what is only in the file: causes beyond the table, and more of what sets nodes apart', () => {
    const many = Array.from({ length: 11 }, (_, index) =>
      node(index + 1, { health: 'sick', cause: { ...cause, id: `cause-${index}`, title: `cause ${index}` } }),
    );
    expect(text(shown([...many, ...all.filter((one) => one.health === 'healthy')]))).toContain(
      'In the file: 3 more causes',
    );
    const values = (value: string) =>
      Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`sysctl.net.x${index}`, value]));
    const apart = all.map((one) => ({ ...one, values: values(one.health === 'sick' ? 'odd' : 'even') }));
    expect(text(shown(apart))).toContain('In the file: more of what sets the sick nodes apart.');
    expect(text(shown(all))).not.toContain('In the file');
  });

  it('in Chinese', () => {
    expect(fleetMessage(shown(all, {}, 'zh')).text).toBe('prod/all，共 30 个节点: 3 有故障, 27 健康');
  });

  it.each([
    ['cancelled', /Stopped on request; 18 nodes were not asked/],
    ['deadline', /time for one sweep is over; 18 nodes/],
    ['budget', /budget of collections is used up; 18 nodes/],
    ['silent', /Five nodes in a row could not be read at all.*18 nodes/],
  ] as const)('says why it ended early: %s', (stopped, why) => {
    expect(text(shown(all.slice(0, 12), { pending: 18, stopped }))).toMatch(why);
  });

  it('does not call a difference what too few healthy nodes would show', () => {
    expect(text(shown([sick(1), node(2)]))).toContain('too few healthy nodes to compare');
  });

  it('says once for all causes that nothing sets their nodes apart', () => {
    const alike = all.map((one) => ({ ...one, values: {} }));
    expect(text(shown(alike)).match(/nothing that was read/g)).toHaveLength(1);
  });

  it('stays within Slack’s limits, whatever comes', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({
      ...sick(index),
      cause: { ...cause, id: `cause-${index}`, title: 'x'.repeat(60) },
    }));
    const { blocks } = fleetMessage(shown([...many, ...all]));
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) expect(JSON.stringify(block).length).toBeLessThan(3500);
  });

  it('has every node in its file, and nothing that breaks the table', () => {
    const odd = node(31, { health: 'unknown', reason: 'it said a|b\nand more' });
    const file = fleetFile(shown([...all, odd]));
    expect(file.match(/^\| prod \|/gm)).toHaveLength(31);
    expect(file).toContain('it said a\\|b and more');
  });
});
