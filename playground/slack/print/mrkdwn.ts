import type { Sheet } from './sheet.js';
import { wrap } from './wrap.js';

const EMOJI: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔',
  x: '❌',
  warning: '⚠',
  red_circle: '🔴',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  large_green_circle: '🟢',
  white_circle: '⚪',
  eyes: '👀',
  fire: '🔥',
  rotating_light: '🚨',
  hourglass_flowing_sand: '⏳',
  mag: '🔍',
  speech_balloon: '💬',
  grey_question: '❔',
  question: '❓',
  information_source: 'ℹ',
  no_entry: '⛔',
  link: '🔗',
  mute: '🔕',
  clock3: '🕒',
  '+1': '👍',
  '-1': '👎',
};

/** An emoji by its name; an unknown one stays as typed. */
export const emoji = (name: string): string => EMOJI[name] ?? `:${name}:`;

export const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Slack's markup as lines a person reads: links and names resolved, styles painted, fences set off and never broken. */
export function printMrkdwn(text: string, sheet: Sheet): string[] {
  return text.split(/(```[\s\S]*?```)/).flatMap((part, index) => {
    if (index % 2 === 1) return fence(part.slice(3, -3), sheet);
    const trimmed = part.replace(/^\n/, index > 0 ? '' : '$&').replace(/\n$/, '');
    if (trimmed === '') return [];
    return trimmed.split('\n').flatMap((line) => wrap(inline(line, sheet), sheet.width));
  });
}

/** Code as it is: indented, never wrapped, so that it can be copied. */
export function fence(code: string, sheet: Sheet): string[] {
  const plain = unescapeText(code.replace(/<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>/g, '$1')).replace(/^\n|\n$/g, '');
  return plain.split('\n').map((line) => `${sheet.paint.dim('┃')} ${sheet.paint.code(line)}`);
}

/** One line without fences. Code spans are taken out first: nothing inside them is markup. */
export function inline(line: string, sheet: Sheet): string {
  return line
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? sheet.paint.code(unescapeText(unlink(part))) : styled(part, sheet)))
    .join('');
}

const unlink = (code: string): string => code.replace(/<((?:https?|mailto):[^>|]+)(?:\|[^>]*)?>/g, '$1');

function styled(text: string, sheet: Sheet): string {
  const { paint } = sheet;
  const resolved = text
    .replace(/<(https?:[^>|]+|mailto:[^>|]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) =>
      link(url, label, sheet),
    )
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => paint.link(`@${sheet.nameOf(id)}`))
    .replace(/<#(C[A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) =>
      paint.link(`#${name || sheet.nameOf(id)}`),
    )
    // A date stands as its fallback: a terminal has no reader whose zone it could take.
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|@?([^>]*))?>/g, (_, id: string, name?: string) => paint.link(`@${name || id}`))
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, (_, range: string) => paint.link(`@${range}`));
  const painted = resolved
    .replace(/(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])/g, (_, inner: string) => paint.bold(inner))
    .replace(/(?<![\w_/.-])_(\S(?:[^_\n]*\S)?)_(?![\w_/.-])/g, '$1')
    .replace(/(?<![\w~])~(\S(?:[^~\n]*\S)?)~(?![\w~])/g, '$1')
    .replace(/:([a-z0-9_+-]+):/g, (_, name: string) => emoji(name))
    .replace(/^&gt; ?/, `${paint.dim('│')} `);
  return unescapeText(painted);
}

function link(url: string, label: string | undefined, sheet: Sheet): string {
  const bare = url.replace(/^(?:https?:\/\/|mailto:)/, '');
  if (!label || label === url || label === bare) return sheet.paint.link(label || url);
  return `${label} (${sheet.paint.link(url)})`;
}
