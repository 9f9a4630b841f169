import { describe, expect, it } from 'vitest';
import { captured, known, printed, rowsOf } from './captured.js';

describe('a container at its pids limit', () => {
  const rows = rowsOf(captured('node-1/pids-limit.txt')['cgroup.pids']);
  const full = rows.find((row) => row.max === 15);

  it('has no headroom and a count of refused forks that grew', () => {
    expect(full).toMatchObject({ current: 15, headroom: 0, refused: 1, refused_grew: true });
  });
  it('does not say of the others that their refusals do not grow', () => {
    expect(new Set(rows.filter((row) => row !== full).map((row) => row.refused_grew))).toEqual(new Set([null]));
  });
  it('writes "max" as no limit', () => {
    expect(rows.find((row) => row.path === '/')).toMatchObject({ max: null, headroom: null });
  });
});

it('leaves a limit out that could not be read: null would say there is none', () => {
  const [row] = rowsOf(printed('cgroup.pids', '@ cgroup 1\n7 - - /kubepods/x')['cgroup.pids']);
  expect(row).toEqual({
    path: '/kubepods/x',
    pod: null,
    container: null,
    current: 7,
    refused: null,
    refused_grew: null,
  });
});

it('sees OOM kills of a container that died under cgroup v2 in its ancestors', () => {
  const rows = rowsOf(captured('node-2/oom-kill.txt')['cgroup.memory']);
  expect(rows.find((row) => row.limit_bytes === 67108864 && row.oom_kills === 1)).toMatchObject({ container: null });
  expect(rows.find((row) => row.path === '/kubepods.slice')).toMatchObject({ oom_kills: 3 });
});

it('reads 9223372036854771712 of cgroup v1 as no limit', () => {
  const root = rowsOf(captured('node-1/healthy.txt')['cgroup.memory']).find((row) => row.path === '/');
  expect(root).toMatchObject({ limit_bytes: null, headroom_bytes: null });
});

it('finds the user who used up the inotify instances, not the sum', () => {
  const rows = rowsOf(captured('node-1/inotify-exhausted.txt').limits);
  expect(rows).toContainEqual({ name: 'inotify.max_user_instances', used: 128, max: 128, used_percent: 100 });
});

it('finds the one disk that is full', () => {
  const rows = rowsOf(captured('node-1/disk-full.txt').disks);
  expect(rows.filter((row) => Number(row.used_percent) > 90)).toEqual([
    expect.objectContaining({ mount: '/var/lib/kubelet', used_percent: 97.7 }),
  ]);
});

describe('growth since the snapshot of the recorder', () => {
  const now = '@ cgroup 2\n15 15 9 /a\n3 20 4 /b\n';
  const grown = (before: string) =>
    rowsOf(printed('cgroup.pids', now, { before })['cgroup.pids']).map((row) => row.refused_grew);
  it('is growth, where the counter of the same cgroup rose', () =>
    expect(grown('@ age 200\npids 4 /a\npids 4 /b\n@ before done')).toEqual([true, null]));
  it('says nothing of a cgroup that is not in it', () =>
    expect(grown('@ age 200\n@ before done')).toEqual([null, null]));
  it('is not asked when it is old', () => expect(grown('@ age 2000\npids 4 /a\n@ before done')).toEqual([null, null]));
  it('of memory is none of the pids', () =>
    expect(grown('@ age 200\nmemory 4 /a\n@ before done')).toEqual([null, null]));
});

it('counts as df does: what only root may use makes no room', () => {
  const text = 'fs 4096 4096 124725 2807 32768 32690 0 ext2/ext3 /var/lib/kubelet';
  const [row] = rowsOf(printed('disks', `mount 130 113 7:0 / /var/lib/kubelet rw - ext4 /dev/loop0 rw\n${text}`).disks);
  expect(row).toMatchObject({ used_percent: 100, free_bytes: 2807 * 4096, type: 'ext4' });
});

it('finds the line of the kernel about the kill, dated', () => {
  const lines = known(captured('node-2/oom-kill.txt')['kernel.log']) as string[];
  expect(lines.at(-1)).toMatch(
    /^2026-11-22T\d\d:\d\d:\d\d,\d+\+00:00 Memory cgroup out of memory: Killed process \d+ \(tail\)/,
  );
});
