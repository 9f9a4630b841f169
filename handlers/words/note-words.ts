import type { Right } from '../../src/config/keys.js';
import type { Language } from '../../src/report/language.js';

/** Sentences that stand above an answer: what was asked for and could not be done as asked, and why. */
export interface NoteWords {
  readonly noCollector: (name: string) => string;
  readonly oldInventory: (cluster: string, seconds: number) => string;
  readonly severalClusters: (name: string, all: readonly string[]) => string;
  readonly severalMeant: (name: string, all: readonly string[]) => string;
  readonly podOn: (pod: string, node: string) => string;
  readonly podWaits: (pod: string) => string;
  readonly noNodeName: (name: string) => string;
  readonly unknownName: (name: string, clusters: readonly string[]) => string;
  /** @param why the collector's reason, in its own words */
  readonly podsMissing: (cluster: string, why: string) => string;
  readonly didYouMean: (names: readonly string[]) => string;
  /** Under an answer whose file did not arrive; `why` may be empty. */
  readonly noFile: (why: string) => string;
  readonly mostNodes: (most: number, rest: readonly string[]) => string;
  /** The button of the next check, pressed. */
  readonly nextRuns: (probe: string, node: string) => string;
  readonly nextNotOpen: string;
  readonly click: ClickWords;
  readonly peel: PeelWords;
  /** Slack's reason, where it gave one. */
  readonly threadUnread: (why: string | undefined) => string;
  /** Alertmanager sent fewer alerts than it has. */
  readonly alertsLeftOut: (count: string) => string;
  readonly threadTooLong: string;
  readonly answerFound: string;
  readonly answerGone: string;
  readonly pictures: (names: readonly string[]) => string;
  readonly filesLeftOut: (read: number, beyond: number) => string;
  readonly refused: RefusalWords;
}

/** What whoever pressed a button is told alone, where nothing shows in the answer. */
interface ClickWords {
  readonly expired: string;
  readonly collecting: (node: string) => string;
  readonly ended: (node: string) => string;
  readonly thanks: string;
  readonly thanksForNo: string;
}

/** The dialog that starts processes in somebody's container, and why it may not be done. */
interface PeelWords {
  readonly title: string;
  readonly submit: string;
  readonly close: string;
  readonly whom: (node: string) => string;
  readonly container: string;
  readonly hazard: (node: string, title: string, because: string) => string;
  readonly noContainer: (node: string) => string;
  readonly gone: string;
  readonly runs: (container: string, node: string) => string;
}

/** Why a node was not looked at, and whom to ask. */
interface RefusalWords {
  readonly askWhom: (whom: string | undefined) => string;
  readonly nobodyMay: string;
  readonly notGranted: (right: Right, cluster: string) => string;
  /** They may elsewhere: names of channels. */
  readonly notHere: (right: Right, cluster: string, channels: readonly string[]) => string;
  readonly groupUnknown: string;
  readonly userUsedUp: (most: number, minutes: number) => string;
  readonly clusterUsedUp: (cluster: string, most: number, minutes: number) => string;
  readonly personUnknown: string;
  readonly guests: string;
  readonly channelUnknown: string;
  readonly sharedChannel: string;
}

