import { describe, expect, test } from 'vitest';
import { fill } from '../../src/diagnosis/placeholders.js';
import { check, fact, judged, signature } from './judged.js';

const ID = '0123456789ab'.padEnd(64, 'c');
const symptoms = (subject: string, capture: string) => [
  { id: 'words', in: ['paste'], weight: 'shared', pattern: `boom (?P<${capture}>.+)`, subject },
];
const run = (subject: string, capture: string, slot: string, said: string): string => {
  const one = signature({
    symptoms: symptoms(subject, capture),
    runbook: [{ id: 'look', risk: 'observe', run: `look at {{${slot}}}` }],
  });
  return judged(one, { paste: `boom ${said}` }).verdicts[0]?.runbook[0]?.run ?? '';
};

describe('a placeholder is filled only with a value of its type', () => {
  test.each([
    ['container', 'container', ID, `look at '${ID}'`],
    ['container', 'container', 'web', 'look at <container>'],
    ['container', 'container', `${ID}; reboot`, 'look at <container>'],
    ['process', 'pid', '29721', "look at '29721'"],
    ['process', 'pid', '-1', 'look at <pid>'],
    ['process', 'pid', '$(reboot)', 'look at <pid>'],
    ['pod', 'pod', 'cart-1', "look at 'cart-1'"],
    ['pod', 'pod', "cart'; reboot; '", 'look at <pod>'],
  ])('%s said as {{%s}} %s: %s', (subject, slot, said, shown) => {
    expect(run(subject, slot, slot, said)).toBe(shown);
  });
});

test('an unknown placeholder, and one of Object.prototype, stay for a person to fill', () => {
  expect(fill('{{token}} {{constructor}}', {})).toBe(
    '<token> {{constructor}}'.replace('{{constructor}}', '<constructor>'),
  );
});

test('the row that decided fills pid and cgroup path; a path that climbs does not', () => {
  const filled = (path: string): string => {
    const one = signature({
      checks: [check({ fact: 'cgroup.pids', any_row: { headroom: { at_most: 8 } } })],
      runbook: [{ id: 'look', risk: 'observe', run: 'cat {{cgroup_path}}/pids.max on {{node}}' }],
    });
    const facts = { 'cgroup.pids': fact([{ path, headroom: 1 }]) };
    return judged(one, { paste: 'boom', facts, node: 'node-7' }).verdicts[0]?.runbook[0]?.run ?? '';
  };
  expect(filled('/kubepods/burstable/pod1')).toBe("cat '/kubepods/burstable/pod1'/pids.max on 'node-7'");
  expect(filled('/kubepods/../../etc')).toBe("cat <cgroup_path>/pids.max on 'node-7'");
  expect(filled('/kubepods/$(reboot)')).toBe("cat <cgroup_path>/pids.max on 'node-7'");
});

test('two containers named by the text are none: the command would be about one of them', () => {
  const one = signature({
    symptoms: symptoms('container', 'container'),
    runbook: [{ id: 'look', risk: 'observe', run: 'look at {{container}}' }],
  });
  expect(judged(one, { paste: `boom ${ID}\nboom ${'d'.repeat(64)}` }).verdicts[0]?.runbook[0]?.run).toBe(
    'look at <container>',
  );
});

test('every version the node told fills its placeholder; no other fact does', () => {
  const one = signature({
    runbook: [{ id: 'look', risk: 'observe', run: 'look {{kernel.version}} {{containerd.version}} {{node.hostname}}' }],
  });
  const facts = {
    'kernel.version': fact('5.10.0-28-amd64'),
    'containerd.version': fact('1.6.20; reboot'),
    'node.hostname': fact('node-7'),
  };
  expect(judged(one, { paste: 'boom', facts }).verdicts[0]?.runbook[0]?.run).toBe(
    "look '5.10.0-28-amd64' <containerd.version> <node.hostname>",
  );
});
