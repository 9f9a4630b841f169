import type { Ending, Outcome, Reason, Road } from '../../src/oncall/timeline.js';
import type { Language } from '../../src/report/language.js';

/** Every fixed word about a case. What is spliced in is markup or text already made safe by the caller. */
export interface CaseWords {
  readonly held: Readonly<Record<'hours' | 'mute', (until: string) => string>>;
  readonly told: (tier: number, of: number, whom: string, why: string) => string;
  readonly nobodyYet: string;
  readonly exhausted: string;
  readonly noTiers: string;
  /** The cause of the case, where what is shown is another diagnosis by now. */
  readonly cause: (title: string, certainty: string) => string;
  readonly acknowledged: (by: string, at: string) => string;
  readonly owner: (who: string) => string;
  readonly resolved: Readonly<Record<Ending, (by: string, at: string) => string>>;
  readonly muted: (by: string, until: string) => string;
  readonly rechecking: string;
  readonly rechecked: Readonly<Record<Outcome, (at: string) => string>>;
  readonly alsoOn: (nodes: string, count: string, same: string) => string;
  readonly allVersion: (version: string, looked: number, all: number) => string;
  readonly moreThan: (count: number) => string;
  readonly alerts: (count: number) => string;
  readonly differs: (node: string, what: string) => string;
  readonly sameCause: (link: string, nodes: string) => string;
  /** The words of that link. */
  readonly openCase: string;
  readonly notPaged: (road: string, reason: string) => string;
  readonly road: Readonly<Record<Road, string>>;
  readonly reason: Readonly<Record<Reason, string>>;
  readonly button: Readonly<
    Record<
      'escalate' | 'acknowledge' | 'resolve' | 'handOver' | 'mute' | 'unmute' | 'recheck' | 'reopen',
      (minutes: string) => string
    >
  >;
  /** `how`: the severity, or ''. */
  readonly page: (whom: string, tier: number, of: number, what: string, how: string) => string;
  readonly handedOver: (to: string, by: string) => string;
  readonly remind: (who: string, at: string) => string;
  readonly stillBroken: (who: string) => string;
  readonly openChecks: string;
  readonly nextCheck: string;
  readonly noOpenChecks: string;
  readonly fromThread: (link: string) => string;
  readonly form: Readonly<
    Record<'handOver' | 'to' | 'note' | 'resolve' | 'fix' | 'fixHint' | 'cancel' | 'noteHint', string>
  >;
  readonly gone: string;
  readonly done: Readonly<
    Record<'alreadyAcknowledged' | 'alreadyResolved' | 'alreadyEscalated' | 'rechecking', string>
  >;
  readonly nothingToRecheck: string;
  readonly stillNotReady: string;
  readonly incomplete: string;
  readonly notUploaded: string;
}

