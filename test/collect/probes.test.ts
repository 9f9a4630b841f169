import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBES } from '../../src/facts/probes.js';
import { readNode } from '../../src/facts/read-node.js';
import { AT, BOUNDARY, known, reasonOf, rowsOf } from '../facts/captured.js';
import { BUNDLE, Root, SHELLS } from './root.js';

const script = readFileSync(BUNDLE, 'utf8');

describe('the bundle as text', () => {
  it('has exactly the probes the parsers know', () => {
    const names = ['CHEAP', 'CONFIGURED', 'LOGS', 'ASKED'].flatMap((group) =>
      (new RegExp(`^${group}='([^']*)'`, 'm').exec(script)?.[1] ?? '').split(' '),
    );
    expect(new Set(names)).toEqual(new Set(['clock', ...Object.keys(PROBES)]));
    const twice = (/^TWICE='([^']*)'/m.exec(script)?.[1] ?? '').split(' ');
    expect(new Set(twice)).toEqual(new Set(Object.keys(PROBES).filter((id) => PROBES[id]?.twice)));
  });

  it('has one kill of processes: of its own children', () => {
    const commands = script.split('\n').filter((line) => /(^|[;&|(]|then|do)\s*kill\s/.test(line));
    expect(commands.map((line) => line.trim().slice(0, 24))).toEqual([
      'kill -9 $(own "$1" "$2")',
      '(while sleep 1 && kill -',
      'kill "$ticker" 2>/dev/nu',
    ]);
  });

  it('takes no boundary that is not hex', () => {
    for (const boundary of ['', 'x;id', '$(id)', 'ABC', '-x']) {
      const ran = spawnSync('sh', [BUNDLE, boundary], { encoding: 'utf8' });
      expect([ran.status, ran.stdout]).toEqual([64, '']);
    }
  });
});

describe.runIf(spawnSync('sh', ['-c', 'command -v flock']).status === 0).each(SHELLS)(
  'one at a time under %s',
  (...shell) => {
    const folder = mkdtempSync(join(tmpdir(), 'plegmatic-turn-'));
    const file = join(folder, 'probe');
    writeFileSync(file, script);
    const [program = 'sh', ...rest] = shell;
    const held = (seconds: number) =>
      spawn('flock', [file, '-c', `echo held; sleep ${seconds}`], { stdio: ['ignore', 'pipe', 'ignore'] });
    const run = (wait: number) =>
      spawnSync(program, [...rest, file, BOUNDARY, 'os'], {
        encoding: 'utf8',
        env: { ...process.env, PLEGMATIC_WAIT: String(wait) },
      });

    it('waits for another that runs on the node', async () => {
      await once(held(1).stdout, 'data');
      const began = Date.now();
      expect(run(5)).toMatchObject({ status: 0, stdout: expect.stringContaining(`${BOUNDARY} done 1`) });
      expect(Date.now() - began).toBeGreaterThan(500);
    });

    it('reads nothing beside one that does not end, and says so', async () => {
      const other = held(30);
      await once(other.stdout, 'data');
      expect(run(0)).toMatchObject({
        status: 75,
        stdout: '\n',
        stderr: 'plegmatic: another collection runs on this node\n',
      });
      other.kill('SIGKILL');
    });

    it('leaves the turn to the next one, though a child of its own cannot be ended', () => {
      // Whatever a probe starts has the descriptor of the turn closed.
      const inner = script.split('\n').filter((line) => /"\$2" 2>|while sleep 1 &&/.test(line));
      expect(inner).toHaveLength(2);
      for (const line of inner) expect(line).toContain('9<&-');
    });
  },
);

