import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROLES = ['collector', 'bot'] as const;
export type Role = (typeof ROLES)[number];

/** The real processes, as a supervisor runs them: one that ends by itself is started again. */
export interface House {
  /** Ends one process (`which` modulo their number), waits until it has gone, starts it again after `awayMs`. */
  end(role: Role, which: number, signal: 'SIGKILL' | 'SIGTERM', awayMs: number): Promise<void>;
  /** How often a process ended by itself, or not with 0 when asked to: with what we do to it, it never should. */
  readonly crashes: Readonly<Record<Role, number>>;
  /** How long each took to end after SIGTERM, milliseconds; one that had to be killed counts as `KILLED_MS`. */
  readonly endings: readonly number[];
  /** Process ids of those that run now. */
  pids(role: Role): readonly number[];
  /** Ends all, and what they left behind. */
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Folder for logs, configuration and temporary files. */
  readonly dir: string;
  readonly redisUrl: string;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  /** Text of the configuration file. */
  readonly config: string;
  readonly bots: number;
  readonly collectors: number;
  /** More of the environment of each. */
  readonly env?: Readonly<Partial<Record<Role, Readonly<Record<string, string>>>>>;
}

/** Kubernetes' patience with a pod that was asked to end. */
export const KILLED_MS = 30_000;
const RESTART_MS = 1000;
const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));

export function openHouse({ dir, redisUrl, slack, config, bots, collectors, env = {} }: HouseOptions): House {
  const settings = join(dir, 'config.yaml');
  writeFileSync(settings, config);
  mkdirSync(join(dir, 'tmp'), { recursive: true });
  // The demo's kubectl reads no kubeconfig; its path in the arguments is how we find what a killed collector left behind.
  const kubeconfig = join(dir, 'kubeconfig');
  const common = {
    PATH: process.env.PATH,
    TMPDIR: join(dir, 'tmp'),
    REDIS_URL: redisUrl,
    PLEGMATIC_CONFIG: settings,
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  const own: Record<Role, Record<string, string>> = {
    bot: { SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken },
    collector: { KUBECTL: join(root, 'playground/kubectl/kubectl'), KUBECONFIG: kubeconfig },
  };
  const running = new Map<string, ChildProcess>();
  const crashes: Record<Role, number> = { bot: 0, collector: 0 };
  const endings: number[] = [];
  const counts: Record<Role, number> = { bot: bots, collector: collectors };
  let stopping = false;

  const start = (role: Role, name: string): void => {
    if (stopping || running.has(name)) return;
    const log = openSync(join(dir, `${name}.log`), 'a');
    const child = spawn(process.execPath, [join(root, 'bin/plegmatic.js'), 'start', '--role', role], {
      cwd: dir,
      env: { ...common, ...own[role], ...env[role] },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.set(name, child);
    child.once('exit', () => {
      if (running.get(name) !== child) return;
      crashes[role] += 1;
      running.delete(name);
      setTimeout(() => start(role, name), RESTART_MS);
    });
  };
  const end = async (role: Role, name: string, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const child = running.get(name);
    running.delete(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const begun = Date.now();
    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), KILLED_MS);
    await gone;
    clearTimeout(late);
    if (signal === 'SIGKILL') return;
    endings.push(child.signalCode === 'SIGKILL' ? KILLED_MS : Date.now() - begun);
    // Before it listens for the signal there is nothing to finish.
    if (child.exitCode !== 0 && child.signalCode !== 'SIGTERM') crashes[role] += 1;
  };
  const all = ROLES.flatMap((role) =>
    Array.from({ length: counts[role] }, (_, index) => ({ role, name: `${role}-${index + 1}` })),
  );
  for (const { role, name } of all) start(role, name);
  return {
    crashes,
    endings,
    async end(role, which, signal, awayMs) {
      const name = `${role}-${(which % counts[role]) + 1}`;
      await end(role, name, signal);
      await sleep(awayMs);
      start(role, name);
    },
    pids: (role) =>
      [...running].flatMap(([name, { pid }]) => (name.startsWith(role) && pid !== undefined ? [pid] : [])),
    async stop() {
      stopping = true;
      await Promise.all(all.map(({ role, name }) => end(role, name, 'SIGKILL')));
      killGroupsOf(kubeconfig);
    },
  };
}

/** A collector that was killed could not end its kubectl. Each leads a group of its own. */
function killGroupsOf(mark: string): void {
  const all = execFileSync('ps', ['-A', '-o', 'pgid=', '-o', 'args='], { encoding: 'utf8', maxBuffer: 64e6 });
  const groups = all.split('\n').filter((line) => line.includes(mark) && !line.includes(' ps '));
  for (const group of new Set(groups.map((line) => Number.parseInt(line, 10)))) {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }
}
