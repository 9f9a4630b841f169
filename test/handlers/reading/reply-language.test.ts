import { expect, it, vi } from 'vitest';
import { replyLanguage } from '../../../handlers/reading/reply-language.js';

const never = () => new Promise<void>(() => {});
const partsOf = (locale: string | null, sleep: () => Promise<void> = never) => ({
  localeOf: vi.fn(async () => locale),
  sleep: vi.fn(sleep),
});

it.each([
  ['zh-CN', 'zh'],
  ['zh-TW', 'zh'],
  ['en-US', 'en'],
  ['de-DE', 'en'],
  [null, 'en'],
] as const)('whoever reads Slack in %s is answered in %s', async (locale, language) => {
  expect(await replyLanguage('exec failed: EOF', 'U1', partsOf(locale))).toBe(language);
});

it('does not ask Slack about a text that is Chinese, nor about nobody', async () => {
  const parts = partsOf('en-US');
  expect(await replyLanguage('节点怎么又不健康了 PLEG', 'U1', parts)).toBe('zh');
  expect(await replyLanguage('exec failed: EOF', undefined, parts)).toBe('en');
  expect(parts.localeOf).not.toHaveBeenCalled();
});

it('takes a Chinese name in a path for no prose', async () => {
  expect(await replyLanguage('no such file: /data/备份/a', 'U1', partsOf('en-US'))).toBe('en');
});

it('does not wait long for Slack', async () => {
  const parts = { localeOf: () => new Promise<string | null>(() => {}), sleep: async () => {} };
  expect(await replyLanguage('exec failed: EOF', 'U1', parts)).toBe('en');
});
