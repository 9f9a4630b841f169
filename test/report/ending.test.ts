import { describe, expect, test } from 'vitest';
import { completedEnding } from '../../src/report/ending.js';
import { readReport } from '../../src/report/read-report.js';

const texts = (text: string): string[] => readReport(text).lines.map((line) => line.text);

describe('an error whose last word was cut', () => {
  test.each([
    ['signaling init process caused "permission deni', 'signaling init process caused "permission denied'],
    ['write /proc/self/attr/keycreate: invalid ar', 'write /proc/self/attr/keycreate: invalid argument'],
    ['failed to create shim task: ttrpc: clos', 'failed to create shim task: ttrpc: closed'],
    ['exec: "bash": executable file not f...', 'exec: "bash": executable file not found in $PATH'],
    ['open /x: No such fi', 'open /x: No such file or directory'],
    ['stat /server: no such file or`', 'stat /server: no such file or directory'],
    ['mkdir /a/b: no such', 'mkdir /a/b: no such file or directory'],
    ['exec: "./run": stat ./run: no su', 'exec: "./run": stat ./run: no such file or directory'],
    ['lchown /etc/shadow: operation no', 'lchown /etc/shadow: operation not permitted'],
    ['error setting rlimit type 7: operation not', 'error setting rlimit type 7: operation not permitted'],
    ['umount: /mnt: target is b', 'umount: /mnt: target is busy'],
    ['cannot exec a container that has run a', 'cannot exec a container that has run and stopped'],
    ['path / is mounted on / but it is not a sha', 'path / is mounted on / but it is not a shared mount'],
  ])('%s', (cut, whole) => {
    expect(completedEnding(cut)).toBe(whole);
  });

  test.each([
    ['nothing is cut', 'open /x: permission denied'],
    ['a whole word may be all', 'the value is: invalid'],
    ['two endings begin so', 'open /dev/x: no such'],
    ['two endings begin so', 'dial unix /run/x.sock: no such'],
    ['anybody may end so', 'the volume is already mounted'],
    ['anybody may end so', 'this is fine, but it is not a'],
    ['a sentence is whole', 'cannot exec a container that has run and stopped'],
    ['two endings begin so', 'write /x: operation not '],
    ['too few letters', 'open /x: perm'],
    ['no error stands before it', 'we need permission deni'],
    ['an unknown ending', 'level=info msg: permissive mode'],
  ])('%s: nothing is added to "%s"', (_, text) => {
    expect(completedEnding(text)).toBeUndefined();
  });

  test('the last line of a paste is read both ways, others as they are', () => {
    expect(texts('first: permission deni\nmkdir /x: read-only fi')).toEqual([
      'first: permission deni',
      'mkdir /x: read-only fi',
      'mkdir /x: read-only file system',
    ]);
  });

  test('a whole log is not looked at: its writer cut nothing', () => {
    const log = `${'a line of a log\n'.repeat(2000)}mkdir /x: read-only fi`;
    expect(texts(log).at(-1)).toBe('mkdir /x: read-only fi');
  });
});
