import { writeFileSync } from 'node:fs';
import { openStage } from './stage.js';
import { stories } from './stories.js';
import { tell } from './tell.js';

/**
 * `npm run screenshot`: plays one story for real and draws its thread, as the terminal shows it, into docs/thread.svg.
 * The picture in the README is made by this, so it cannot show what the bot does not say.
 */
const COLUMNS = 108;
const LINE = 17;
const CHARACTER = 7.8;
const MARGIN = 16;
const COLOURS: Readonly<Record<string, string>> = {
  '1': 'font-weight="bold" fill="#f2f2f2"',
  '2': 'fill="#7d8590"',
  '36': 'fill="#7ee0d4"',
  '4;34': 'fill="#79b8ff" text-decoration="underline"',
  '1;33': 'font-weight="bold" fill="#ffd479"',
  '1;35': 'font-weight="bold" fill="#d2a8ff"',
  '31': 'fill="#ff7b72"',
  '32': 'fill="#7ee787"',
};

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function drawLine(line: string, row: number): string {
  const spans = line.split('\u001b[').flatMap((part, index) => {
    if (index === 0) return part === '' ? [] : [`<tspan>${escapeXml(part)}</tspan>`];
    const end = part.indexOf('m');
    const text = escapeXml(part.slice(end + 1));
    return text === '' ? [] : [`<tspan ${COLOURS[part.slice(0, end)] ?? ''}>${text}</tspan>`];
  });
  return `<text x="${MARGIN}" y="${MARGIN + LINE * (row + 1)}" xml:space="preserve">${spans.join('')}</text>`;
}

function draw(text: string): string {
  const lines = text.split('\n');
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * MARGIN);
  const height = lines.length * LINE + 3 * MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13" fill="#d0d7de">
<rect width="100%" height="100%" rx="8" fill="#1b1f24"/>
${lines.map(drawLine).join('\n')}
</svg>
`;
}

const [file, number = '0'] = process.argv.slice(2);
const story = stories(new Date())[Number(number)];
if (file === undefined || story === undefined) throw new Error('usage: screenshot FILE.svg [STORY]');
const stage = await openStage(process.env);
try {
  const { root } = await tell(stage.slack, story);
  const full = stage.slack.print(story.channel, root.ts, { width: COLUMNS, color: true, seenBy: story.person });
  // Long log lines are not wrapped in a terminal either; the picture ends where the window does.
  const clipped = full
    .split('\n')
    .map((line) => (line.includes('\u001b') || line.length <= COLUMNS ? line : `${line.slice(0, COLUMNS - 1)}…`));
  writeFileSync(file, draw(clipped.join('\n')));
} finally {
  await stage.stop();
}
