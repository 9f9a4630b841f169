import type { Language } from '../../src/report/language.js';

/** What is said to whoever asks, outside an answer: help, the form, the first word after a command. */
export interface AskingWords {
  readonly help: string;
  readonly lookingAt: (names: readonly string[]) => string;
  readonly reading: string;
  readonly title: string;
  readonly cancel: string;
  readonly nodes: string;
  readonly nodesHint: string;
  readonly error: string;
  readonly pickOrPaste: string;
  readonly notReady: string;
  readonly silent: (seconds: number) => string;
  /** In the direct message, under an answer that could not be given where it was asked for. */
  readonly answeredHere: (channel: string, why: string) => string;
  /** Where it was asked for, to the asker alone. */
  readonly answeredThere: (why: string) => string;
  readonly inviteMe: string;
}

/** A name with dots in it would become a link. Names hold no backtick. */
const asCode = (name: string): string => `\`${name}\``;

const EN = {
  help: [
    'I read errors of the container-runtime chain and say which link broke, how I know, and what to do.',
    '• Paste an error, or drop a log file (text, JSON, gzip), in a channel I am in: I answer in its thread if I recognise it.',
    '• Mention me, in a thread too: I read the whole thread, files included, and always answer. In a direct message as well.',
    '• `/diagnose NODE`, `CLUSTER/NODE`, `POD` or `NAMESPACE/POD`, several at once: I look at the nodes. With an error behind it, I read that. Alone, it opens a form.',
    '• `/diagnose all`, `pool=NAME`, either with `CLUSTER/` before it: I sweep over all those nodes, a few at once, and say what sets the sick apart. A mention or a direct message of just these words does it too.',
    '• Slack has no slash commands inside threads. There, mention me with the name of the node, or use the message menu: *More message shortcuts* > *Diagnose this message*.',
    '• Where I am no member I answer you directly; `/invite @plegmatic` and I answer in the channel.',
  ].join('\n'),
  lookingAt: (names) => `Looking at ${names.map(asCode).join(', ')}.`,
  reading: 'Reading it.',
  title: 'Diagnose',
  cancel: 'Cancel',
  nodes: 'Nodes',
  nodesHint: 'Type a part of the name, an address or a pool',
  error: 'The error, as the terminal shows it',
  pickOrPaste: 'Pick a node or paste an error.',
  notReady: 'not ready',
  silent: (seconds) => `list is ${seconds} s old`,
  answeredHere: (channel, why) => `I answer here, for I cannot write in <#${channel}>: ${why}.`,
  answeredThere: (why) => `I answered you in a direct message, for I cannot write here: ${why}.`,
  inviteMe: 'Invite me with `/invite @plegmatic`, and next time I answer in the channel.',
} as const satisfies AskingWords;

const ZH = {
  help: [
    '我读容器运行时链路上的报错，指出断在哪一环、依据是什么、该怎么办。',
    '• 在我所在的频道里粘贴报错，或上传日志文件(文本、JSON、gzip)：认得出来就在线程里回答。',
    '• 在频道或线程里 @ 我：我会读完整个线程(包括文件)，并且一定回答。私信也一样。',
    '• `/diagnose NODE`、`CLUSTER/NODE`、`POD` 或 `NAMESPACE/POD`，可以一次写几个：我去查看这些节点。后面跟报错就读报错。单独使用会打开一个表单。',
    '• `/diagnose all`、`pool=名称`(前面可加 `CLUSTER/`)：我分批巡检所有这些节点，并指出有故障的节点与其他节点的不同。@ 我或私信我，只写这几个词也可以。',
    '• Slack 的线程里不能用斜杠命令：请在线程里 @ 我并写上节点名，或用消息菜单：*更多消息快捷方式* > *Diagnose this message*。',
    '• 我不在的频道里我会私信回答；`/invite @plegmatic` 之后就在频道里回答。',
  ].join('\n'),
  lookingAt: (names) => `正在查看 ${names.map(asCode).join('、')}。`,
  reading: '正在阅读。',
  title: '诊断',
  cancel: '取消',
  nodes: '节点',
  nodesHint: '输入名称、地址或节点池的一部分',
  error: '报错，按终端里的样子',
  pickOrPaste: '请选择节点或粘贴报错。',
  notReady: '未就绪',
  silent: (seconds) => `列表是 ${seconds} 秒前的`,
  answeredHere: (channel, why) => `我在这里回答，因为无法在 <#${channel}> 里发言：${why}。`,
  answeredThere: (why) => `已用私信回答你，因为我无法在这里发言：${why}。`,
  inviteMe: '用 `/invite @plegmatic` 邀请我，下次就在频道里回答。',
} as const satisfies AskingWords;

const WORDS: Readonly<Record<Language, AskingWords>> = { en: EN, zh: ZH };

/** @returns the sentences in that language. */
export const askingWordsIn = (language: Language): AskingWords => WORDS[language];
