import type { Entry, Road } from '../../src/oncall/timeline.js';
import type { Language } from '../../src/report/language.js';

type Of<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** The words of the resolution report. Names are names here, for a file mentions nobody. */
export interface ResolutionWords {
  readonly title: (what: string) => string;
  readonly unknownCause: string;
  readonly head: Readonly<
    Record<
      'cause' | 'link' | 'severity' | 'opened' | 'acknowledged' | 'ended' | 'lasted' | 'nodes' | 'alerts' | 'case',
      string
    >
  >;
  readonly section: Readonly<Record<'timeline' | 'nodes' | 'fix' | 'notes' | 'evidence', string>>;
  readonly duration: (minutes: number) => string;
  readonly acknowledged: (at: string, by: string, after: string) => string;
  readonly nobody: string;
  readonly dropped: (count: number) => string;
  readonly notLooked: string;
  /** Alerts of nodes beyond those that are kept. */
  readonly furtherNodes: (alerts: number) => string;
  readonly saidFix: string;
  readonly knownFix: string;
  readonly noFix: string;
  readonly entry: { readonly [K in Entry['kind']]: (entry: Of<K>, name: (by: string) => string) => string };
}

const by = (who: string | undefined, name: (by: string) => string, word: string): string =>
  who === undefined ? '' : ` ${word} ${name(who)}`;

/** Names, in every language. */
const ROAD = { slack: 'Slack', pagerduty: 'PagerDuty', webhook: 'webhook' } as const satisfies Record<Road, string>;

