import { describe, expect, it } from 'vitest';
import { knowledgeFolder, problemsOf } from './knowledge-folder.js';
import { describeLints, swap } from './lint-rows.js';

const CASES = 'queue-stuck.test.yaml';
const observe = (run: string) => swap('run: ls -l /proc/{{pid}}/fd', `run: ${JSON.stringify(run)}`);

describe('knowledge lint', () => {
  it('has nothing at all against the sound folder', () => {
    expect(problemsOf(knowledgeFolder())).toEqual([]);
  });
});

describeLints('lint of steps, links and cases', [
  {
    what: 'a check that has the id of a symptom',
    bad: swap('  - id: init-about', '  - id: stuck-line'),
    says: /the id stuck-line is there twice/,
    good: [],
  },
  {
    what: 'two steps with one id',
    bad: swap('  - id: kick-it', '  - id: move-it'),
    says: /the id move-it is there twice/,
    good: swap('  - id: kick-it', '  - id: stuck-line'),
  },
  {
    what: 'two cases of one name',
    bad: [{ file: CASES, from: 'name: the words alone', to: 'name: a queue that moves' }],
    says: /two cases are called "a queue that moves"/,
    good: [{ file: CASES, from: 'name: the words alone', to: 'name: a queue that moves on' }],
  },
  {
    what: 'advice that YAML takes for a comment',
    bad: swap('run: ls -l /proc/{{pid}}/fd', 'run: ls -l /proc/{{pid}}/fd   # only on the node'),
    says: /is a comment of YAML/,
    good: observe('ls -l /proc/{{pid}}/fd   # only on the node'),
  },
  {
    what: 'a fix that reboots and names nobody it hurts',
    bad: swap('run: install a runc after {{runc.version}}', 'run: install a kernel and reboot'),
    says: /does not say whom it hurts/,
    good: swap(
      'run: install a runc after {{runc.version}}',
      'run: install a kernel and reboot\n    hurts: every pod of the node',
    ),
  },
  {
    what: 'a relief that restarts docker and names nobody it hurts',
    bad: swap('run: queuectl move --pod {{pod}}', 'run: systemctl restart docker'),
    says: /does not say whom it hurts/,
    good: swap('run: queuectl move --pod {{pod}}', 'run: systemctl restart containerd'),
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
    what: 'an observe step that changes a time stamp',
    bad: observe('touch -c /opt'),
    says: /changes files/,
    good: observe('docker cp CONTAINER:/run.sh - | tar -tv; findmnt -T /opt'),
  },
  {
    what: 'an observe step that edits in place',
    bad: observe('sed -i s/a/b/ /etc/hosts'),
    says: /edits a file/,
    good: observe('sed -n 1,5p /etc/hosts'),
  },
  {
    what: 'an observe step that stops a unit',
    bad: observe('systemctl stop docker'),
    says: /changes a unit/,
    good: observe('systemctl status docker; systemctl is-enabled docker'),
  },
  {
    what: 'an observe step that starts a container',
    bad: observe('docker run --rm IMAGE ls'),
    says: /changes containers/,
    good: observe('docker ps -a; crictl ps --state running'),
  },
  {
    what: 'an observe step that deletes from the cluster',
    bad: observe('kubectl -n x delete pod y'),
    says: /changes the cluster/,
    good: observe('kubectl get pods -l app=delete-me'),
  },
  {
    what: 'an observe step that takes a link away',
    bad: observe('ip link del cni0'),
    says: /changes the network/,
    good: observe('ip -d link show cni0'),
  },
  {
    what: 'a disturbance inside a shell',
    bad: observe("sh -c 'kill 7'"),
    says: /sends a signal/,
    good: observe("sh -c 'uptime'"),
  },
  {
    what: 'a settle that does more than look',
    bad: swap('settle: runc --version', 'settle: systemctl restart docker'),
    says: /settle restarts/,
    good: [],
  },
  {
    what: 'a placeholder nobody fills',
    bad: swap('{{pid}}/fd', '{{item}}/fd'),
    says: /\{\{item\}\} is no placeholder/,
    good: swap('{{pid}}/fd', '{{cgroup_path}}/{{containerd.version}}'),
  },
  {
    what: 'a placeholder where none is filled in',
    bad: swap('hurts: the one container start that is stuck.', "hurts: 'the pods of {{node}}'"),
    says: /\{\{node\}\} is filled in nowhere here/,
    good: swap('verify: runc --version', "verify: 'kubectl get node {{node}}'"),
  },
  { what: 'a mitigation without undo', bad: swap('    undo: queuectl back\n', ''), says: /has no undo/, good: [] },
  {
    what: 'a disruption that hurts nobody',
    bad: swap('    hurts: the one container start that is stuck.\n', ''),
    says: /whom it hurts/,
    good: [],
  },
  {
    what: 'a fix that nobody verifies',
    bad: swap('    verify: runc --version\n', ''),
    says: /has no verify/,
    good: [],
  },
  { what: 'a reference without its claim', bad: swap(', says: "nothing about queues"', ''), says: /says/, good: [] },
  {
    what: 'something left to do',
    bad: swap('waits for the item.', 'waits for the item. TODO'),
    says: /TODO/,
    good: swap('waits for the item.', 'waits for the todo list.'),
  },
  {
    what: 'a link that follows a branch',
    bad: swap('runc/issues/1', 'runc/blob/main/exec.go#L7'),
    says: /follows a branch/,
    good: swap('runc/issues/1', 'runc/blob/8c4dca8dc0000000000000000000000000000000/exec.go#L7'),
  },
  {
    what: 'a look-alike nobody wrote',
    bad: swap('id: queue-slow', 'id: queue-gone'),
    says: /no signature queue-gone/,
    good: [
      { from: 'id: queue-slow', to: 'id: queue-gone' },
      { from: 'status: stable', to: 'status: draft' },
      { file: CASES, from: 'verdict: confirmed', to: 'verdict: possible' },
    ],
  },
  {
    what: 'an unknown successor',
    bad: swap('status: stable', 'status: withdrawn\nsuperseded_by: queue-gone'),
    says: /no signature queue-gone/,
    good: swap('status: stable', 'status: withdrawn'),
  },
  {
    what: 'a subject that is not captured',
    bad: swap('weight: specific', 'weight: specific\n    subject: container'),
    says: /captures no container/,
    good: [
      { from: 'weight: specific', to: 'weight: specific\n    subject: container' },
      { from: '(?P<item>[0-9]+)', to: '(?P<item>[0-9]+) of (?P<container>[0-9a-f]+)' },
      { file: CASES, from: /item 7/g, to: 'item 7 of 4f' },
    ],
  },
  {
    what: 'a count of what is not captured',
    bad: swap('weight: specific', 'weight: specific\n    at_least: { distinct: pod, count: 2 }'),
    says: /captures no pod/,
    good: swap('weight: specific', 'weight: specific\n    at_least: { distinct: item, count: 2 }'),
  },
  {
    what: 'a count of what cannot be the name of a capture',
    bad: swap('weight: specific', 'weight: specific\n    at_least: { distinct: "pod(", count: 2 }'),
    says: /captures no pod\(/,
    good: swap('weight: specific', 'weight: specific\n    at_least: { distinct: item, count: 2 }'),
  },
  {
    what: 'an explanation by itself',
    bad: swap('status: stable', 'status: stable\nexplained_by: [queue-stuck]'),
    says: /names itself/,
    good: swap('status: stable', 'status: stable\nexplained_by: [queue-slow]'),
  },
  {
    what: 'a remedy that only looks',
    bad: swap('run: install a runc after {{runc.version}}', 'run: ls -l /proc/{{pid}}/fd'),
    says: /fix step \S+ only looks/,
    good: swap('run: install a runc after {{runc.version}}', 'run: ls -l /proc/{{pid}}/fd, then install another runc'),
  },
  {
    what: 'a broader failure that nobody wrote',
    bad: swap('status: stable', 'status: stable\nnarrows: [queue-gone]'),
    says: /there is no signature queue-gone/,
    good: swap('status: stable', 'status: stable\nnarrows: [queue-slow]'),
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
]);
