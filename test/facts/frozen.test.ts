import { describe, expect, it } from 'vitest';
import { type Fact, known, type Row } from '../../src/facts/fact.js';
import { tellFrozen } from '../../src/facts/frozen.js';
import { readNode } from '../../src/facts/read-node.js';
import { BOUNDARY, outputs, rowsOf } from './captured.js';

const OWN = '/kubepods/burstable/pod1/4f1c';
const init: Row = { pid: 9, stat: 'D', args: 'runc init', cgroup: OWN };

function told(row: Row, paths: readonly string[], complete = true): unknown {
  const freezer: Fact = known(
    paths.map((path) => ({ path, frozen: true })),
    'freezer states',
    { complete },
  );
  const facts = tellFrozen({ processes: known([row], '/proc'), 'cgroup.freezer': freezer });
  return rowsOf(facts.processes)[0]?.frozen;
}

describe('a runc init', () => {
  it('is frozen where its own cgroup is, or one above it', () => {
    expect(told(init, [OWN])).toBe(true);
    expect(told(init, ['/kubepods/burstable/pod1'])).toBe(true);
  });
  it('is not where only others are, whatever their names have in common', () => {
    expect(told(init, ['/kubepods/burstable/pod1/4f1c0', '/kubepods/burstable/pod1/4f1c/below'])).toBe(false);
  });
  it('is not where nothing is, though nobody says where it runs', () => {
    expect(told({ ...init, cgroup: null }, [])).toBe(false);
  });
  it.each([
    ['its cgroup is not known', { ...init, cgroup: null }, ['/x'], true],
    ['its path is one of another namespace', { ...init, cgroup: '/../../pod1/4f1c' }, ['/x'], true],
    ['some states were not read', init, ['/x'], false],
    ['none was, and some were not read', init, [], false],
  ])('is not told of where %s', (_, row, paths, complete) => expect(told(row, paths, complete)).toBeUndefined());
  it('keeps what was given', () => expect(told({ ...init, frozen: true }, [])).toBe(true));
});

it('no other process is asked, so that no row grows', () =>
  expect(told({ pid: 1, stat: 'Ss', args: 'systemd' }, [])).toBeUndefined());

it('reads where an init runs from what the probe prints, the freezer first', () => {
  const text = `9 1 D 9 9 -1 0 5 623 runc:[2:INIT]\n@ scanned 90 kept 1 of 1\n@ args done\ncgroup 9 ${OWN}\ncgroup 9 /\n`;
  const frozen = `@ cgroup 1\nFROZEN ${OWN}\n@ seen 12\n`;
  const stream = [
    ['processes', text],
    ['cgroup.freezer', frozen],
  ]
    .map(([id, printed]) => `${BOUNDARY} begin ${id}\n${printed}\n${BOUNDARY} end ${id} exit=0 ms=1 cap=9999\n`)
    .join('');
  const { facts } = readNode(outputs(`${stream}${BOUNDARY} done 1 ms=9\n`), ['processes', 'cgroup.freezer'], '', '');
  expect(rowsOf(facts.processes)[0]).toMatchObject({ args: 'runc init', cgroup: OWN, frozen: true });
});
