import type { VerdictKind } from '../../src/diagnosis/diagnosis.js';
import type { LayerAnswer } from '../../src/facts/peel.js';
import { PEEL_WORDS, type PeelWords } from '../../src/facts/peel-words.js';
import type { Language } from '../../src/report/language.js';
import { MENTION_WORDS, type MentionWords } from '../../src/report/mention-words.js';
import type { REFERENCE_TYPES, Risk, Severity } from '../../src/signatures/signature.js';
import { type FileWords, fileWordsIn } from './file-words.js';

/** Every fixed word of an answer. What is spliced in is markup or text already made safe by the caller. */
export interface Words {
  /** Ends a sentence whose author forgot to. */
  readonly stop: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly verdict: Readonly<Record<VerdictKind, string>>;
  readonly notKnown: string;
  readonly notKnownYet: string;
  readonly textDoesNotSay: string;
  readonly nothingExplains: string;
  /** After a title, on one line without markup. */
  readonly on: (node: string) => string;
  readonly lookingAt: (nodes: string) => string;
  readonly breaksAt: string;
  readonly feltAt: string;
  readonly underIt: string;
  readonly whatFollowsIs: (node: string) => string;
  readonly theText: string;
  readonly howIKnow: string;
  readonly alsoPossible: string;
  readonly lookAlikes: string;
  readonly ruledOut: string;
  readonly exposed: string;
  readonly excluded: string;
  readonly settle: string;
  readonly mention: MentionWords;
  readonly line: (line: number) => string;
  readonly lines: (count: number) => string;
  readonly wouldDecide: (fact: string) => string;
  readonly textSays: string;
  readonly whatWouldDecide: string;
  readonly tellTheNode: string;
  /** What an answer would make of a cause. */
  readonly becomes: Readonly<Record<VerdictKind, string>>;
  readonly outcome: (cause: string, check: string, holds: string, fails: string) => string;
  readonly peel: string;
  readonly layers: string;
  readonly layer: Readonly<Record<LayerAnswer, string>>;
  readonly layersTold: PeelWords;
  readonly runProbe: (probe: string, node: string) => string;
  readonly queued: string;
  readonly before: (position: number) => string;
  readonly judging: string;
  readonly collecting: string;
  readonly probes: (done: number, of: number) => string;
  readonly windowRead: (from: string, to: string) => string;
  readonly notRead: (probes: string) => string;
  readonly andMore: (count: number) => string;
  readonly runbook: Readonly<Record<Risk, string>>;
  readonly step: Readonly<Record<'expect' | 'hurts' | 'undo' | 'verify' | 'note', string>>;
  readonly hurtsWhom: (whom: string) => string;
  readonly hurtsUnknown: string;
  readonly sources: string;
  readonly reference: Readonly<Record<(typeof REFERENCE_TYPES)[number], string>>;
  readonly inTheFile: string;
  readonly takenApart: string;
  readonly inLine: (line: number) => string;
  readonly outermostFirst: string;
  readonly lookFirstAt: (link: string) => string;
  readonly changesNothing: string;
  readonly collectFrom: (node: string) => string;
  readonly stopWaitingFor: (node: string) => string;
  readonly collectAgainFrom: (node: string) => string;
  readonly right: string;
  readonly wrong: string;
  readonly tooLong: string;
  readonly ended: Readonly<
    Record<'deadline' | 'failed' | 'cancelled' | 'fresh', (node: string, why: string) => string>
  >;
  readonly file: FileWords;
}