const EN = {
  held: {
    hours: (until) => `:clock3: Waits for the working hours: ${until}.`,
    mute: (until) => `:mute: The next tier is told when the mute is over: ${until}.`,
  },
  told: (tier, of, whom, why) => `:rotating_light: *Escalated* (${why}), tier ${tier} of ${of}: ${whom}.`,
  nobodyYet: 'Nobody has acknowledged yet.',
  exhausted: ':rotating_light: *Every tier was told and nobody has acknowledged.*',
  noTiers: ':warning: There is nobody to tell: `escalation.tiers` of the configuration is empty.',
  cause: (title, certainty) => `This case: *${title}* (${certainty}). What follows is the newest look.`,
  acknowledged: (by, at) => `:eyes: *Acknowledged* by ${by}, ${at}.`,
  owner: (who) => `${who} has it now.`,
  resolved: {
    person: (by, at) => `:white_check_mark: *Resolved* by ${by}, ${at}.`,
    elsewhere: (by, at) => `:white_check_mark: *Resolved* in PagerDuty by ${by}, ${at}.`,
    recheck: (_, at) => `:white_check_mark: *Resolved*: the recheck found it mended, ${at}.`,
    alert: (_, at) => `:white_check_mark: *Resolved*: its alerts are over, ${at}.`,
    quiet: (_, at) => `:white_circle: *Closed*: no alert for a while and nobody took it up, ${at}.`,
    joined: (_, at) => `:link: *Joined* the open case of the same cause, ${at}.`,
  },
  muted: (by, until) => `:mute: *Muted* by ${by} until ${until}; a worse verdict breaks it.`,
  rechecking: ':hourglass_flowing_sand: Rechecking.',
  rechecked: {
    mended: (at) => `:white_check_mark: Rechecked: mended, ${at}.`,
    'still-broken': (at) => `:x: Rechecked: *still broken*, ${at}.`,
    'not-known': (at) => `:grey_question: Rechecked: not known, ${at}.`,
  },
  alsoOn: (nodes, count, same) => `Also on ${nodes}; ${count} nodes so far${same}.`,
  allVersion: (version, looked, all) =>
    looked === all ? `, all ${version}` : `, ${version} on all ${looked} that were looked at`,
  moreThan: (count) => `more than ${count}`,
  alerts: (count) => `${count} alerts.`,
  differs: (node, what) => `:warning: ${node} shows something else: ${what}`,
  sameCause: (link, nodes) => `:link: The same cause as this ${link}, ${nodes} nodes so far.`,
  openCase: 'open case',
  notPaged: (road, reason) => `:warning: ${road} could not be told: ${reason}`,
  road: { slack: 'Slack', pagerduty: 'PagerDuty', webhook: 'the webhook' },
  reason: {
    asked: 'asked for',
    severity: 'by its severity',
    unknown: 'because nothing explains it',
    unacknowledged: 'because nobody acknowledged it',
    'still-broken': 'because it is still broken',
  },
  button: {
    escalate: () => 'Escalate',
    acknowledge: () => 'Ack',
    resolve: () => 'Resolve',
    handOver: () => 'Hand over',
    mute: (minutes) => `Mute ${minutes}`,
    unmute: () => 'Unmute',
    recheck: () => 'Recheck',
    reopen: () => 'Reopen',
  },
  page: (whom, tier, of, what, how) =>
    `${whom}: please take a look (tier ${tier} of ${of}): ${what}${how === '' ? '' : ` · ${how}`}. *Ack* stands under it.`,
  handedOver: (to, by) => `${to}: ${by} hands this over to you.`,
  remind: (who, at) =>
    `${who}: this is yours, acknowledged at ${at}. How is it? *Resolve*, *Hand over* or *Escalate* above.`,
  stillBroken: (who) => `${who}: the recheck says that it is *still broken*; the case is open again.`,
  openChecks: 'Open checks',
  nextCheck: 'Best next check',
  noOpenChecks: 'No check is open.',
  fromThread: (link) => `From ${link}.`,
  form: {
    handOver: 'Hand over',
    to: 'To',
    note: 'What they must know',
    noteHint: 'What was tried, what is running, what must not be touched',
    resolve: 'Resolve',
    fix: 'What fixed it?',
    fixHint: 'Goes into the resolution report',
    cancel: 'Cancel',
  },
  gone: 'I no longer remember this case. Paste the error again and I look afresh.',
  done: {
    alreadyAcknowledged: 'Somebody has acknowledged it already; *Hand over* passes it on.',
    alreadyResolved: 'It is resolved already; *Reopen* takes it up again.',
    alreadyEscalated: 'It is being escalated already.',
    rechecking: 'It is being rechecked already.',
  },
  nothingToRecheck: 'no node of this case was looked at, or I may not look at it again',
  stillNotReady: 'the node is not Ready',
  incomplete: 'what would decide could not be read',
  notUploaded: 'I could not upload the resolution report (scope `files:write`?).',
} as const satisfies CaseWords;

