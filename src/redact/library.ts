import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { Span } from './span.js';

// It marks every rule of every text for a report that nobody asks for, keeps the marks for ever, and searches them at each new one: the
// thousandth text took five times as long as the first.
secretLintProfiler.mark = () => {};

/**
 * The kept library. Its `filter-comments` entry is left out: it lets a comment in the text switch detection off, and the text here
 * comes from strangers.
 */
const CONFIG = {
  rules: rules
    .filter((entry) => !entry.meta.id.endsWith('filter-comments'))
    .map((entry) => ({ id: entry.meta.id, rule: entry, options: {} })),
};

/** Where a whole URL was found, only the password goes: host and path say which registry or database it was. */
const IN_URL = /:\/\/[^\s:/?#@]*:(?<secret>[^\s@]+)@/d;

/** Secrets the library finds in this chunk. */
export async function findByLibrary(text: string): Promise<readonly Span[]> {
  const result = await lintSource({
    source: { filePath: 'report.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, noPhysicFilePath: true },
  });
  return result.messages.map((message) => {
    const [start, end] = message.range;
    const kind = message.ruleId.replace(/^.*secretlint-rule-/, '');
    const inner = IN_URL.exec(text.slice(start, end))?.indices?.groups?.secret;
    return inner === undefined
      ? { start, end, kind }
      : { start: start + inner[0], end: start + inner[1], kind: 'url-password' };
  });
}
