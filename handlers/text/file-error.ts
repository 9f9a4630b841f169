import { UserError, type UserErrorCode } from '../../src/errors.js';
import type { Language } from '../../src/report/language.js';

/** Why a file of Slack's could not be read. */
export type FileTrouble =
  | { readonly kind: 'outside' | 'not-sent' | 'login-page' | 'gone' | 'broken-gzip' | 'archive' | 'binary' }
  | { readonly kind: 'status'; readonly status: number }
  /** Larger than the cap, by its own word, when it came, or unpacked. */
  | { readonly kind: 'too-large'; readonly most: number }
  /** It fits by itself, and not beside what was read before it. */
  | { readonly kind: 'no-room'; readonly most: number };

/** A file that is left out, told to the thread in its language. */
export class FileError extends UserError {
  readonly file: string;
  readonly trouble: FileTrouble;
  constructor(file: string, trouble: FileTrouble, cause?: unknown) {
    super(CODES[trouble.kind], { ...SAID.en(file, trouble), cause });
    this.file = file;
    this.trouble = trouble;
  }

  /** What happened, why and what next, as whole sentences. */
  in(language: Language): string {
    const { message, next } = SAID[language](this.file, this.trouble);
    return language === 'zh' ? `${message}。${next}。` : `${message}. ${next}.`;
  }
}

const CODES: Readonly<Record<FileTrouble['kind'], UserErrorCode>> = {
  outside: 'file-unreadable',
  'not-sent': 'file-unreadable',
  'login-page': 'file-unreadable',
  gone: 'file-unreadable',
  'broken-gzip': 'file-unreadable',
  archive: 'text-binary',
  binary: 'text-binary',
  status: 'file-unreadable',
  'too-large': 'file-too-large',
  'no-room': 'file-too-large',
};

interface Said {
  readonly message: string;
  readonly next: string;
}

const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${Math.round(bytes / 1024 / 1024)} MB`;

function english(name: string, trouble: FileTrouble): Said {
  const unread = (why: string, next: string): Said => ({ message: `I could not read ${name}: ${why}`, next });
  const again = 'Upload it again, or paste the part around the error';
  switch (trouble.kind) {
    case 'outside':
      return unread('it lies outside Slack', 'Upload the file itself, or paste the part around the error');
    case 'not-sent':
      return unread('Slack did not send it', again);
    case 'status':
      return unread(`Slack answered ${trouble.status}`, again);
    case 'login-page':
      return unread('Slack sent its login page instead', 'Whoever runs me must give my token the scope `files:read`');
    case 'gone':
      return unread(
        'Slack does not show it to me (deleted, too old for this workspace, or shared by another company)',
        again,
      );
    case 'broken-gzip':
      return { message: `${name} looks like gzip but cannot be unpacked`, next: 'Upload it again, unpacked' };
    case 'archive':
      return { message: `${name} is an archive`, next: 'Upload the log in it by itself, gzipped if it is large' };
    case 'binary':
      return { message: `${name} is binary`, next: 'Send the log as text, or paste the lines around the error' };
    case 'too-large':
      return {
        message: `${name} is larger than the ${size(trouble.most)} I read`,
        next: 'Send the part around the first error',
      };
    case 'no-room':
      return {
        message: `I left out ${name}: all texts of one report together may have ${size(trouble.most)}`,
        next: 'Send the part around the first error',
      };
  }
}

function chinese(name: string, trouble: FileTrouble): Said {
  const unread = (why: string, next: string): Said => ({ message: `无法读取 ${name}：${why}`, next });
  const again = '请重新上传，或粘贴报错附近的内容';
  switch (trouble.kind) {
    case 'outside':
      return unread('它不在 Slack 里', '请上传文件本身，或粘贴报错附近的内容');
    case 'not-sent':
      return unread('Slack 没有发来', again);
    case 'status':
      return unread(`Slack 返回 ${trouble.status}`, again);
    case 'login-page':
      return unread('Slack 发来的是登录页', '维护者需要给我的令牌加上 `files:read` 权限');
    case 'gone':
      return unread('Slack 不让我看(已删除、超过保存期限，或来自其他公司)', again);
    case 'broken-gzip':
      return { message: `${name} 看起来是 gzip，但无法解压`, next: '请解压后重新上传' };
    case 'archive':
      return { message: `${name} 是归档文件`, next: '请单独上传其中的日志，太大可用 gzip 压缩' };
    case 'binary':
      return { message: `${name} 是二进制文件`, next: '请上传文本日志，或粘贴报错附近的几行' };
    case 'too-large':
      return { message: `${name} 超过了我能读的 ${size(trouble.most)}`, next: '请发送第一个报错附近的部分' };
    case 'no-room':
      return {
        message: `没有读 ${name}：一份报告的全部文本最多 ${size(trouble.most)}`,
        next: '请发送第一个报错附近的部分',
      };
  }
}

const SAID = { en: english, zh: chinese } as const satisfies Record<
  Language,
  (name: string, trouble: FileTrouble) => Said
>;
