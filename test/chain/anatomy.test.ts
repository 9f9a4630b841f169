import { describe, expect, test } from 'vitest';
import { type Anatomy, anatomy } from '../../src/chain/anatomy.js';
import { LINKS } from '../../src/chain/links.js';
import { layersOf } from '../../src/chain/nested.js';
import { NEXT_LOOKS } from '../../src/chain/next-looks.js';
import { readReport } from '../../src/report/read-report.js';

const words = (text: string): string[] => layersOf(text).map((layer) => layer.words);
const take = (text: string): Anatomy | null => anatomy(readReport(text).lines);

describe('the layers of a nested error', () => {
  test.each([
    ['a: b: c', ['a', 'b', 'c']],
    [
      'OCI runtime exec failed: exec failed: container_linux.go:348: starting container process caused "read init-p: connection reset by peer": unknown',
      [
        'OCI runtime exec failed',
        'exec failed',
        'container_linux.go:348: starting container process caused',
        'read init-p',
        'connection reset by peer',
        'unknown',
      ],
    ],
    [
      'starting container process caused "process_linux.go:90: adding pid 1 to cgroups caused "failed to write 1 to cgroup.procs: invalid argument"": unknown',
      [
        'starting container process caused',
        'process_linux.go:90: adding pid 1 to cgroups caused',
        'failed to write 1 to cgroup.procs',
        'invalid argument',
        'unknown',
      ],
    ],
    [
      'rpc error: code = Unknown desc = failed to start exec "9: 5": OCI runtime exec failed',
      ['rpc error: code = Unknown', 'failed to start exec "9: 5"', 'OCI runtime exec failed'],
    ],
    [
      'caused: process_linux.go:338: getting pid caused: EOF',
      ['caused', 'process_linux.go:338: getting pid caused', 'EOF'],
    ],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('a megabyte of colons and quotes is taken apart', () => {
    expect(layersOf('a: "'.repeat(250_000)).length).toBeGreaterThan(0);
  });
});

describe('an error nobody has described', () => {
  test('says for each layer who speaks, what the last word means there, and where to look', () => {
    const found = take(
      "first line\nError response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: process_linux.go:338: getting the final child's pid from pipe caused: read init-p: connection reset by peer: unknown",
    );
    expect(found).toMatchObject({
      line: 2,
      guilty: 'runc-init',
      errno: { name: 'ECONNRESET', words: 'connection reset by peer' },
    });
    expect(found?.errno?.meaning).toContain('runc init died');
    expect(found?.segments.map((segment) => segment.link)).toEqual([
      'dockerd',
      'shim',
      'runc',
      'runc',
      'runc',
      null,
      null,
    ]);
    expect(found?.checks).toBe(NEXT_LOOKS['runc-init']);
  });

  test.each([
    [
      'Error response from daemon: driver "overlay" failed to remove root filesystem for x: remove /var/lib/docker/overlay/x/merged: device or resource busy',
      'storage',
      'EBUSY',
    ],
    [
      'Container garbage collection failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'cri',
      'DEADLINE',
    ],
    ['OCI runtime exec failed: exec failed: unexpected EOF: unknown', 'runc', 'EOF'],
    [
      'OCI runtime create failed: runc create failed: unable to start container process: error during container init: mount x: No such device or address: unknown',
      'runc-init',
      'ENXIO',
    ],
    ['OCI runtime exec failed: exec failed: open x: Too many open files in system: unknown', 'runc', 'ENFILE'],
    ['Error response from daemon: mkdir /var/lib/docker/x: Structure needs cleaning', 'dockerd', 'EUCLEAN'],
    [
      'docker: Error response from daemon: error creating overlay mount to /var/lib/docker/overlay2/x: no space left on device.',
      'storage',
      'ENOSPC',
    ],
  ])('%s', (text, guilty, errno) => {
    expect(take(text)).toMatchObject({ guilty, errno: { name: errno } });
  });

  test('no words of the chain, no anatomy', () => {
    expect(take('java.lang.OutOfMemoryError: Java heap space')).toBeNull();
  });

  test('every link has two to four looks, and none of them changes anything', () => {
    for (const link of LINKS) {
      const looks = NEXT_LOOKS[link];
      expect(looks.length).toBeGreaterThanOrEqual(2);
      expect(looks.length).toBeLessThanOrEqual(4);
      for (const { run } of looks)
        expect(run).not.toMatch(/\b(?:rm|kill|restart|stop|sysctl -w|strace|echo)\b|>(?! ?\/dev\/null)/);
    }
  });
});
