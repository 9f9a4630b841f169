import { describe, expect, it } from 'vitest';
import { type Edit, knowledgeFolder, problemsOf } from './knowledge-folder.js';

const CASES = 'queue-stuck.test.yaml';
const MUST = /\n {2}- id: init-about[\s\S]*?\n\ncause/;
const step = (from: string, to: string): readonly Edit[] => [{ from, to }];
const observe = (run: string) => step('run: ls -l /proc/{{pid}}/fd', `run: ${JSON.stringify(run)}`);

/** What is wrong, the edit that makes it so, what is said; then a neighbour of it that is right. */
const LINTS: readonly {
  readonly what: string;
  readonly bad: readonly Edit[];
  readonly says: RegExp;
  readonly good: readonly Edit[];
}[] = [
  {
    what: 'an unnamed group',
    bad: step('(?P<item>[0-9]+)', '([0-9]+)'),
    says: /unnamed group/,
    good: step('(?P<item>[0-9]+)', '(?:[0-9]+) (?P<item>x)'),
  },
  {
    what: 'two captures of one name',
    bad: step('(?P<item>[0-9]+)', '(?P<item>[0-9]+) (?P<item>x)'),
    says: /two captures/,
    good: step('(?P<item>[0-9]+)', '(?P<item>[0-9]+)(?: (?P<other>x))?'),
  },
  {
    what: 'a lookahead',
    bad: step('queue stuck', 'queue (?=stuck)'),
    says: /outside RE2: lookaround/,
    good: step('queue stuck', 'queue (?:is )?stuck'),
  },
  {
    what: 'a backreference',
    bad: step('queue stuck', 'queue \\1'),
    says: /outside RE2: .*backreference/,
    good: step('queue stuck', 'queue\\x20stuck'),
  },
  {
    what: 'what the engine refuses',
    bad: step('[0-9]+', '[0-9]{2000}'),
    says: /outside RE2/,
    good: step('[0-9]+', '[0-9]{1,5}'),
  },
  {
    what: 'a bad pattern in a check',
    bad: step('\\brunc init$', '(runc) init$'),
    says: /unnamed group/,
    good: step('\\brunc init$', '(?:runc) init$'),
  },
  {
    what: 'a pattern that matches nothing at all',
    bad: step("'queue stuck at item (?P<item>[0-9]+)'", "'(?:queue stuck at item (?P<item>[0-9]+))?'"),
    says: /matches the empty string/,
    good: [],
  },
  {
    what: 'a version that is none',
    bad: step('fixed: 1.0.0-rc94', 'fixed: latest'),
    says: /latest is no runc version/,
    good: step('fixed: 1.0.0-rc94', 'fixed: 1.1.0-rc.1'),
  },
  {
    what: 'a range upside down',
    bad: step('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc9'),
    says: /not before fixed/,
    good: step('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc100'),
  },
  {
    what: 'an empty range',
    bad: step('fixed: 1.0.0-rc94', 'fixed: 1.0.0-rc93'),
    says: /not before fixed/,
    good: step(', fixed: 1.0.0-rc94', ''),
  },
  {
    what: 'a version without quotes',
    bad: step('introduced: 1.0.0-rc93', 'introduced: 1.10'),
    says: /introduced: .*string/,
    good: step('introduced: 1.0.0-rc93', "introduced: '0'"),
  },
  {
    what: 'a fact nobody yields',
    bad: step('fact: runc.version', 'fact: runc.colour'),
    says: /no probe yields the fact runc.colour/,
    good: [],
  },
  {
    what: 'a column the fact has not',
    bad: step('{ args:', '{ argv:'),
    says: /processes has no column argv/,
    good: step('{ args:', "{ stat: '^D', args:"),
  },
  {
    what: 'rows asked of a fact without',
    bad: step('fact: processes', 'fact: os.id'),
    says: /os.id has no rows/,
    good: [],
  },
  {
    what: 'version_in of no version',
    bad: step('fact: runc.version', 'fact: os.id'),
    says: /os.id is not a version/,
    good: [],
  },
  {
    what: 'one must alone',
    bad: [{ from: MUST, to: '\n\ncause' }],
    says: /too few musts: one must alone/,
    good: [
      { from: MUST, to: '\n\ncause' },
      { from: 'role: must', to: 'role: must\n    limit: true' },
    ],
  },
  {
    what: 'musts on one fact',
    bad: [
      {
        from: "fact: processes\n    any_row: { args: '\\brunc init$' }",
        to: "fact: runc.version\n    version_in: [{ introduced: '0' }]",
      },
    ],
    says: /musts all ask runc.version/,
    good: [],
  },
  {
    what: 'an observe step that kills',
    bad: observe('pkill -f runc'),
    says: /sends a signal/,
    good: observe('dmesg | grep oom-kill'),
  },
  {
    what: 'an observe step that traces',
    bad: observe('strace -p {{pid}}'),
    says: /attaches strace/,
    good: observe("ps aux | grep 'strace -p'"),
  },
  {
    what: 'an observe step that restarts',
    bad: observe('systemctl restart docker'),
    says: /restarts/,
    good: observe('systemctl show -p NRestarts docker'),
  },
  {
    what: 'an observe step that removes',
    bad: observe('ls; rm -f /run/x'),
    says: /removes files/,
    good: observe('ls /run/farm /tmp'),
  },
  {
    what: 'an observe step that writes a sysctl',
    bad: observe('sysctl -w kernel.pid_max=9'),
    says: /writes a sysctl/,
    good: observe('sysctl kernel.pid_max'),
  },
  {
    what: 'an observe step that reads a pipe',
    bad: observe('cat /proc/{{pid}}/fd/6'),
    says: /reads through/,
    good: observe('ls -l /proc/{{pid}}/fd; cat /proc/{{pid}}/status'),
  },
  {
    what: 'an observe step that writes a file',
    bad: observe('ps aux > /tmp/ps'),
    says: /writes to a file/,
    good: observe("ps aux 2>/dev/null 2>&1 | awk '$3 > 5'"),
  },
  {
    what: 'a disturbance inside a shell',
    bad: observe("sh -c 'kill 7'"),
    says: /sends a signal/,
    good: observe("sh -c 'uptime'"),
  },
  {
    what: 'a settle that does more than look',
    bad: step('settle: runc --version', 'settle: systemctl restart docker'),
    says: /settle restarts/,
    good: [],
  },
  {
    what: 'a placeholder nobody fills',
    bad: step('{{pid}}/fd', '{{item}}/fd'),
    says: /\{\{item\}\} is no placeholder/,
    good: step('{{pid}}/fd', '{{cgroup_path}}/{{containerd.version}}'),
  },
  { what: 'a mitigation without undo', bad: step('    undo: queuectl back\n', ''), says: /has no undo/, good: [] },
  {
    what: 'a disruption that hurts nobody',
    bad: step('    hurts: the one container start that is stuck.\n', ''),
    says: /whom it hurts/,
    good: [],
  },
  {
    what: 'a fix that nobody verifies',
    bad: step('    verify: runc --version\n', ''),
    says: /has no verify/,
    good: [],
  },
  { what: 'a reference without its claim', bad: step(', says: "nothing about queues"', ''), says: /says/, good: [] },
  {
    what: 'something left to do',
    bad: step('waits for the item.', 'waits for the item. TODO'),
    says: /TODO/,
    good: step('waits for the item.', 'waits for the todo list.'),
  },
  {
    what: 'a link that follows a branch',
    bad: step('runc/issues/1', 'runc/blob/main/exec.go#L7'),
    says: /follows a branch/,
    good: step('runc/issues/1', 'runc/blob/8c4dca8dc0000000000000000000000000000000/exec.go#L7'),
  },
  {
    what: 'a look-alike nobody wrote',
    bad: step('id: queue-slow', 'id: queue-gone'),
    says: /no signature queue-gone/,
    good: [
      { from: 'id: queue-slow', to: 'id: queue-gone' },
      { from: 'status: stable', to: 'status: draft' },
      { file: CASES, from: 'verdict: confirmed', to: 'verdict: possible' },
    ],
  },
  {
    what: 'an unknown successor',
    bad: step('status: stable', 'status: withdrawn\nsuperseded_by: queue-gone'),
    says: /no signature queue-gone/,
    good: step('status: stable', 'status: withdrawn'),
  },
  {
    what: 'a subject that is not captured',
    bad: step('weight: specific', 'weight: specific\n    subject: container'),
    says: /captures no container/,
    good: [
      { from: 'weight: specific', to: 'weight: specific\n    subject: container' },
      { from: '(?P<item>[0-9]+)', to: '(?P<item>[0-9]+) of (?P<container>[0-9a-f]+)' },
      { file: CASES, from: /item 7/g, to: 'item 7 of 4f' },
    ],
  },
  {
    what: 'a count of what is not captured',
    bad: step('weight: specific', 'weight: specific\n    at_least: { distinct: pod, count: 2 }'),
    says: /captures no pod/,
    good: step('weight: specific', 'weight: specific\n    at_least: { distinct: item, count: 2 }'),
  },
  {
    what: 'a specific pattern in another’s case',
    bad: [
      {
        file: 'queue-slow.test.yaml',
        from: 'queue slow, 9 waiting',
        to: 'queue slow, 9 waiting; queue stuck at item 1',
      },
      { from: 'id: queue-slow', to: 'id: queue-gone' },
      { from: 'status: stable', to: 'status: draft' },
      { file: 'queue-slow.yaml', from: 'id: queue-stuck', to: 'id: queue-gone' },
    ],
    says: /specific pattern stuck-line also matches queue-slow/,
    good: [
      {
        file: 'queue-slow.test.yaml',
        from: 'queue slow, 9 waiting',
        to: 'queue slow, 9 waiting; queue stuck at item 1',
      },
    ],
  },
  {
    what: 'too few confirmed cases',
    bad: [{ file: CASES, from: 'verdict: confirmed', to: 'verdict: possible' }],
    says: /none is confirmed/,
    good: [],
  },
  {
    what: 'too few ruled-out cases',
    bad: [{ file: CASES, from: 'verdict: ruled-out', to: 'verdict: possible' }],
    says: /none is ruled-out/,
    good: [],
  },
  {
    what: 'too few possible cases',
    bad: [{ file: CASES, from: 'verdict: possible', to: 'verdict: confirmed' }],
    says: /none is possible/,
    good: [],
  },
  {
    what: 'no near-miss',
    bad: [{ file: CASES, from: 'verdict: silent', to: 'verdict: possible' }],
    says: /none is silent/,
    good: [],
  },
  {
    what: 'a case by an unknown check',
    bad: [{ file: CASES, from: 'by: [runc-affected]', to: 'by: [runc-fixed]' }],
    says: /runc-fixed is neither/,
    good: [{ file: CASES, from: 'by: [runc-affected]', to: 'by: [stuck-line]' }],
  },
  {
    what: 'a case with an unknown fact',
    bad: [{ file: CASES, from: 'facts: { runc.version: 1.1.0 }', to: 'facts: { runc.versoin: 1.1.0 }' }],
    says: /runc.versoin/,
    good: [{ file: CASES, from: 'facts: { runc.version: 1.1.0 }', to: 'facts: { sysctl.kernel.pid_max: 9 }' }],
  },
];

describe('knowledge lint', () => {
  it('has nothing against the sound folder', () => {
    expect(problemsOf(knowledgeFolder())).toEqual([]);
  });

  for (const { what, bad, says, good } of LINTS) {
    it(`tells ${what}`, () => {
      const messages = problemsOf(knowledgeFolder(bad)).map(({ message }) => message);
      expect(messages.join('\n')).toMatch(says);
    });
    if (good.length > 0)
      it(`does not take for ${what} what only looks like it`, () => {
        const messages = problemsOf(knowledgeFolder(good)).map(({ message }) => message);
        expect(messages.join('\n')).not.toMatch(says);
      });
  }
});
