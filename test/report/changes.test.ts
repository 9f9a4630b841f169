import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/report/read-report.js';

const said = (text: string) => readReport(text).lines.flatMap(({ text: words }) => (words === '' ? [] : words));

describe('a line of a list of changes', () => {
  it.each([
    ['a title with its number', 'Fix "Failed to enable container runtime" on restart (#17907)'],
    ['an item with an address', '- runc exec: now refuses ([#3554](https://example.org/o/r/pull/3554))'],
    ['an item that ends in numbers', '* PR #4757 made start say that the container has stopped. (#5157, #5153)'],
    ['what GitHub writes', '* limit of processes was wrong by @somebody in https://example.org/o/r/pull/12'],
    ['what GitLab writes', '- Fail job at once on CreateContainerConfigError !7014 (Somebody)'],
    ['a mended bug without a number', 'Fixed an issue where the shim would say "ttrpc: closed"'],
    ['a mended bug of a component', '- linux: fix regression with idmapped mounts. Ask for less.'],
  ])('tells nothing that happened: %s', (_, line) => {
    expect(said(line)).toEqual([]);
  });

  it('is known by its neighbours', () => {
    const list =
      '- Add a limit\n- Remove the old socket\n- Update runc\n- the daemon says "context deadline exceeded" later';
    expect(said(list)).toEqual([]);
  });

  it('ends where nothing is indented below it any more', () => {
    expect(said('- Fix a leak (#12)\n  that ends in "no space left on device"\nno space left on device')).toEqual([
      'no space left on device',
    ]);
  });
});

describe('a line that tells what happened, though it looks like a change', () => {
  it.each([
    ['a number of the kernel', 'Oops: 0000 [#1] SMP NOPTI'],
    ['a question with a number', 'we still see "ttrpc: closed" with the build of #5157'],
    ['an item that names a report', '- PLEG is not healthy, as in https://example.org/o/r/issues/45419'],
    ['an item that names its number', '- PLEG is not healthy, see #45419'],
    ['steps', '1. Restart containerd\n2. Remove the pod\n3. Check: PLEG is not healthy'],
    ['symptoms, one an item', '- kubelet: PLEG is not healthy\n- docker ps hangs\n- Fixed nothing'],
    ['what was done before it failed', '- Upgraded the kernel\n- Added a disk\n- since then PLEG is not healthy'],
    ['a title alone', 'Fix the issue that docker exec waits for ever on a paused container'],
    ['a log', 'level=error msg="Fixed size of the pool was exceeded" id=#12'],
  ])('is read: %s', (_, text) => {
    expect(said(text)).toHaveLength(text.split('\n').length);
  });
});
