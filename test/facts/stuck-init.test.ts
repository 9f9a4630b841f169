import { expect, it } from 'vitest';
import { captured, printed, reasonOf, rowsOf } from './captured.js';

const facts = captured('node-1/stuck-init.txt');

it('shows an init that writes into a full pipe of its own as exactly that', () => {
  const init = rowsOf(facts.processes).find((row) => row.args === 'runc init');
  expect(init).toMatchObject({ stat: 'S', wchan: 'anon_pipe_write', threads: 1 });
  const blocked = rowsOf(facts.pipes).filter((row) => row.write_blocked === true);
  expect(blocked).toEqual([{ pid: init?.pid, fd: 4, inode: 182685, holders: 1, write_blocked: true }]);
});

it('does not call its other pipes blocked', () => {
  expect(rowsOf(facts.pipes).map((row) => [row.fd, row.write_blocked])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, true],
  ]);
});

it('counts holders only if everybody was counted', () => {
  const cut = '@ inits 1\nfd 7 4 pipe:[99]\ncall 7 7 1 0x4\n@ machine x86_64\nhold 7 99';
  const [row] = rowsOf(printed('pipes', cut, { complete: false, exit: 124 }).pipes);
  expect(row).toMatchObject({ holders: null, write_blocked: true });
});

it('does not know a blocked write on a machine whose call numbers it does not know', () => {
  const text = '@ inits 1\nfd 7 4 pipe:[99]\ncall 7 7 1 0x4\n@ machine riscv64\nhold 7 99\n@ holders done';
  expect(rowsOf(printed('pipes', text).pipes)[0]).toMatchObject({ holders: 1, write_blocked: null });
});

it('says that no init is there only where they were counted', () => {
  expect(rowsOf(printed('pipes', '@ inits 0').pipes)).toEqual([]);
  expect(reasonOf(printed('pipes', '', { complete: false, exit: null, reason: 'it broke off' }).pipes)).toBe(
    'it broke off',
  );
});

it('names an init in D by its comm: its command line is not read, reading it may block', () => {
  const text =
    '3313 3303 D 3313 3313 -1 0 5 623 runc:[2:INIT]\n@ scanned 90 kept 1 of 1\nwchan 3313 unix_stream_read_generic';
  expect(rowsOf(printed('processes', text).processes)).toEqual([
    {
      pid: 3313,
      ppid: 3303,
      elapsed_seconds: 623,
      stat: 'Dsl',
      wchan: 'unix_stream_read_generic',
      threads: 5,
      args: 'runc init',
    },
  ]);
});

it('keeps every row if only the command lines did not come', () => {
  const text = '5 1 S 5 5 -1 0 9 10 dockerd\n@ scanned 90 kept 1 of 1';
  const fact = printed('processes', text, { complete: false, exit: 124, reason: 'deadline' }).processes;
  expect(fact).toMatchObject({ state: 'known', complete: true });
  expect(rowsOf(fact)[0]).not.toHaveProperty('args');
});

it('is not complete if processes were left out', () => {
  const text = '5 1 D 5 5 -1 0 9 10 x\n@ scanned 9000 kept 1500 of 4000';
  expect(printed('processes', text).processes).toMatchObject({ complete: false });
});

it('reads a name with brackets and blanks in it', () => {
  const text = '5 1 D 5 5 -1 0 1 10 evil) S 1 (x\n@ scanned 90 kept 1 of 1';
  expect(rowsOf(printed('processes', text).processes)[0]).toMatchObject({ stat: 'Ds', args: '[evil) S 1 (x]' });
});
