import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Role = 'bot' | 'collector';

/** The two real processes, as a supervisor runs them: one that ends by itself is started again. */
export interface House {
  /** SIGKILL; started again after `awayMs`. */
  kill(role: Role, awayMs: number): Promise<void>;
  /** How often a process ended by itself: with what we do to it, it never should. */
  readonly crashes: Readonly<Record<Role, number>>;
  /** Ends both, and what they left behind. */
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Folder for logs, configuration and temporary files. */
  readonly dir: string;
  readonly redisUrl: string;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  /** Text of the configuration file. */
  readonly config: string;
}

const RESTART_MS = 1000;
const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));

export function openHouse({ dir, redisUrl, slack, config }: HouseOptions): House {
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
  const running = new Map<Role, ChildProcess>();
  const crashes: Record<Role, number> = { bot: 0, collector: 0 };
  let stopping = false;

  const start = (role: Role): void => {
    if (stopping || running.has(role)) return;
    const log = openSync(join(dir, `${role}.log`), 'a');
    const child = spawn(process.execPath, [join(root, 'bin/plegmatic.js'), 'start', '--role', role], {
      cwd: dir,
      env: { ...common, ...own[role] },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    running.set(role, child);
    child.once('exit', () => {
      if (running.get(role) !== child) return;
      crashes[role] += 1;
      running.delete(role);
      setTimeout(() => start(role), RESTART_MS);
    });
  };
  const end = async (role: Role): Promise<void> => {
    const child = running.get(role);
    running.delete(role);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await gone;
  };
  start('collector');
  start('bot');
  return {
    crashes,
    async kill(role, awayMs) {
      await end(role);
      await sleep(awayMs);
      start(role);
    },
    async stop() {
      stopping = true;
      await Promise.all([end('bot'), end('collector')]);
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
