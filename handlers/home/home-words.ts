import type { Phase } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';

/** The words of the Home tab. */
export interface HomeWords {
  readonly mine: string;
  readonly others: string;
  readonly noCases: string;
  readonly moreCases: (count: number) => string;
  readonly phase: Readonly<Record<Phase['kind'], string>>;
  readonly tier: (tier: number, of: number) => string;
  readonly muted: string;
  /** `beyond`: there are further ones that nobody counts. */
  readonly nodes: (first: string, more: number, beyond: boolean) => string;
  readonly since: (at: string) => string;
  readonly until: (at: string) => string;
  readonly unknownCause: string;
  readonly open: string;
  readonly sick: string;
  readonly noneSick: string;
  readonly clusters: string;
  readonly noClusters: string;
  readonly cluster: (nodes: number) => string;
  readonly allReady: string;
  readonly notReady: (names: string) => string;
  readonly silent: (seconds: number) => string;
  readonly queue: (waiting: number, running: number, parked: number) => string;
  readonly feedback: (right: number, wrong: number) => string;
}

const EN = {
  mine: 'My open cases',
  others: 'Open cases',
  noCases: 'No case is open.',
  moreCases: (count) => `and ${count} more`,
  phase: {
    open: 'nobody was told',
    held: 'waits',
    escalating: 'escalated',
    exhausted: 'every tier was told, nobody acknowledged',
    acknowledged: 'acknowledged',
    resolved: 'resolved',
  },
  tier: (tier, of) => `tier ${tier} of ${of}`,
  muted: 'muted',
  nodes: (first, more, beyond) => (more > 0 ? `${first} and ${beyond ? 'more than ' : ''}${more} more` : first),
  since: (at) => `since ${at}`,
  until: (at) => `until ${at}`,
  unknownCause: 'cause not known',
  open: 'Open',
  sick: 'Sick nodes by signature',
  noneSick: 'No node of an open case has a confirmed cause.',
  clusters: 'Clusters',
  noClusters: 'No collector has reported one yet: `plegmatic start --role collector`.',
  cluster: (nodes) => `${nodes} nodes`,
  allReady: 'all ready',
  notReady: (names) => `not ready: ${names}`,
  silent: (seconds) => `${seconds} s old: its collector is silent`,
  queue: (waiting, running, parked) => `*Queue*: ${waiting} waiting, ${running} running, ${parked} parked`,
  feedback: (right, wrong) => `*Was it right?* ${right} times yes, ${wrong} times no`,
} as const satisfies HomeWords;

const ZH = {
  mine: '我负责的未结个案',
  others: '未结个案',
  noCases: '没有未结个案。',
  moreCases: (count) => `另有 ${count} 个`,
  phase: {
    open: '尚未通知任何人',
    held: '等待中',
    escalating: '已升级',
    exhausted: '所有级别都已通知，无人确认',
    acknowledged: '已确认',
    resolved: '已解决',
  },
  tier: (tier, of) => `第 ${tier} 级，共 ${of} 级`,
  muted: '已静音',
  nodes: (first, more, beyond) => (more > 0 ? `${first} 等${beyond ? '超过 ' : ' '}${more + 1} 个` : first),
  since: (at) => `始于 ${at}`,
  until: (at) => `到 ${at} 为止`,
  unknownCause: '原因未知',
  open: '查看',
  sick: '按故障特征列出的问题节点',
  noneSick: '没有未结个案的节点确认了原因。',
  clusters: '集群',
  noClusters: '还没有采集器上报过集群: `plegmatic start --role collector`。',
  cluster: (nodes) => `${nodes} 个节点`,
  allReady: '全部 Ready',
  notReady: (names) => `NotReady: ${names}`,
  silent: (seconds) => `${seconds} 秒前的数据: 它的采集器没有动静`,
  queue: (waiting, running, parked) => `*队列*: ${waiting} 个等待, ${running} 个进行中, ${parked} 个搁置`,
  feedback: (right, wrong) => `*判断正确吗？* ${right} 次正确, ${wrong} 次有误`,
} as const satisfies HomeWords;

export const homeWordsIn = (language: Language): HomeWords => (language === 'zh' ? ZH : EN);
