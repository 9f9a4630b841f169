import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly out: string;
}

/** The kubectl of whoever runs the trial: an administrator's. Never blocks: the simulator answers the pods from this process. */
export interface Admin {
  /** Both outputs together; never rejects. */
  run(argv: readonly string[], stdin?: string): Promise<Ran>;
  /** Stdout of a command that must work. @throws Error with what it said. */
  must(argv: readonly string[], stdin?: string): Promise<string>;
}

const DEADLINE_MS = 180_000;

/** @param program with its leading words, as in `sudo kubectl`. */
export function adminOf(program: string, env: NodeJS.ProcessEnv): Admin {
  const [file = 'kubectl', ...words] = program.split(/\s+/);
  const call = (argv: readonly string[], stdin = '') =>
    new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
      const child = spawn(file, [...words, ...argv], { env, timeout: DEADLINE_MS });
      let [out, err] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk));
      child.stderr.setEncoding('utf8').on('data', (chunk) => (err += chunk));
      child.on('error', (error) => resolve({ code: -1, out, err: error.message }));
      child.on('close', (code) => resolve({ code: code ?? -1, out, err }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(stdin);
    });
  return {
    async run(argv, stdin) {
      const { code, out, err } = await call(argv, stdin);
      return { code, out: `${out}${err}` };
    },
    async must(argv, stdin) {
      const { code, out, err } = await call(argv, stdin);
      if (code !== 0) throw new Error(`kubectl ${argv.slice(0, 4).join(' ')}: ${err || out}`);
      return out;
    },
  };
}

/** Every object whose name holds `word`, of every kind the API server can list, as `KIND NAMESPACE/NAME`. */
export async function objectsNamed(word: string, admin: Admin): Promise<readonly string[]> {
  const kinds = (await admin.must(['api-resources', '--verbs=list', '--output=name'])).trim().split('\n');
  // Events tell of what was there; they expire by themselves.
  const asked = kinds.filter((kind) => !/^events(\.|$)/.test(kind) && !kind.endsWith('.metrics.k8s.io'));
  const path = '{range .items[*]}{.kind}{" "}{.metadata.namespace}{"/"}{.metadata.name}{"\\n"}{end}';
  const { out } = await admin.run([
    'get',
    asked.join(','),
    '--all-namespaces',
    '--ignore-not-found',
    `--output=jsonpath=${path}`,
  ]);
  return [...new Set(out.split('\n').filter((line) => line.includes(word)))];
}