/** Verbs before the name of a cluster. */
const EN_RIGHTS: Readonly<Record<Right, string>> = {
  collect: 'collect from',
  fleet: 'look at the whole fleet of',
  escalate: 'escalate for',
  peel: 'peel containers of',
};
const ZH_RIGHTS: Readonly<Record<Right, string>> = {
  collect: '采集',
  fleet: '查看整个集群',
  escalate: '升级',
  peel: '逐层探查容器于',
};
const EN = {
  noCollector: (name) =>
    `I cannot look at ${name}: no collector has reported a cluster yet. Start one with \`plegmatic start --role collector\`.`,
  oldInventory: (cluster, seconds) => `The list of nodes of ${cluster} is ${seconds} s old: its collector is silent.`,
  severalClusters: (name, all) => `${name} is in several clusters. Say which: ${all.join(' or ')}.`,
  severalMeant: (name, all) => `${name} may be ${all.join(' or ')}. Say which.`,
  podOn: (pod, node) => `${pod} runs on ${node}.`,
  podWaits: (pod) => `${pod} is on no node yet: the scheduler has not placed it. \`kubectl describe pod\` says why.`,
  noNodeName: (name) => `"${name}" cannot be a node name: lower-case letters, digits, dots and hyphens only.`,
  unknownName: (name, clusters) => `I know no node or pod ${name} in ${clusters.join(', ')}.`,
  podsMissing: (cluster, why) =>
    `My list of pods of ${cluster} is not whole (${why}); a pod that is not in it can be asked for by its node.`,
  noFile: (why) => `I could not upload the full report. ${why || 'Slack did not take it; *Collect again* tries anew.'}`,
  didYouMean: (names) => ` Did you mean ${names.join(', ')}?`,
  mostNodes: (most, rest) =>
    `I collect from ${most} nodes at once; ${rest.join(', ')} can be collected with the buttons.`,
  nextRuns: (probe, node) => `Running ${probe} on ${node}; the answer above changes when it is back.`,
  nextNotOpen: 'This check is answered already, or is not the one that would decide now: look at the answer above.',
  click: {
    expired: 'I no longer remember this report. Paste it again and I look afresh.',
    collecting: (node) => `${node} is being collected already.`,
    ended: (node) => `The collection from ${node} has ended already.`,
    thanks: 'Noted, thank you.',
    thanksForNo: 'Noted, thank you. If you find the cause, add it here: it becomes a signature.',
  },
  peel: {
    title: 'Peel the layers',
    submit: 'Start it',
    close: 'Cancel',
    whom: (node) =>
      `Starts \`true\` in one container of ${node}, up to three times at each layer: kubelet, dockerd or CRI, containerd, runc. Each has 10 s. It can hurt that container: every try takes a process and some memory inside its limits, and one that hangs may stay behind. Nothing is stopped or restarted.`,
    container: 'Container',
    hazard: (node, title, because) =>
      `I peel no layers on ${node}: an exec could set off "${title}" (${because}). Look at the versions first.`,
    noContainer: (node) => `I know no running container on ${node}; collect again, then try once more.`,
    gone: 'This container is not in the report any more: open the dialog again.',
    runs: (container, node) => `Peeling the layers of ${container} on ${node}; the answer changes when it is done.`,
  },
  threadUnread: (why) =>
    `I could not read the thread, so I judge this message alone. ${why ?? 'Slack did not show it to me (scope `channels:history`?).'}`,
  alertsLeftOut: (count) =>
    `Alertmanager left ${count} more alerts of this group out (\`max_alerts\` of its webhook): more nodes may be concerned.`,
  threadTooLong: 'The thread is longer than I read; some of its messages are left out.',
  answerFound: 'You pointed at an answer of mine: this is about the report it answers, looked at anew.',
  answerGone:
    'You pointed at an answer of mine whose report I do not have any more: I read the thread around it instead. Point at the message with the error.',
  pictures: (names) =>
    `I read text, not pictures (${names.join(', ')}). Paste the words of the error, or upload the log.`,
  filesLeftOut: (read, beyond) =>
    `I read the first ${read} files of the thread; ${beyond} more are left out. Paste the lines that matter here.`,
  refused: {
    askWhom: (whom) => ` Ask ${whom ?? 'whoever runs Plegmatic'} (\`rights\` in the configuration).`,
    nobodyMay: 'I did not look at the node: nobody has been given the right to have nodes looked at yet.',
    notGranted: (right, cluster) =>
      `I did not do it: you have not been given the right to ${EN_RIGHTS[right]} ${cluster}.`,
    notHere: (right, cluster, channels) =>
      `I did not do it: you may ${EN_RIGHTS[right]} ${cluster} in ${channels.join(' or ')}, not in this channel.`,
    groupUnknown:
      'I did not do it: Slack does not tell me whether you are in a user group that may (scope `usergroups:read`).',
    userUsedUp: (most, minutes) =>
      `I did not look at the node: you have used your ${most} collections of this hour. The next is free in ${minutes} min; facts already collected stay, and pasted text is always read.`,
    clusterUsedUp: (cluster, most, minutes) =>
      `I did not look at the node: ${cluster} has had its ${most} collections of this hour. The next is free in ${minutes} min; pasted text is always read.`,
    personUnknown: 'I did not look at the node: Slack does not tell me who you are (scope `users:read`).',
    guests: 'I did not look at the node: guests may not.',
    channelUnknown:
      'I did not look at the node: Slack does not tell me whether this channel is shared (scope `channels:read`).',
    sharedChannel: 'I did not look at the node: this channel is shared with another company.',
  },
} as const satisfies NoteWords;

