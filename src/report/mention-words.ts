import type { Language } from './language.js';
import type { Mention } from './mention.js';

export type MentionWords = Readonly<Record<Mention, string>>;

/** What is said beside a line that only names the words of a failure: why it proves nothing. */
export const MENTION_WORDS: Readonly<Record<Language, MentionWords>> = {
  en: {
    command: 'a command names the words; what it printed would prove it',
    code: 'source code or a query names the words; a log line would prove it',
    comment: 'a comment or heading names the words; the line itself would prove it',
    address: 'the address of a page names the words; the line itself would prove it',
    change: 'the title of a change names the words; a log line would prove it',
    over: 'the sentence says that it is over',
    retold: 'in other letters or lines than the program writes; the line as it was printed would prove it',
    advice: 'a page or a question explains the words; a log line would prove it',
  },
  zh: {
    command: '这是写有这些字样的命令；它的输出才能作为证据',
    code: '这是写有这些字样的源代码或查询；日志里的原文才能作为证据',
    comment: '这是写有这些字样的注释或标题；原文那一行才能作为证据',
    address: '这是写有这些字样的网址；原文那一行才能作为证据',
    change: '这是写有这些字样的改动标题；日志里的原文才能作为证据',
    over: '这句话说它已经过去',
    retold: '大小写或换行与程序的原文不同；程序打印的原文才能作为证据',
    advice: '这是解释或询问这些字样的话；日志里的原文才能作为证据',
  },
};