const EN = {
  stop: '.',
  severity: {
    'node-down': 'node down',
    'node-not-ready': 'node not ready',
    'pods-failing': 'pods failing',
    'pods-degraded': 'pods degraded',
    latent: 'latent',
    harmless: 'harmless',
  },
  verdict: { confirmed: 'Confirmed', possible: 'Possible', 'ruled-out': 'Ruled out' },
  notKnown: 'Not known',
  notKnownYet: 'Not known yet',
  textDoesNotSay: 'the text alone does not say it.',
  nothingExplains: 'no signature explains this.',
  on: (node) => ` on ${node}`,
  lookingAt: (nodes) => `Looking at ${nodes}`,
  breaksAt: 'breaks at',
  feltAt: 'felt at',
  underIt: 'under it',
  whatFollowsIs: (node) => `What follows is ${node}; the others are in the full report.`,
  theText: 'the text',
  howIKnow: 'How I know',
  alsoPossible: 'Also possible',
  lookAlikes: 'Not told apart by these words',
  ruledOut: 'Ruled out',
  exposed: 'Not seen now, but this node can have it',
  excluded: 'excluded',
  settle: 'Settle it',
  mention: MENTION_WORDS.en,
  line: (line) => `line ${line}`,
  lines: (count) => `${count} lines`,
  wouldDecide: (fact) => `${fact} would decide`,
  textSays: 'the text says',
  whatWouldDecide: 'What would decide',
  becomes: { confirmed: 'confirmed', possible: 'still possible', 'ruled-out': 'ruled out' },
  outcome: (cause, check, holds, fails) => `${cause}: ${holds} if ${check} holds, ${fails} if not`,
  peel: 'Peel the layers…',
  layers: 'Layers peeled',
  layer: { works: 'works', fails: 'fails', hangs: 'hangs', absent: 'not tried' },
  layersTold: PEEL_WORDS.en,
  runProbe: (probe, node) => `Run ${probe} on ${node}`,
  tellTheNode:
    'This is what the text alone says. Tell me the node and I look: mention me here with its name, or `/diagnose NODE`.',
  queued: 'queued',
  before: (position) => `${position} before it`,
  judging: 'judging',
  collecting: 'collecting',
  probes: (done, of) => `${done}/${of} probes`,
  windowRead: (from, to) => `The logs of ${from} to ${to} were read too, for the text speaks of then.`,
  notRead: (probes) => `Not read: ${probes}.`,
  andMore: (count) => ` and ${count} more`,
  runbook: {
    observe: '*Look* (changes nothing)',
    mitigate: '*Relieve* (can be undone)',
    disruptive: '*Disruptive* (hurts somebody; the commands are in the full report)',
    fix: '*Fix* (removes the cause)',
  },
  step: { expect: 'expect', hurts: 'hurts', undo: 'undo', verify: 'verify', note: 'note' },
  hurtsWhom: (whom) => `hurts ${whom}`,
  hurtsUnknown: 'unknown',
  sources: 'Sources',
  reference: { report: 'report', fix: 'fix', introduced: 'introduced', article: 'article', docs: 'docs' },
  inTheFile: 'The commands and everything that did not fit here are in the full report (file in this thread).',
  takenApart: 'The error taken apart',
  inLine: (line) => `(line ${line})`,
  outermostFirst: 'outermost first',
  lookFirstAt: (link) => `Look first at ${link}`,
  changesNothing: '(changes nothing)',
  collectFrom: (node) => `Collect from ${node}`,
  stopWaitingFor: (node) => `Stop waiting for ${node}`,
  collectAgainFrom: (node) => `Collect again from ${node}`,
  right: 'This was right',
  wrong: 'This was wrong',
  tooLong: 'The text was too long to read to its end in time: this is what its two ends say.',
  ended: {
    deadline: (node, why) => `${node} did not answer in time${why}; this is what is known without it.`,
    failed: (node, why) => `I could not collect from ${node}${why}; this is what is known without it.`,
    cancelled: (node) => `The collection from ${node} was cancelled.`,
    fresh: (node) =>
      `The facts of ${node} were collected a moment ago for somebody else; their times stand beside them.`,
  },
  file: fileWordsIn('en'),
} as const satisfies Words;