const ZH = {
  noCollector: (name) => `无法查看 ${name}：还没有采集器上报过集群。用 \`plegmatic start --role collector\` 启动一个。`,
  oldInventory: (cluster, seconds) => `${cluster} 的节点列表是 ${seconds} 秒前的：它的采集器没有动静。`,
  severalClusters: (name, all) => `${name} 存在于多个集群，请指明是哪一个：${all.join(' 或 ')}。`,
  severalMeant: (name, all) => `${name} 可能是 ${all.join(' 或 ')}，请指明是哪一个。`,
  podOn: (pod, node) => `${pod} 运行在 ${node} 上。`,
  podWaits: (pod) => `${pod} 还没有落到任何节点上：调度器尚未安排它，\`kubectl describe pod\` 会说明原因。`,
  noNodeName: (name) => `"${name}" 不可能是节点名：只能包含小写字母、数字、点和连字符。`,
  unknownName: (name, clusters) => `在 ${clusters.join('、')} 里没有名为 ${name} 的节点或 Pod。`,
  podsMissing: (cluster, why) => `${cluster} 的 Pod 列表不完整（${why}）；列表里没有的 Pod 可以按它所在的节点来查。`,
  noFile: (why) => `完整报告没能上传。${why || 'Slack 没有接收；点 *重新采集* 会再试一次。'}`,
  didYouMean: (names) => `是不是 ${names.join('、')}？`,
  mostNodes: (most, rest) => `一次最多采集 ${most} 个节点；${rest.join('、')} 可以用按钮采集。`,
  nextRuns: (probe, node) => `正在 ${node} 上运行 ${probe}；结果回来后，上面的答复会更新。`,
  nextNotOpen: '这项检查已有结果，或者现在已不是最能定论的一项：请看上面的答复。',
  click: {
    expired: '这份报告已经不在记录里了。请重新粘贴，我再看一遍。',
    collecting: (node) => `${node} 已经在采集中。`,
    ended: (node) => `${node} 的采集已经结束。`,
    thanks: '已记录，谢谢。',
    thanksForNo: '已记录，谢谢。如果找到了原因，请写在这里：它会成为一条故障特征。',
  },
  peel: {
    title: '逐层剥离',
    submit: '开始',
    close: '取消',
    whom: (node) =>
      `在 ${node} 的一个容器里执行 \`true\`，在每一层(kubelet、dockerd 或 CRI、containerd、runc)最多三次，每层限时 10 秒。可能影响该容器：每次尝试都会在它的限额内占用一个进程和少量内存，卡住的进程可能残留。不会停止或重启任何东西。`,
    container: '容器',
    hazard: (node, title, because) => `不在 ${node} 上逐层剥离：exec 可能触发“${title}” (${because})。请先核对版本。`,
    noContainer: (node) => `不知道 ${node} 上有正在运行的容器；请重新采集后再试。`,
    gone: '报告里已没有这个容器：请重新打开对话框。',
    runs: (container, node) => `正在 ${node} 上逐层剥离 ${container}；完成后答复会更新。`,
  },
  threadUnread: (why) =>
    `无法读取线程，只根据这条消息判断。${why ?? 'Slack 没有给我看(缺少 `channels:history` 权限？)。'}`,
  alertsLeftOut: (count) =>
    `Alertmanager 还有 ${count} 条同组告警没有发来 (webhook 的 \`max_alerts\`): 可能涉及更多节点。`,
  threadTooLong: '线程太长，有些消息没有读。',
  answerFound: '你指的是我的一条回答：下面是它所回答的那份报告，重新看过一遍。',
  answerGone: '你指的是我的一条回答，但它的报告我已经没有了：我改读了它所在的线程。请指向写有报错的那条消息。',
  pictures: (names) => `我读文字，不读图片(${names.join('、')})。请粘贴报错的文字，或上传日志。`,
  filesLeftOut: (read, beyond) => `只读了线程里的前 ${read} 个文件，另外 ${beyond} 个没有读。请把要紧的几行贴在这里。`,
  refused: {
    askWhom: (whom) => `请联系 ${whom ?? 'Plegmatic 的维护者'} (配置项 \`rights\`)。`,
    nobodyMay: '没有查看节点：还没有给任何人授予查看节点的权限。',
    notGranted: (right, cluster) => `没有执行：你没有${ZH_RIGHTS[right]} ${cluster} 的权限。`,
    notHere: (right, cluster, channels) =>
      `没有执行：你可以在 ${channels.join(' 或 ')} ${ZH_RIGHTS[right]} ${cluster}，但不能在本频道。`,
    groupUnknown: '没有执行：Slack 没有告诉我你是否属于有权限的用户组(scope `usergroups:read`)。',
    userUsedUp: (most, minutes) =>
      `没有查看节点：你这一小时的 ${most} 次采集已用完，${minutes} 分钟后可再用；已采集的数据保留，粘贴的文本随时可读。`,
    clusterUsedUp: (cluster, most, minutes) =>
      `没有查看节点：${cluster} 这一小时的 ${most} 次采集已用完，${minutes} 分钟后可再用；粘贴的文本随时可读。`,
    personUnknown: '没有查看节点：Slack 没有告诉我你是谁(scope `users:read`)。',
    guests: '没有查看节点：访客没有权限。',
    channelUnknown: '没有查看节点：Slack 没有告诉我本频道是否为共享频道(scope `channels:read`)。',
    sharedChannel: '没有查看节点：本频道与其他公司共享。',
  },
} as const satisfies NoteWords;

const WORDS: Readonly<Record<Language, NoteWords>> = { en: EN, zh: ZH };

/** @returns the sentences in that language. */
export const noteWordsIn = (language: Language): NoteWords => WORDS[language];
