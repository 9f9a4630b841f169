import type { VerdictKind } from '../diagnosis/diagnosis.js';
import type { LayerAnswer } from '../facts/peel.js';
import { PEEL_WORDS, type PeelWords } from '../facts/peel-words.js';
import { languageOf } from '../report/language.js';
import { MENTION_WORDS, type MentionWords } from '../report/mention-words.js';
import type { Risk } from '../signatures/signature.js';

/** The headings of the anatomy. Signatures, checks and commands are never translated. */
export interface Words {
  readonly verdict: Readonly<Record<VerdictKind, string>>;
  readonly notKnown: string;
  /** Under notKnown, for a node. */
  readonly nothingFits: string;
  readonly nothingWrong: string;
  readonly over: string;
  readonly lastTold: (when: string, lines: number) => string;
  readonly nothingRead: string;
  readonly draft: string;
  readonly breaksAt: string;
  readonly feltAt: string;
  readonly evidence: string;
  readonly mention: MentionWords;
  readonly settle: string;
  readonly alsoPossible: string;
  readonly lookAlikes: string;
  readonly andMore: (count: number) => string;
  readonly ruledOut: string;
  readonly textSays: string;
  readonly exposed: string;
  readonly next: string;
  /** What an answer would make of a cause. */
  readonly becomes: Readonly<Record<VerdictKind, string>>;
  readonly outcome: (check: string, holds: string, fails: string) => string;
  readonly layers: string;
  readonly layer: Readonly<Record<LayerAnswer, string>>;
  readonly layersTold: PeelWords;
  readonly runbook: string;
  readonly risk: Readonly<Record<Risk, string>>;
  readonly expect: string;
  readonly hurts: string;
  readonly undo: string;
  readonly verify: string;
  readonly note: string;
  readonly sources: string;
  readonly incomplete: string;
  readonly noError: string;
  readonly lookFirst: string;
}

const EN: Words = {
  verdict: { confirmed: 'CONFIRMED', possible: 'POSSIBLE', 'ruled-out': 'RULED OUT' },
  notKnown: 'NOT KNOWN',
  nothingFits:
    'What was read of this node fits no known failure. It may be healthy, or fail in a way not described yet.',
  nothingWrong: 'NOTHING WRONG FOUND',
  over: 'Over',
  lastTold: (when, lines) => `last told ${when}${lines === 1 ? '' : `, ${lines} lines`}`,
  nothingRead: 'The node itself could not be read, so this says nothing about its health.',
  draft: 'draft',
  breaksAt: 'breaks at',
  feltAt: 'felt at',
  evidence: 'Evidence',
  mention: MENTION_WORDS.en,
  settle: 'settle',
  alsoPossible: 'Also possible',
  lookAlikes: 'Not told apart by these words',
  andMore: (count) => ` and ${count} more (--json names all)`,
  ruledOut: 'Ruled out',
  textSays: 'the text says',
  exposed: 'Not seen now, but this node can have it',
  next: 'Best next check',
  becomes: { confirmed: 'confirmed', possible: 'still possible', 'ruled-out': 'ruled out' },
  outcome: (check, holds, fails) => `${holds} if ${check} holds, ${fails} if not`,
  layers: 'Layers peeled: the same exec of `true` at each',
  layer: { works: 'works', fails: 'fails', hangs: 'hangs', absent: 'not tried' },
  layersTold: PEEL_WORDS.en,
  runbook: 'Runbook',
  risk: {
    observe: 'observe (changes nothing)',
    mitigate: 'mitigate (reversible)',
    disruptive: 'disruptive',
    fix: 'fix (removes the cause)',
  },
  expect: 'expect',
  hurts: 'hurts',
  undo: 'undo',
  verify: 'verify',
  note: 'note',
  sources: 'Sources',
  incomplete: 'Not collected',
  noError: 'No error of the container-runtime chain is in this text.',
  lookFirst: 'Look first at',
};

const ZH: Words = {
  verdict: { confirmed: '已确认', possible: '可能', 'ruled-out': '已排除' },
  notKnown: '未知',
  nothingFits: '从该节点读到的内容不符合任何已知故障。它可能是健康的，也可能是尚未收录的故障。',
  nothingWrong: '没有发现异常',
  over: '已经过去',
  lastTold: (when, lines) => `最后一次记录于 ${when}${lines === 1 ? '' : `，共 ${lines} 行`}`,
  nothingRead: '无法读取该节点本身，因此不能说明它是否健康。',
  draft: '草稿',
  breaksAt: '断点',
  feltAt: '表现于',
  evidence: '证据',
  settle: '查证',
  mention: MENTION_WORDS.zh,
  alsoPossible: '其他可能',
  lookAlikes: '这些文字无法区分的其他可能',
  andMore: (count) => ` 等，另有 ${count} 个（--json 列出全部）`,
  ruledOut: '已排除',
  textSays: '文本里写着',
  exposed: '目前未出现，但该节点存在此风险',
  next: '最有价值的下一步检查',
  becomes: { confirmed: '确认', possible: '仍有可能', 'ruled-out': '排除' },
  outcome: (check, holds, fails) => `${check} 成立则${holds}，不成立则${fails}`,
  layers: '逐层剥离：在每一层执行同一个 `true`',
  layer: { works: '正常', fails: '失败', hangs: '卡住', absent: '未尝试' },
  layersTold: PEEL_WORDS.zh,
  runbook: '处置手册',
  risk: {
    observe: '观察(不改变任何东西)',
    mitigate: '缓解(可回退)',
    disruptive: '有影响的操作',
    fix: '修复(消除根因)',
  },
  expect: '预期',
  hurts: '影响',
  undo: '回退',
  verify: '验证',
  note: '注意',
  sources: '来源',
  incomplete: '未采集到',
  noError: '这段文本中没有容器运行时链路的错误。',
  lookFirst: '首先检查',
};

/** @returns the headings in that language. */
export function wordsOf(lang: 'en' | 'zh' | undefined, text: string): Words {
  return languageOf(lang, text) === 'zh' ? ZH : EN;
}
