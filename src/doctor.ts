import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Env } from './config/read-settings.js';
import { type Role, readConfig } from './config.js';
import { examine, type SlackRoom } from './doctor/examine.js';
import { failed, type Line, ok } from './doctor/line.js';
import { inOrder, isWell, linesJson, printLines } from './doctor/print.js';
import { redactNow } from './redact/redact.js';

const ROLES: readonly string[] = ['bot', 'collector', 'all'];

/**
 * `plegmatic doctor`: looks at everything a bot and a collector need, and says of each what is wrong and how to mend it. Changes
 * nothing anywhere. Without `--role` it looks at whatever there are credentials for here.
 * @returns the exit code: 0 nothing failed, 1 something did, 2 usage.
 */
export async function doctor(
  argv: readonly string[],
  slack: () => Promise<SlackRoom>,
  env: Env,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<number> {
  const asked = readArgv(argv);
  if (asked === null) {
    console.error(
      `plegmatic: doctor takes --role bot, collector or all, and --json, not: ${argv.join(' ')}. See: plegmatic help doctor`,
    );
    return 2;
  }
  const { role } = asked;
  const { config, problems } = readConfig(env, (path) => readFileSync(path, 'utf8'), role);
  const settings =
    problems.length === 0
      ? [ok('configuration', 'every setting is sound')]
      : problems.map(({ name, message }) =>
          failed('configuration', `${name} ${message}`, 'Mend it (docs/settings.md); its default stands in below'),
        );
  const lines = inOrder([...settings, ...(await examine({ config, role, slack, env }))]).map(clean);
  print(asked.json ? linesJson(lines) : printLines(lines));
  return isWell(lines) ? 0 : 1;
}

function readArgv(argv: readonly string[]): { readonly role: Role | undefined; readonly json: boolean } | null {
  try {
    const options = { role: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { role, json } = parseArgs({ args: [...argv], options, strict: true }).values;
    if (role !== undefined && !ROLES.includes(role)) return null;
    return { role: role as Role | undefined, json };
  } catch {
    return null;
  }
}

/** What Slack, Redis or kubectl said may hold a secret. */
function clean(line: Line): Line {
  const says = redactNow(line.says).replace(/\s*\n\s*/g, '; ');
  return { ...line, says };
}
