import { KEYS } from './keys.js';
import { VARIABLES } from './variables.js';

const cell = (value: unknown): string => {
  const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
};

interface Row {
  readonly fallback?: unknown;
  readonly written?: string;
  readonly example: string;
  readonly meaning: string;
  readonly secret?: boolean;
}

const table = (head: string, settings: Readonly<Record<string, Row>>): string =>
  [
    `| ${head} | default | example | meaning |`,
    '|---|---|---|---|',
    ...Object.entries(settings).map(
      ([name, { fallback, written, example, meaning, secret }]) =>
        `| \`${name}\`${secret ? ' (secret)' : ''} | ${cell(written ?? fallback)} | ${cell(example)} | ${meaning.replaceAll('|', '\\|')} |`,
    ),
  ].join('\n');

/** @returns docs/settings.md: every environment variable and every key of the configuration file, from the tables that parse them. */
export function settingsPage(): string {
  return `# Settings

Made from \`src/config\` by \`npm run docs\`; do not edit. All problems of a configuration are reported at once, each with its fix.

## Environment

Each secret can also be given as a file: \`NAME_FILE=/path\`.

${table('variable', VARIABLES)}

## Configuration file

\`PLEGMATIC_CONFIG\` names a YAML file; dots below are nesting. Every key may be left out.

${table('key', KEYS)}
`;
}
