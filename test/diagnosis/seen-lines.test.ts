import { expect, it } from 'vitest';
import type { SeenSymptom } from '../../src/diagnosis/diagnosis.js';
import { seenLines } from '../../src/diagnosis/seen-lines.js';

const NODENAME = {
  id: 'nodename',
  weight: 'proves',
  place: 'paste',
  line: 1,
  text: 'stat /var/lib/calico/nodename: no such file or directory: check that calico/node is running',
  span: { from: 5, to: 57 },
  captures: {},
  count: 1,
} as const satisfies SeenSymptom;
const CHECK_THAT: SeenSymptom = { ...NODENAME, id: 'check-that', span: { from: 59, to: 91 }, count: 3 };

it('shows a line that two symptoms point to once, around what both matched', () => {
  expect(seenLines([NODENAME, CHECK_THAT])).toEqual([{ ...NODENAME, span: { from: 5, to: 91 }, count: 3 }]);
});

it('keeps lines of other numbers and other places apart, and parts of a line with other words, in their order', () => {
  const others: readonly SeenSymptom[] = [
    { ...CHECK_THAT, line: 2 },
    { ...CHECK_THAT, place: 'journal.kubelet' },
    { ...CHECK_THAT, text: '…calico/node is running and has mounted /var/lib/calico/', span: { from: 28, to: 55 } },
    { ...CHECK_THAT, text: '…of which nothing is marked', span: { from: 3, to: 3 } },
  ];
  expect(seenLines([NODENAME, ...others])).toEqual([NODENAME, ...others]);
});

it('never joins what speaks for a cause with what speaks against it', () => {
  const against: SeenSymptom = { ...CHECK_THAT, refutes: true };
  expect(seenLines([NODENAME, against])).toEqual([NODENAME, against]);
});

it('leaves out a part of a long line whose words another part shows already', () => {
  const shown: SeenSymptom = { ...CHECK_THAT, text: `…${NODENAME.text}…`, span: { from: 60, to: 92 } };
  expect(seenLines([NODENAME, shown])).toEqual([{ ...NODENAME, count: 3 }]);
});
