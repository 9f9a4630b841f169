import type { VerdictKind } from '../../src/diagnosis/diagnosis.js';
import type { Language } from '../../src/report/language.js';
import type { Risk } from '../../src/signatures/signature.js';

/** What only the full report says. */
export interface FileWords {
  readonly report: string;
  readonly textAlone: string;
  readonly nothingCollected: string;
  readonly facts: string;
  readonly somebody: string;
  readonly seenIn: (place: string, line: number, count: number) => string;
  readonly answer: Readonly<Record<'holds' | 'fails' | 'unknown', string>>;
  readonly role: Readonly<Record<'must' | 'helps' | 'refutes', string>>;
  readonly verdict: Readonly<Record<VerdictKind, string>>;
  readonly ruledOutBy: string;
  readonly risk: Readonly<Record<Risk, string>>;
  readonly unknown: string;
  readonly incomplete: string;
  readonly more: (count: number) => string;
  readonly none: string;
}

const EN = {
  report: 'Report',
  textAlone: 'The text alone',
  nothingCollected: 'Nothing was collected.',
  facts: 'Facts',
  somebody: 'somebody',
  seenIn: (place, line, count) => `seen in ${place}, line ${line}, ${count} times`,
  answer: { holds: 'holds', fails: 'fails', unknown: 'unknown' },
  role: { must: 'must', helps: 'helps', refutes: 'refutes' },
  verdict: { confirmed: 'confirmed', possible: 'possible', 'ruled-out': 'ruled-out' },
  ruledOutBy: 'ruled out by',
  risk: { observe: 'observe', mitigate: 'mitigate', disruptive: 'disruptive', fix: 'fix' },
  unknown: 'unknown',
  incomplete: 'incomplete',
  more: (count) => `... ${count} more`,
  none: '(none)',
} as const satisfies FileWords;

const ZH = {
  report: '报告',
  textAlone: '仅文本',
  nothingCollected: '没有采集任何数据。',
  facts: '采集到的事实',
  somebody: '来源不明',
  seenIn: (place, line, count) => `见于 ${place}，第 ${line} 行，共 ${count} 次`,
  answer: { holds: '成立', fails: '不成立', unknown: '未知' },
  role: { must: '必要', helps: '佐证', refutes: '反证' },
  verdict: { confirmed: '已确认', possible: '可能', 'ruled-out': '已排除' },
  ruledOutBy: '排除依据',
  risk: { observe: '观察', mitigate: '缓解', disruptive: '有影响的操作', fix: '修复' },
  unknown: '未知',
  incomplete: '不完整',
  more: (count) => `... 还有 ${count} 行`,
  none: '(无)',
} as const satisfies FileWords;

const WORDS: Readonly<Record<Language, FileWords>> = { en: EN, zh: ZH };

/** @returns the words of the full report in that language. */
export const fileWordsIn = (language: Language): FileWords => WORDS[language];
