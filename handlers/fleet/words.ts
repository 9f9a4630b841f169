import type { Health } from '../../src/fleet/node.js';
import type { Stop } from '../../src/records/fleets.js';
import type { Language } from '../../src/report/language.js';

/** Every word of a sweep over many nodes. */
export interface FleetWords {
  readonly sweep: (asked: string, nodes: number) => string;
  readonly health: Readonly<Record<Health, string>>;
  readonly nothingYet: string;
  readonly progress: (done: number, of: number, open: number) => string;
  readonly atOnce: (most: number, cluster: string) => string;
  readonly finished: string;
  readonly stopped: Readonly<Record<Stop, (left: number) => string>>;
  readonly stop: string;
  readonly stopping: string;
  readonly over: string;
  readonly columns: readonly string[];
  readonly apartColumns: readonly string[];
  readonly nodeColumns: readonly string[];
  readonly nothingApart: string;
  readonly tooFewHealthy: string;
  readonly allNodes: string;
  readonly missing: Readonly<Record<'collector' | 'cluster' | 'pool', (name: string, have: string) => string>>;
  readonly oneAlone: string;
  /** What the message has no room for. */
  readonly restInFile: (causes: number, differences: boolean) => string;
}

const EN = {
  sweep: (asked, nodes) => `${asked}, ${nodes} nodes`,
  health: { sick: 'sick', possible: 'possibly sick', healthy: 'healthy', unknown: 'not readable' },
  nothingYet: 'nothing yet',
  progress: (done, of, open) => `${done} of ${of} nodes read, ${open} being read`,
  atOnce: (most, cluster) => `at most ${most} at once in ${cluster}`,
  finished: 'Every node was asked.',
  stopped: {
    cancelled: (left) => `Stopped on request; ${left} nodes were not asked.`,
    deadline: (left) => `The time for one sweep is over; ${left} nodes were not asked.`,
    budget: (left) => `The hour’s budget of collections is used up; ${left} nodes were not asked.`,
    silent: (left) =>
      `Five nodes in a row could not be read at all, so I put no more load on the cluster; ${left} nodes were not asked.`,
  },
  stop: 'Stop the sweep',
  stopping: 'Stopping: no node is begun any more; those being read come to their end.',
  over: 'This sweep is over already.',
  columns: ['', 'cause', 'nodes', ''],
  apartColumns: ['what they have', 'value', 'of them', 'of the healthy'],
  nodeColumns: ['cluster', 'node', 'pool', 'health', 'cause, or why not read', 'exposed to'],
  nothingApart: 'nothing that was read sets these nodes apart from the healthy ones.',
  tooFewHealthy: 'There are too few healthy nodes to compare the sick with.',
  allNodes: 'All nodes',
  missing: {
    collector: () => 'No collector has reported a cluster yet. Start one with `plegmatic start --role collector`.',
    cluster: (name, have) => `I know no cluster ${name}; there are: ${have}.`,
    pool: (name, have) => `No node is in a pool ${name}; there are: ${have}.`,
  },
  restInFile: (causes, differences) =>
    `In the file: ${[causes > 0 ? `${causes} more causes` : '', differences ? 'more of what sets the sick nodes apart' : ''].filter(Boolean).join(', ')}.`,
  oneAlone: 'Sweeps (`all`, `pool=NAME`) and single nodes cannot be asked for together: give one of them.',
} as const satisfies FleetWords;

const ZH = {
  sweep: (asked, nodes) => `${asked}，共 ${nodes} 个节点`,
  health: { sick: '有故障', possible: '可能有故障', healthy: '健康', unknown: '读不到' },
  nothingYet: '暂无结果',
  progress: (done, of, open) => `已读 ${done}/${of} 个节点，正在读 ${open} 个`,
  atOnce: (most, cluster) => `${cluster} 同时最多 ${most} 个`,
  finished: '所有节点都已查看。',
  stopped: {
    cancelled: (left) => `已按要求停止；还有 ${left} 个节点没有查看。`,
    deadline: (left) => `巡检时间已到；还有 ${left} 个节点没有查看。`,
    budget: (left) => `本小时的采集额度已用完；还有 ${left} 个节点没有查看。`,
    silent: (left) => `连续五个节点完全读不到，不再给集群增加负担；还有 ${left} 个节点没有查看。`,
  },
  stop: '停止巡检',
  stopping: '正在停止：不再开始新的节点，正在读的会读完。',
  over: '这次巡检已经结束。',
  columns: ['', '原因', '节点数', ''],
  apartColumns: ['它们的', '值', '其中', '健康节点中'],
  nodeColumns: ['集群', '节点', '节点池', '状况', '原因，或为何读不到', '存在风险'],
  nothingApart: '读到的内容里，没有哪一项把这些节点与健康节点区分开。',
  tooFewHealthy: '健康的节点太少，无法与有故障的节点比较。',
  allNodes: '全部节点',
  missing: {
    collector: () => '还没有采集器上报过集群。用 `plegmatic start --role collector` 启动一个。',
    cluster: (name, have) => `没有名为 ${name} 的集群；现有：${have}。`,
    pool: (name, have) => `没有节点属于节点池 ${name}；现有：${have}。`,
  },
  restInFile: (causes, differences) =>
    `文件里还有：${[causes > 0 ? `另外 ${causes} 个原因` : '', differences ? '更多与健康节点不同之处' : ''].filter(Boolean).join('、')}。`,
  oneAlone: '巡检(`all`、`pool=名称`)和单个节点不能一起查看：请只给其中一种。',
} as const satisfies FleetWords;

const WORDS: Readonly<Record<Language, FleetWords>> = { en: EN, zh: ZH };

/** @returns the words of a sweep in that language. */
export const fleetWordsIn = (language: Language): FleetWords => WORDS[language];