const EN: ResolutionWords = {
  title: (what) => `Resolution report: ${what}`,
  unknownCause: 'cause not known',
  head: {
    cause: 'Cause',
    link: 'Failing link',
    severity: 'Severity',
    opened: 'Opened',
    acknowledged: 'Acknowledged',
    ended: 'Ended',
    lasted: 'Lasted',
    nodes: 'Nodes',
    alerts: 'Alerts',
    case: 'Case',
  },
  section: { timeline: 'Timeline', nodes: 'Nodes', fix: 'Fix', notes: 'Hand-over notes', evidence: 'Evidence' },
  duration: (minutes) =>
    minutes < 1
      ? 'under a minute'
      : minutes < 60
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`,
  acknowledged: (at, by, after) => `${at} by ${by} (after ${after})`,
  nobody: 'by nobody',
  dropped: (count) => `${count} entries of alerts were left out.`,
  notLooked: 'not looked at',
  furtherNodes: (alerts) => `and further nodes, not kept one by one: ${alerts} alerts`,
  saidFix: 'What they said fixed it',
  knownFix: 'What removes this cause, as far as it is known',
  noFix: 'Nothing was noted.',
  entry: {
    opened: (e, name) => `opened: ${e.what}${by(e.by, name, 'by')}`,
    joined: (e) => `also on ${e.node}`,
    judged: (e) => `diagnosis: ${e.title || 'not known'} (${e.certainty})${e.node === null ? '' : ` on ${e.node}`}`,
    escalated: (e, name) =>
      `escalated (${{ asked: 'asked for', severity: 'severity', unknown: 'unknown cause', unacknowledged: 'not acknowledged', 'still-broken': 'still broken' }[e.reason]})${by(e.by, name, 'by')}`,
    held: (e) =>
      `held until ${e.until.slice(0, 16).replace('T', ' ')} UTC (${e.why === 'hours' ? 'working hours' : 'muted'})`,
    paged: (e, name) =>
      `tier ${e.tier + 1} told (${ROAD[e.road]})${e.road === 'slack' ? `: ${mentions(e.whom, name)}` : ''}`,
    'not-paged': (e) => `tier ${e.tier + 1} not told (${ROAD[e.road]}): ${e.reason}`,
    'nobody-left': () => 'every tier was told, nobody acknowledged',
    acknowledged: (e, name) => `acknowledged by ${name(e.by)}${e.road === 'slack' ? '' : ' in PagerDuty'}`,
    'handed-over': (e, name) => `handed over by ${name(e.by)} to ${name(e.to)}`,
    muted: (e, name) => `muted by ${name(e.by)} until ${e.until.slice(0, 16).replace('T', ' ')} UTC`,
    unmuted: (e) => `mute ended (${{ over: 'over', worse: 'a worse verdict', asked: 'asked for' }[e.why]})`,
    quiet: (e) => `alerts of ${e.node} are over`,
    recheck: (e, name) => `recheck${e.by === undefined ? ', by itself' : by(e.by, name, 'asked for by')}`,
    rechecked: (e) => `rechecked: ${e.outcome.replace('-', ' ')}${e.reason === undefined ? '' : ` (${e.reason})`}`,
    resolved: (e, name) =>
      `resolved${by(e.by, name, 'by')}${{ person: '', elsewhere: ' in PagerDuty', recheck: ': the recheck found it mended', alert: ': its alerts are over', quiet: ': no alert for a while', joined: ': joined the open case of the same cause' }[e.how]}`,
    reopened: (e, name) => `opened again${by(e.by, name, 'by')}`,
    reminded: (e, name) => `${name(e.whom)} reminded`,
  },
};

const ZH: ResolutionWords = {
  title: (what) => `处理报告: ${what}`,
  unknownCause: '原因未知',
  head: {
    cause: '原因',
    link: '断点',
    severity: '严重程度',
    opened: '开始',
    acknowledged: '确认',
    ended: '结束',
    lasted: '持续',
    nodes: '节点',
    alerts: '告警',
    case: '个案',
  },
  section: { timeline: '经过', nodes: '节点', fix: '修复', notes: '交接说明', evidence: '证据' },
  duration: (minutes) =>
    minutes < 1
      ? '不到 1 分钟'
      : minutes < 60
        ? `${minutes} 分钟`
        : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`,
  acknowledged: (at, by, after) => `${at}, ${by} (用时 ${after})`,
  nobody: '无人',
  dropped: (count) => `略去 ${count} 条告警记录。`,
  notLooked: '未查看',
  furtherNodes: (alerts) => `以及更多节点, 未逐一记录: ${alerts} 条告警`,
  saidFix: '处理人说明的修复方法',
  knownFix: '已知能消除该原因的方法',
  noFix: '没有记录。',
  entry: {
    opened: (e, name) => `开始: ${e.what}${by(e.by, name, '由')}`,
    joined: (e) => `另见于 ${e.node}`,
    judged: (e) =>
      `诊断: ${e.title || '未知'} (${{ confirmed: '已确认', possible: '可能', 'not-known': '未知' }[e.certainty] ?? e.certainty})${e.node === null ? '' : ` ${e.node}`}`,
    escalated: (e, name) =>
      `升级 (${{ asked: '人工', severity: '严重程度', unknown: '原因未知', unacknowledged: '无人确认', 'still-broken': '仍未修复' }[e.reason]})${by(e.by, name, '由')}`,
    held: (e) => `等到 ${e.until.slice(0, 16).replace('T', ' ')} UTC (${e.why === 'hours' ? '工作时间' : '静音'})`,
    paged: (e, name) =>
      `已通过 ${ROAD[e.road]} 通知第 ${e.tier + 1} 级${e.road === 'slack' ? `: ${mentions(e.whom, name)}` : ''}`,
    'not-paged': (e) => `未能通过 ${ROAD[e.road]} 通知第 ${e.tier + 1} 级: ${e.reason}`,
    'nobody-left': () => '所有级别都已通知，无人确认',
    acknowledged: (e, name) => `${name(e.by)} 已确认${e.road === 'slack' ? '' : ' (在 PagerDuty 中)'}`,
    'handed-over': (e, name) => `${name(e.by)} 交接给 ${name(e.to)}`,
    muted: (e, name) => `${name(e.by)} 静音到 ${e.until.slice(0, 16).replace('T', ' ')} UTC`,
    unmuted: (e) => `静音结束 (${{ over: '到时', worse: '诊断变得更严重', asked: '人工' }[e.why]})`,
    quiet: (e) => `${e.node} 的告警已恢复`,
    recheck: (e, name) => `复查${e.by === undefined ? ' (自动)' : by(e.by, name, '由')}`,
    rechecked: (e) =>
      `复查结果: ${{ mended: '已修复', 'still-broken': '仍未修复', 'not-known': '无法判断' }[e.outcome]}${e.reason === undefined ? '' : ` (${e.reason})`}`,
    resolved: (e, name) =>
      `已解决${by(e.by, name, '由')} (${{ person: '人工', elsewhere: '在 PagerDuty 中', recheck: '复查', alert: '告警恢复', quiet: '无新告警', joined: '并入' }[e.how]})`,
    reopened: (e, name) => `重新打开${by(e.by, name, '由')}`,
    reminded: (e, name) => `已提醒 ${name(e.whom)}`,
  },
};

/** `<@U1>` becomes the person's name. */
function mentions(whom: string, name: (by: string) => string): string {
  return whom.replace(/<@([A-Z0-9]+)>/g, (_, id: string) => name(id)).replace(/<!subteam\^([A-Z0-9]+)>/g, '@$1');
}

export const resolutionWordsIn = (language: Language): ResolutionWords => (language === 'zh' ? ZH : EN);