// Slack ends bold type only before a space or ASCII punctuation, so the punctuation around markup is ASCII here.
const ZH = {
  stop: '。',
  severity: {
    'node-down': '节点宕机',
    'node-not-ready': '节点 NotReady',
    'pods-failing': 'Pod 失败',
    'pods-degraded': 'Pod 受影响',
    latent: '潜在风险',
    harmless: '无害',
  },
  verdict: { confirmed: '已确认', possible: '可能', 'ruled-out': '已排除' },
  notKnown: '未知',
  notKnownYet: '暂不清楚',
  textDoesNotSay: '仅凭这段文本还看不出来。',
  nothingExplains: '没有已知的故障特征能解释它。',
  on: (node) => ` (${node})`,
  lookingAt: (nodes) => `正在查看 ${nodes}`,
  breaksAt: '断点',
  feltAt: '表现于',
  underIt: '下层',
  whatFollowsIs: (node) => `以下是 ${node} 的诊断，其余节点见完整报告。`,
  theText: '这段文本',
  howIKnow: '证据',
  alsoPossible: '其他可能',
  lookAlikes: '这些文字无法区分的其他可能',
  ruledOut: '已排除',
  exposed: '目前未出现，但该节点存在此风险',
  excluded: '已排除',
  settle: '查证',
  mention: MENTION_WORDS.zh,
  line: (line) => `第 ${line} 行`,
  lines: (count) => `共 ${count} 行`,
  wouldDecide: (fact) => `取决于 ${fact}`,
  textSays: '文本里写着',
  whatWouldDecide: '最能定论的下一步检查',
  becomes: { confirmed: '确认', possible: '仍有可能', 'ruled-out': '排除' },
  outcome: (cause, check, holds, fails) => `${cause}: ${check} 成立则${holds}，不成立则${fails}`,
  peel: '逐层剥离…',
  layers: '逐层剥离的结果',
  layer: { works: '正常', fails: '失败', hangs: '卡住', absent: '未尝试' },
  layersTold: PEEL_WORDS.zh,
  runProbe: (probe, node) => `在 ${node} 上运行 ${probe}`,
  tellTheNode: '以上仅根据文本判断。告诉我是哪个节点，我去看：在这里 @ 我并写上节点名，或者用 `/diagnose NODE`。',
  queued: '排队中',
  before: (position) => `前面还有 ${position} 个`,
  judging: '判断中',
  collecting: '采集中',
  probes: (done, of) => `探针 ${done}/${of}`,
  windowRead: (from, to) => `文本说的是那时的事，因此也读了 ${from} 至 ${to} 的日志。`,
  notRead: (probes) => `未读到：${probes}。`,
  andMore: (count) => ` 等，另有 ${count} 项`,
  runbook: {
    observe: '*观察* (不改变任何东西)',
    mitigate: '*缓解* (可回退)',
    disruptive: '*有影响的操作* (会影响业务；命令见完整报告)',
    fix: '*修复* (消除根因)',
  },
  step: { expect: '预期', hurts: '影响', undo: '回退', verify: '验证', note: '注意' },
  hurtsWhom: (whom) => `影响: ${whom}`,
  hurtsUnknown: '未知',
  sources: '来源',
  reference: { report: '报告', fix: '修复', introduced: '引入', article: '文章', docs: '文档' },
  inTheFile: '命令和这里放不下的内容都在完整报告里(本线程中的文件)。',
  takenApart: '逐层拆解这条报错',
  inLine: (line) => `(第 ${line} 行)`,
  outermostFirst: '由外到内',
  lookFirstAt: (link) => `先查 ${link}`,
  changesNothing: '(不改变任何东西)',
  collectFrom: (node) => `采集 ${node}`,
  stopWaitingFor: (node) => `不再等待 ${node}`,
  collectAgainFrom: (node) => `重新采集 ${node}`,
  right: '判断正确',
  wrong: '判断有误',
  tooLong: '文本太长，没能在时限内读完：以下仅根据首尾两端判断。',
  ended: {
    deadline: (node, why) => `${node} 没有在时限内应答${why}；以下是没有它时已知的情况。`,
    failed: (node, why) => `无法从 ${node} 采集${why}；以下是没有它时已知的情况。`,
    cancelled: (node) => `已取消对 ${node} 的采集。`,
    fresh: (node) => `${node} 的数据刚刚为别人采集过，直接沿用；采集时间标在各项旁边。`,
  },
  file: fileWordsIn('zh'),
} as const satisfies Words;

const WORDS: Readonly<Record<Language, Words>> = { en: EN, zh: ZH };

/** @returns the fixed words in that language. */
export const wordsIn = (language: Language): Words => WORDS[language];
