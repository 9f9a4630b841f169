import type { CollectionStep } from '../../src/facts/collection.js';
import type { Language } from '../../src/report/language.js';

/** What is said of how a node was looked at: which step answered, what was read, and what a person there can do. */
export interface LadderWords {
  /** Of a node that was read, and in which no known failure shows. */
  readonly nothingSeen: string;
  /** The verdict of a node that shows positive signs of health and no known failure. */
  readonly nothingWrong: string;
  /** Those signs, as a sentence. */
  readonly signs: (answers: string, containers: number) => string;
  /** The verdict on what was and is no more, and the heading above several. */
  readonly over: string;
  readonly lastTold: (when: string, lines: number) => string;
  readonly nothingRead: string;
  readonly whatWasRead: string;
  readonly whatStaysUnknown: string;
  readonly sysctls: (count: number) => string;
  /** By the step of the ladder that answered. `when` begins with a comma. */
  readonly collectedBy: Readonly<Record<CollectionStep, (when: string, complete: boolean, age: number) => string>>;
  readonly triedBefore: (steps: string) => string;
  readonly byHand: (node: string) => string;
  readonly byHandFile: (file: string) => string;
}

const EN = {
  nothingSeen:
    'Nothing wrong was seen: no known failure shows in what was read of this node. It may be healthy, or fail in a way not described yet.',
  nothingWrong: 'Nothing wrong found',
  signs: (answers, containers) =>
    `An exec went through the whole chain, the node is Ready${answers === '' ? '' : `, these answer: ${answers}`}, none of ${containers} containers is in trouble.`,
  over: 'Over',
  lastTold: (when, lines) => `last told ${when}${lines === 1 ? '' : `, ${lines} lines`}`,
  nothingRead: 'The node itself could not be read, so this says nothing about its health.',
  whatWasRead: 'What was read',
  whatStaysUnknown: 'What stays unknown',
  sysctls: (count) => `${count} sysctls`,
  collectedBy: {
    exec: (when, complete) => `Collected by exec${when}, ${complete ? 'complete' : 'partial'}.`,
    recorder: (when, complete, age) =>
      `Read from the recorder of the probe pod${when}, ${age} s old, ${complete ? 'complete' : 'partial'}.`,
    api: (when) => `Only the API server answered${when}; of the node itself nothing was read.`,
    paste: (when, complete) => `Read from what was pasted here${when}, ${complete ? 'complete' : 'partial'}.`,
    none: (when) => `Nothing answered${when}.`,
  },
  triedBefore: (steps) => `Tried before: ${steps}.`,
  byHand: (node) =>
    `*Nothing on ${node} answered me.* Somebody on that machine can: run this there as root (it only reads), and upload the file it writes in this thread, with a mention of me`,
  byHandFile: (file) => `Without a probe pod on the machine: \`sh\` ${file}, the file in this thread, does the same.`,
} as const satisfies LadderWords;

const ZH = {
  nothingSeen: '没有发现异常：从该节点读到的内容里看不到任何已知故障。它可能是健康的，也可能是尚未收录的故障。',
  nothingWrong: '没有发现异常',
  signs: (answers, containers) =>
    `exec 走完了整条链路，节点 Ready${answers === '' ? '' : `，均有应答：${answers}`}，${containers} 个容器都没有异常。`,
  over: '已经过去',
  lastTold: (when, lines) => `最后一次记录于 ${when}${lines === 1 ? '' : `，共 ${lines} 行`}`,
  nothingRead: '无法读取该节点本身，因此不能说明它是否健康。',
  whatWasRead: '已读取',
  whatStaysUnknown: '仍然未知',
  sysctls: (count) => `${count} 个 sysctl`,
  collectedBy: {
    exec: (when, complete) => `采集方式 exec${when}, ${complete ? '完整' : '不完整'}。`,
    recorder: (when, complete, age) =>
      `读自探针 Pod 的记录器${when}, ${age} 秒前的快照, ${complete ? '完整' : '不完整'}。`,
    api: (when) => `只有 API server 应答${when}；没有读到节点自身的任何数据。`,
    paste: (when, complete) => `读自粘贴的输出${when}, ${complete ? '完整' : '不完整'}。`,
    none: (when) => `没有任何应答${when}。`,
  },
  triedBefore: (steps) => `此前尝试：${steps}。`,
  byHand: (node) =>
    `*${node} 上没有任何应答。* 能登录这台机器的人可以代劳：以 root 运行下面的命令 (只读)，把它写出的文件上传到本线程并 @ 我`,
  byHandFile: (file) => `机器上没有探针 Pod 时，用 \`sh\` 运行本线程里的 ${file}，效果相同。`,
} as const satisfies LadderWords;

const WORDS: Readonly<Record<Language, LadderWords>> = { en: EN, zh: ZH };

/** @returns the words in that language. */
export const ladderWordsIn = (language: Language): LadderWords => WORDS[language];