describe.each(SHELLS)('under %s', (...shell) => {
  it('ends with the sentinel and frames every probe, on a node with nothing on it', () => {
    const ran = new Root().run([], shell);
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${BOUNDARY} done 1 ms=\\d+$`));
    for (const id of Object.keys(PROBES)) expect([...ran.outputs.keys()]).toContain(id);
    const { facts } = readNode([...ran.outputs.values()], Object.keys(PROBES), AT, 'missing');
    expect(
      Object.values(facts).filter(
        (fact) => fact.state === 'known' && fact.value === false && fact.source !== '/proc/swaps',
      ),
    ).toMatchObject([{ source: 'configuration of containerd and dockerd' }]);
  });

  it.each([
    ['cgroup v1', `4:cpuset:/\n3:pids:/docker/${'a'.repeat(64)}\n`],
    ['cgroup v2', `0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-${'a'.repeat(64)}.scope\n`],
    ['a systemd driver that got a plain path', `3:pids:/system.slice:docker:${'a'.repeat(64)}\n`],
  ])('finds by the cgroup of its child whose a shim without flags is: %s', (_, cgroup) => {
    const root = new Root()
      .process(70, 'docker-containe', 'S', 'docker-containerd-shim somewhere docker-runc')
      .process(71, 'app', 'S', 'app')
      .file('proc/70/comm', 'docker-containe\n')
      .file('proc/71/cgroup', cgroup);
    for (const [pid, comm, parent] of [
      [70, 'containerd-shim', 1],
      [71, 'app', 70],
    ])
      root.file(`proc/${pid}/stat`, `${pid} (${comm}) S ${parent} 1 1 0 -1 0 0 0 0 0 0 0 0 0 0 20 0 3 0 50000 0 0\n`);
    const shims = root.run(['shims'], shell).outputs.get('shims')?.text;
    expect(shims).toMatch(/^shim 70 - a{64} \d+ 1 0$/m);
  });

  it('runs from stdin too, and not at all when the text is cut', () => {
    const root = new Root();
    expect(root.run(['os'], shell, script).outputs.get('os')).toMatchObject({ exit: 0 });
    expect(root.run(['os'], shell, script.slice(0, -200)).stdout).toBe('');
  });

  it('leaves the node as it was, and opens no pipe: one in its way does not stop it', () => {
    const root = new Root()
      .process(66, 'runc:[2:INIT]', 'S', 'runc init')
      .link('proc/66/fd/4', 'pipe:[99]')
      .file('host/run/containerd/runc/k8s.io/abc/state.json', '{}')
      .file('host/run/containerd/io.containerd.runtime.v2.task/k8s.io/abc/runtime', '');
    for (const at of [
      'host/run/containerd/io.containerd.runtime.v2.task/k8s.io/abc/log',
      'proc/66/fd/5',
      'host/var/log/kubelet.log',
    ]) {
      spawnSync('sh', ['-c', 'mkdir -p "$(dirname "$1")" && mkfifo "$1"', '-', join(root.folder, at)]);
    }
    const tree = () =>
      spawnSync('find', [root.folder, '-not', '-name', 'launch', '-printf', '%p %y %T@ %s %m\n'], { encoding: 'utf8' })
        .stdout;
    root.file('launch', '');
    const before = tree();
    const { outputs, stdout } = root.run(
      ['pipes', 'runc.states', 'version.runc', 'processes', 'limits', 'journal.kubelet'],
      shell,
    );
    expect(tree()).toBe(before);
    expect(stdout).toContain(`${BOUNDARY} done 1`);
    expect([...outputs.values()].filter((one) => one.exit === 124)).toEqual([]);
    expect(outputs.get('pipes')?.text).toContain('fd 66 4 pipe:[99]');
  });

  it('says the version of the binary that runs, not of the first on the PATH', () => {
    const root = new Root()
      .process(40, 'containerd', 'S', '/opt/bin/containerd')
      .link('proc/40/exe', '/opt/bin/containerd')
      .program('/opt/bin/containerd', 'echo containerd github.com/containerd/containerd v1.2.2 abc')
      .program('/usr/bin/containerd', 'echo containerd github.com/containerd/containerd v9.9.9 abc');
    const { outputs } = root.run(['version.containerd'], shell);
    const { facts } = readNode([...outputs.values()], ['version.containerd'], AT, '');
    expect(known(facts['containerd.version'])).toBe('v1.2.2');
  });

  it('finds the runc that containerd noted beside its running tasks', () => {
    const root = new Root()
      .file('host/run/containerd/io.containerd.runtime.v2.task/moby/abc/runtime', '/opt/bin/runc')
      .file('host/run/containerd/io.containerd.runtime.v2.task/moby/def/runtime', '')
      .file(
        'host/run/containerd/io.containerd.runtime.v2.task/moby/def/options.json',
        '{"binary_name":"/opt/bin/runc","root":"/run/x"}',
      )
      .program('/opt/bin/runc', 'echo runc version 1.0.0-rc93')
      .program('/usr/bin/runc', 'echo runc version 1.1.1');
    const { facts } = readNode([...root.run(['version.runc'], shell).outputs.values()], ['version.runc'], AT, '');
    expect(known(facts['runc.version'])).toBe('1.0.0-rc93');
  });

  it('ends a program that hangs, keeps what was printed before, and goes on', () => {
    const root = new Root().program('/usr/bin/docker', 'sleep 600').process(5, 'x', 'Z', '');
    const { outputs, stdout } = root.run(['dockerd.answers', 'processes'], shell);
    expect(outputs.get('dockerd.answers')).toMatchObject({
      exit: 124,
      text: expect.stringContaining('@ asked /usr/bin/docker version'),
    });
    expect(stdout).toContain(`${BOUNDARY} done 1`);
    expect(spawnSync('pgrep', ['-f', `${root.folder}/host/usr/bin/docker`], { encoding: 'utf8' }).stdout).toBe('');
  });

  it('cuts a probe that says too much, not the others', () => {
    const root = new Root().program(
      '/usr/bin/docker',
      'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done',
    );
    const { outputs } = root.run(['dockerd.answers', 'os'], shell);
    expect(outputs.get('dockerd.answers')).toMatchObject({ complete: false });
    expect(outputs.get('os')).toMatchObject({ exit: 0, complete: true });
  });

  it('cannot be spoken for by a process with a name made up for it', () => {
    const root = new Root()
      .process(66, `x\n${BOUNDARY} end processes exit=0 ms=1 cap=9`, 'D', 'x')
      .process(67, 'runc) S 1 (y', 'S', `runc\n${BOUNDARY} done 1`);
    const { outputs } = root.run(['processes'], shell);
    const rows = rowsOf(readNode([...outputs.values()], ['processes'], AT, '').facts.processes);
    expect(rows.map((row) => row.pid)).toEqual([1, 66, 67]);
    expect(outputs.get('processes')).toMatchObject({ complete: true });
  });

  it('does not read the command line of a process in D: that may wait for ever', () => {
    const { outputs } = new Root().process(66, 'runc:[2:INIT]', 'D', 'secret words').run(['processes'], shell);
    expect(outputs.get('processes')?.text).not.toContain('secret');
  });

  it('does not take a dangling link for a program', () => {
    const root = new Root().link('host/usr/bin/runc', '/nowhere/runc');
    const { outputs } = root.run(['version.runc'], shell);
    expect(reasonOf(readNode([...outputs.values()], ['version.runc'], AT, '').facts['runc.version'])).toContain(
      'no runc is installed',
    );
  });

  it('looks twice, so that what is written in between shows', () => {
    const path = 'host/run/containerd/runc/k8s.io/abc/state.json';
    const root = new Root().file(path, '{"id":"abc"}');
    const { outputs } = root.run(['runc.states'], shell);
    expect([...outputs.keys()]).toEqual(['runc.states', 'runc.states.again']);
    const rows = rowsOf(readNode([...outputs.values()], ['runc.states'], AT, '').facts['runc.states']);
    expect(rows).toMatchObject([{ container: 'abc', valid: true, moved: false, bytes: 12 }]);
    expect(String(rows[0]?.path)).toContain(join('run', 'containerd', 'runc', 'k8s.io', 'abc'));
  });

  it('keeps registry credentials in configuration files to the node', () => {
    const root = new Root().file(
      'host/etc/containerd/config.toml',
      '[plugins."io.containerd.grpc.v1.cri".registry.configs."r".auth]\n  username = "u"\n  password = "hunter2"\n  auth = "aHVudGVyMg=="\n[x]\n  BinaryName = "/opt/bin/runc"\n',
    );
    const { outputs } = root.run(['containerd.config'], shell);
    expect(outputs.get('containerd.config')?.text).toContain('BinaryName');
    expect(outputs.get('containerd.config')?.text).not.toMatch(/hunter2|aHVudGVyMg/);
  });
});
