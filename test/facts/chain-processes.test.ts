import { describe, expect, it } from 'vitest';
import { captured, known, printed, rowsOf } from './captured.js';

describe('threads of the daemons', () => {
  it('are counted by where they wait', () => {
    const rows = rowsOf(captured('node-1/healthy.txt').threads);
    expect(rows).toContainEqual(expect.objectContaining({ comm: 'dockerd', state: 'S', wchan: 'futex_do_wait' }));
    expect(rows.every((row) => Number(row.count) > 0)).toBe(true);
  });

  it('are unknown when the list broke off, not none', () => {
    expect(printed('threads', '12 S futex_wait 3\n').threads?.state).toBe('unknown');
  });
});

describe('shims', () => {
  it('of a healthy node have children, and containerd knows them', () => {
    const rows = rowsOf(captured('node-1/healthy.txt').shims);
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.every((row) => Number(row.children) > 0 && row.bundle === true)).toBe(true);
  });

  it('may be left with nothing to look after', () => {
    const [row] = rowsOf(printed('shims', 'shim 66 k8s.io abc 86400 0 0\n@ shims done').shims);
    expect(row).toEqual({
      ...{ pid: 66, container: 'abc', namespace: 'k8s.io', elapsed_seconds: 86_400 },
      ...{ children: 0, bundle: false },
    });
  });

  it('cannot make up a row with a name of theirs', () => {
    expect(known(printed('shims', 'shim 66 k8s.io a b 1 0 0\n@ shims done').shims)).toEqual([]);
  });
});