// Slack ends bold type only before a space or ASCII punctuation, so the punctuation around markup is ASCII here.
const ZH = {
  held: {
    hours: (until) => `:clock3: 等到工作时间再通知: ${until}。`,
    mute: (until) => `:mute: 静音结束后通知下一级: ${until}。`,
  },
  told: (tier, of, whom, why) => `:rotating_light: *已升级* (${why}), 第 ${tier} 级 (共 ${of} 级): ${whom}。`,
  nobodyYet: '还没有人确认。',
  exhausted: ':rotating_light: *所有级别都已通知，还没有人确认。*',
  noTiers: ':warning: 没有可以通知的人: 配置项 `escalation.tiers` 为空。',
  cause: (title, certainty) => `本个案: *${title}* (${certainty})。以下是最近一次查看的结果。`,
  acknowledged: (by, at) => `:eyes: *已确认*: ${by}, ${at}。`,
  owner: (who) => `现由 ${who} 处理。`,
  resolved: {
    person: (by, at) => `:white_check_mark: *已解决*: ${by}, ${at}。`,
    elsewhere: (by, at) => `:white_check_mark: *已解决* (在 PagerDuty 中): ${by}, ${at}。`,
    recheck: (_, at) => `:white_check_mark: *已解决*: 复查确认已修复, ${at}。`,
    alert: (_, at) => `:white_check_mark: *已解决*: 告警已恢复, ${at}。`,
    quiet: (_, at) => `:white_circle: *已关闭*: 一段时间没有新告警，也没有人处理, ${at}。`,
    joined: (_, at) => `:link: *已并入* 同一原因的未结个案, ${at}。`,
  },
  muted: (by, until) => `:mute: *已静音* (${by}) 直到 ${until}; 诊断变得更严重时自动解除。`,
  rechecking: ':hourglass_flowing_sand: 复查中。',
  rechecked: {
    mended: (at) => `:white_check_mark: 复查: 已修复, ${at}。`,
    'still-broken': (at) => `:x: 复查: *仍未修复*, ${at}。`,
    'not-known': (at) => `:grey_question: 复查: 无法判断, ${at}。`,
  },
  alsoOn: (nodes, count, same) => `另见 ${nodes}; 目前共 ${count} 个节点${same}。`,
  allVersion: (version, looked, all) =>
    looked === all ? `, 全部为 ${version}` : `, 已查看的 ${looked} 个全部为 ${version}`,
  moreThan: (count) => `超过 ${count}`,
  alerts: (count) => `共 ${count} 条告警。`,
  differs: (node, what) => `:warning: ${node} 的情况不同: ${what}`,
  sameCause: (link, nodes) => `:link: 与这个 ${link} 原因相同, 目前共 ${nodes} 个节点。`,
  openCase: '未结个案',
  notPaged: (road, reason) => `:warning: 无法通知 ${road}: ${reason}`,
  road: { slack: 'Slack', pagerduty: 'PagerDuty', webhook: 'webhook' },
  reason: {
    asked: '人工升级',
    severity: '因严重程度',
    unknown: '因原因未知',
    unacknowledged: '因无人确认',
    'still-broken': '因仍未修复',
  },
  button: {
    escalate: () => '升级',
    acknowledge: () => '确认',
    resolve: () => '解决',
    handOver: () => '交接',
    mute: (minutes) => `静音 ${minutes}`,
    unmute: () => '取消静音',
    recheck: () => '复查',
    reopen: () => '重新打开',
  },
  page: (whom, tier, of, what, how) =>
    `${whom}: 请处理 (第 ${tier} 级，共 ${of} 级): ${what}${how === '' ? '' : ` · ${how}`}。请按其下方的 *确认*。`,
  handedOver: (to, by) => `${to}: ${by} 把这个个案交给你。`,
  remind: (who, at) => `${who}: 这个个案由你处理 (${at} 确认)，现在怎么样？请用上面的 *解决*、*交接* 或 *升级*。`,
  stillBroken: (who) => `${who}: 复查显示 *仍未修复*; 个案已重新打开。`,
  openChecks: '待定检查',
  nextCheck: '最能定论的下一步检查',
  noOpenChecks: '没有待定检查。',
  fromThread: (link) => `来自 ${link}。`,
  form: {
    handOver: '交接',
    to: '交给',
    note: '对方需要知道什么',
    noteHint: '试过什么、正在跑什么、什么不能动',
    resolve: '解决',
    fix: '怎么修好的？',
    fixHint: '会写进处理报告',
    cancel: '取消',
  },
  gone: '这个个案已经不在记录里了。请重新粘贴报错，我再看一遍。',
  done: {
    alreadyAcknowledged: '已经有人确认了; 用 *交接* 转给别人。',
    alreadyResolved: '已经解决了; 用 *重新打开* 继续处理。',
    alreadyEscalated: '已经在升级中。',
    rechecking: '已经在复查中。',
  },
  nothingToRecheck: '这个个案没有查看过节点，或者我无权再查看',
  stillNotReady: '节点不是 Ready',
  incomplete: '能定论的数据没有读到',
  notUploaded: '处理报告没能上传(scope `files:write`？)。',
} as const satisfies CaseWords;

const WORDS: Readonly<Record<Language, CaseWords>> = { en: EN, zh: ZH };

/** @returns the words about cases in that language. */
export const caseWordsIn = (language: Language): CaseWords => WORDS[language];
