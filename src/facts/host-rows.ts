import { type Facts, known, type Row, unknown } from './fact.js';
import { count, type Looked, linesOf } from './probe.js';

const UNIT = { unit: 'Id', active: 'ActiveState', sub: 'SubState' } as const;

/** Blocks of `systemctl show`; units that are not loaded are left out. */
export const units = {
  names: ['units'],
  parse(looked: Looked): Facts {
    const blocks = looked.text
      .split(/\n{2,}/)
      .map((block) => Object.fromEntries(linesOf(block).map((line) => line.split(/=(.*)/s))));
    const read = blocks.filter((block) => block.Id !== undefined);
    const source = 'systemctl show';
    if (read.length === 0) {
      return {
        units: unknown(looked.reason ?? `systemctl answered: ${looked.text.slice(0, 200).trim()}`, {
          source,
          at: looked.at,
        }),
      };
    }
    const rows: Row[] = read
      .filter((block) => block.LoadState === 'loaded')
      .map((block) => ({
        unit: String(block[UNIT.unit]),
        active: block[UNIT.active] ?? null,
        sub: block[UNIT.sub] ?? null,
        restarts: count(block.NRestarts),
        // systemd prints 2^64-1 for "not accounted" and for "infinity"
        tasks_current: limited(block.TasksCurrent),
        ...(block.TasksMax === undefined ? {} : { tasks_max: limited(block.TasksMax) }),
      }));
    return { units: known(rows, source, { at: looked.at, complete: looked.complete }) };
  },
};

function limited(text: string | undefined): number | null {
  const value = count(text);
  return value !== null && value < 2 ** 63 ? value : null;
}

interface Mount {
  readonly point: string;
  readonly device: string;
  readonly type: string;
  readonly readOnly: boolean;
}

function mountsOf(text: string): Mount[] {
  return linesOf(text).flatMap((line) => {
    const found = /^mount \d+ \d+ \S+ \S+ (\S+) (\S+) .*- (\S+) (\S+) (\S+)$/.exec(line);
    const [, point, options, type, device, superOptions] = found ?? [];
    if (!point || !options || !type || !device || superOptions === undefined) return [];
    return [{ point, device, type, readOnly: /^ro(,|$)/.test(options) || /^ro(,|$)/.test(superOptions) }];
  });
}

/**
 * statfs numbers: size, used and inodes. A share counts as df does: of what is used and free to users, for the blocks that are kept for root
 * (5 % on ext4) help no image, no container and not the kubelet's threshold. A bundle that does not print them yet: of all.
 */
export const disks = {
  names: ['disks'],
  parse(looked: Looked): Facts {
    const mounts = mountsOf(looked.text);
    const rows: Row[] = linesOf(looked.text).flatMap((line): Row[] => {
      const found = /^fs (\d+) \d+ (\d+) (\d+) (\d+) (\d+)(?: (\d+))? (\S+) (\/.*)$/.exec(line);
      const [, block, total, free, inodes, inodesFree] = (found ?? []).map(Number);
      const available = count(found?.[6]);
      if (
        !found ||
        block === undefined ||
        total === undefined ||
        free === undefined ||
        inodes === undefined ||
        inodesFree === undefined
      )
        return [];
      const path = found[8] ?? '/';
      // The last mount on the longest prefix is the one that is seen.
      const mount = mounts
        .filter((one) => one.point === '/' || path === one.point || path.startsWith(`${one.point}/`))
        .sort((a, b) => a.point.length - b.point.length)
        .at(-1);
      return [
        {
          mount: path,
          device: mount?.device ?? null,
          type: mount?.type ?? found[7] ?? null,
          size_bytes: total * block,
          free_bytes: free * block,
          used_percent: share(total - free, available === null ? total : total - free + available),
          inodes_used_percent: inodes > 0 ? share(inodes - inodesFree, inodes) : null,
          read_only: mount?.readOnly ?? null,
        },
      ];
    });
    if (rows.length === 0) return { disks: unknown(looked.reason ?? 'no file system answered', { at: looked.at }) };
    return {
      disks: known(rows, 'statfs of the places the chain lives on', { at: looked.at, complete: looked.complete }),
    };
  },
};

/** 0 to 100 with one decimal, so that 99.96 % does not read as full. */
export function share(used: number, max: number): number | null {
  return max > 0 ? Math.floor((used / max) * 1000) / 10 : null;
}

export const limits = {
  names: ['limits'],
  parse(looked: Looked): Facts {
    const words = linesOf(looked.text).map((line) => line.split(' '));
    const all = (key: string) => words.filter(([word]) => word === key).map(([, ...rest]) => rest);
    const sys = new Map(all('sys').map(([name = '', ...values]) => [name, values]));
    const max = (name: string) => count(sys.get(name)?.at(-1)?.split('\t').at(-1));
    const threads = count(all('threads')[0]?.[0]);
    const rows: Row[] = [];
    const add = (name: string, used: number | null, most: number | null) => {
      if (used !== null && most !== null) rows.push({ name, used, max: most });
    };
    add('pid_max', threads, max('kernel/pid_max'));
    add('threads-max', threads, max('kernel/threads-max'));
    add('file-max', count(sys.get('fs/file-nr')?.[0]?.split('\t')[0]), max('fs/file-nr'));
    add('nf_conntrack_max', max('net/netfilter/nf_conntrack_count'), max('net/netfilter/nf_conntrack_max'));
    add('mount-max', count(all('mounts')[0]?.[0]), max('fs/mount-max'));
    add('neigh.gc_thresh3', count(all('neighbours')[0]?.[0]), max('net/ipv4/neigh/default/gc_thresh3'));
    // cgroup v1 memory ids are 16 bits wide; on v2 the count in /proc/cgroups is of all hierarchies and limits nothing.
    const [groups, hierarchy] = all('memcgs')[0] ?? [];
    if (hierarchy !== '0') add('memcg', count(groups), 65535);
    // Instances are counted per owner; the one who uses most is the one who hits the limit.
    const busiest = Math.max(0, ...all('inotify').map(([, n]) => count(n) ?? 0));
    if (looked.text.includes('@ inotify done'))
      add('inotify.max_user_instances', busiest, max('fs/inotify/max_user_instances'));
    const keys = all('keys').map(([, use = '']) => use.split('/').map(Number));
    const fullest = keys.sort(([a = 0, b = 1], [c = 0, d = 1]) => c / d - a / b)[0];
    if (fullest?.[0] !== undefined && fullest[1] !== undefined) add('keys.maxkeys', fullest[0], fullest[1]);
    for (const [name, , used, most] of all('nofile')) add(`nofile.${name}`, count(used), count(most));
    if (rows.length === 0) return { limits: unknown(looked.reason ?? 'no limit could be read', { at: looked.at }) };
    return { limits: known(rows, '/proc/sys and /proc', { at: looked.at, complete: looked.complete }) };
  },
};
