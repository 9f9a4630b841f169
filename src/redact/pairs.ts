import { isEmptyValue, type Pattern, pattern, type Span } from './span.js';

/** Secrets known by the name they stand under: `password=…`, `"token": "…"`, environment values, flags. */

const WORDS = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'secret',
  'token',
  'api[_.-]?key',
  'access[_.-]?key',
  'secret[_.-]?key',
  'private[_.-]?key',
  'client[_.-]?key',
  'client[_.-]?key[_.-]?data',
  'clientkeydata',
  'account[_.-]?key',
  'shared[_.-]?key',
  'signing[_.-]?key',
  'encryption[_.-]?key',
  'routing[_.-]?key',
  'integration[_.-]?key',
  'license[_.-]?key',
  'auth[_.-]?key',
  'storage[_.-]?key',
  'master[_.-]?key',
  'session[_.-]?key',
  'certificate[_.-]?key',
  'secret[_.-]?id',
  'psk',
  'session[_.-]?id',
  'sessionid',
  'credential',
  'credentials',
  'client[_.-]?secret',
  'identitytoken',
  'registrytoken',
  'auth[_.-]?token',
  'userpass',
  'passwort',
  '密码',
  '口令',
  '密钥',
  '令牌',
].join('|');
const CHINESE = ['密码', '口令', '密钥', '令牌'];
const NEEDS = ['pass', 'pwd', 'psk', 'secret', 'token', 'key', 'credential', 'sessionid', 'session', ...CHINESE];

const QUOTES = String.raw`[\\"'\`]{0,4}`;
const GAP = '[ \\t]{0,4}';

/** Names of Kubernetes objects (`kube-system/default-token-x7k2p`) under the word "secret" are no secret. */
const isObjectName = (value: string): boolean =>
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(value) ||
  /-(?:dockercfg|token)-[a-z0-9]{5}$/.test(value);
const isPath = (value: string): boolean => /^(?:\/|\.{1,2}\/|~\/)[\w./-]*$/.test(value);
const looksMade = (value: string): boolean =>
  value.length >= 6 &&
  (/\d/.test(value) || /[^\w.:,()-]/.test(value) || (/[a-z][A-Z]/.test(value) && value.length >= 16));

function spared(word: string, value: string): boolean {
  const bare = value.replace(/[.,:;)]+$/, '');
  if (isEmptyValue(bare)) return true;
  if (/(?:secret|token|credentials?)$/i.test(word) && isObjectName(bare)) return true;
  return /pwd$/i.test(word) && isPath(bare);
}

const PAIR = new RegExp(
  String.raw`(?<![A-Za-z0-9])(?<name>[\w.-]{0,80}?(?<word>${WORDS}))(?<close>${QUOTES})(?<gap>${GAP})(?<sign>:=|=>|[=:＝：])(?<space>${GAP})(?:(?<quote>\\{0,3}["'\`])(?!\k<quote>)(?<quoted>[^\r\n]{1,4096}?)\k<quote>|(?<bare>(?:[^\s"'\`,;&|)}\]<>\\，。；、）]|&(?![\w.-]+=)){1,4096}))`,
  'gid',
);

const isOfVolume = (text: string, start: number): boolean =>
  /\bvolume \\{0,3}"$/.test(text.slice(Math.max(0, start - 16), start));

/** arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME is where a secret lies, not what it is. */
const isAddressOfSecret = (text: string, start: number): boolean =>
  /\barn:[\w*-]{0,20}:secretsmanager:[\w*-]{0,30}:[\w*-]{0,30}:$/.test(text.slice(Math.max(0, start - 120), start));

/** `token: unexpected end of input` is prose; `token: 7h3k…` and a YAML line `token: anything` are not. */
function isProse(text: string, match: RegExpExecArray, end: number): boolean {
  const groups = match.groups ?? {};
  // Post "https://idp/token": x509: certificate has expired
  if (groups.sign === ':' && groups.space !== '' && groups.bare?.endsWith(':')) return true;
  // read /etc/passwd: input/output error: the end of a path, and words
  if (groups.sign === ':' && text[match.index - 1] === '/' && !/\d/.test(groups.bare ?? '0')) return true;
  // MountVolume.SetUp failed for volume "istio-token" : failed to fetch token: a volume's name, and words
  if (groups.sign === ':' && groups.space === '' && isAddressOfSecret(text, match.index)) return true;
  const words = groups.bare !== undefined && !looksMade(groups.bare);
  if (words && groups.sign === ':' && groups.gap !== '' && isOfVolume(text, match.index)) return true;
  const spaced = groups.sign === ':' && groups.space !== '' && groups.close === '';
  if (!spaced || groups.quoted !== undefined) return false;
  const value = groups.bare ?? '';
  if (looksMade(value)) return false;
  const start = match.index ?? 0;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const alone =
    /^[ \t]*(?:- )?["']?$/.test(text.slice(lineStart, start)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 80));
  return !alone;
}

function* findPairs(text: string): Iterable<Span> {
  for (const match of text.matchAll(PAIR)) {
    const groups = match.indices?.groups;
    const [start, end] = groups?.quoted ?? groups?.bare ?? [0, 0];
    if (start === end || spared(match.groups?.word ?? '', text.slice(start, end)) || isProse(text, match, end))
      continue;
    yield { start, end, kind: 'secret-value' };
  }
}

const WORD_IN_NAME = 'PASS|PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE|_KEY|_PAT|_PW|_DSN|_AUTH';
const HARMLESS_END =
  /_(?:FILE|PATH|DIR|NAME|TTL|SECONDS|ENABLED|EXPIRY|EXPIRES|TYPE|MODE|HOST|PORT|REGION|LENGTH|SIZE|ID|VERSION|TIMEOUT)$/;

export const PAIRS: readonly Pattern[] = [
  { kind: 'secret-value', needs: NEEDS, find: findPairs },
  pattern(
    'env-value',
    ['pass', 'secret', 'token', 'credential', 'key', 'private', '_pat', '_pw', '_dsn', '_auth'],
    new RegExp(
      String.raw`(?<![A-Za-z0-9_])(?<name>(?=[A-Z0-9_]{0,80}(?:${WORD_IN_NAME}))[A-Z][A-Z0-9_]{2,100})=(?:\\{0,3}["'](?<q>)|)(?<secret>[^\s"'\\,;\]}]{3,4096})`,
    ),
    (secret, match) => HARMLESS_END.test(match.groups?.name ?? '') || isPath(secret) || isObjectName(secret),
  ),
  // {"name":"DB_PASSWORD","value":"…"} as pod specs and `docker inspect` print it, also with escaped quotes.
  pattern(
    'env-value',
    ['value'],
    new RegExp(
      String.raw`name\\{0,3}["']?[ \t]*:[ \t]*\\{0,3}["']?[\w.-]{0,80}(?:${WORDS}|_KEY|_PAT|_DSN)[\w.-]{0,40}\\{0,3}["']?[ \t]*(?:,|\r?\n)[ \t]*\\{0,3}["']?value\\{0,3}["']?[ \t]*:[ \t]*(?:\\{0,3}["'])?(?<secret>[^\s"'\\,}]{1,4096})`,
      'i',
    ),
  ),
  pattern(
    'flag-value',
    ['--', ' -'],
    /(?<![\w-])--?[\w-]{0,40}(?:password|passwd|passphrase|secret|token|api-?key|access-?key|certificate-key)[ \t]{1,4}["']?(?<secret>[^\s"'-][^\s"']{3,4096})/i,
    (secret) => !looksMade(secret) || isPath(secret),
  ),
  pattern(
    'flag-value',
    ['curl'],
    // Only curl's: `docker exec -u nginx:nginx` names a user and a group.
    /\bcurl\b[^\r\n\\|;]{0,400}?[ \t](?:-u|--user|-U|--proxy-user)[ \t=]{0,3}["']?[\w.@-]{1,100}:(?<secret>[^\s"':]{1,512})/,
  ),
  pattern(
    'flag-value',
    ['creds', 'ctr '],
    // `runc exec --user app:app` names a user and a group; ctr's --user beside pull and push is a registry's.
    /(?:--(?:src-|dest-)?creds|\bctr\b[^\r\n|;]{0,200}?\bpu(?:ll|sh)\b[^\r\n|;]{0,200}?[ \t](?:-u|--user))[ \t=]{1,3}["']?[\w.@$-]{1,100}:(?<secret>[^\s"':]{1,512})/,
  ),
  pattern('flag-value', ['pass:'], /-pass(?:in|out|word)?[ \t=]{1,3}["']?pass:(?<secret>[^\s"']{1,512})/),
  pattern(
    'flag-value',
    ['login', 'sshpass', 'redis-cli', 'mysql'],
    // Only where -p or -a is a password for certain: `systemctl show docker -p TasksMax` and `uname -a` are not.
    /(?:\b(?:docker|nerdctl|podman|helm registry|helm) login\b[^\r\n\\|;&]{0,300}?[ \t]-p[ \t=]{0,3}|\bsshpass -p[ \t]{0,3}|\bredis-cli\b[^\r\n\\|;&]{0,200}?[ \t]-a[ \t]{1,3}|\bmysql\w{0,10}\b[^\r\n\\|;&]{0,200}?[ \t]-p)["']?(?<secret>[^\s"'-][^\s"'\\]{3,512})/,
    isPath,
  ),
  pattern(
    'docker-auth',
    ['auth'],
    /(?<![\w-])\\{0,3}["']auth\\{0,3}["'][ \t]{0,3}:[ \t\r\n]{0,8}\\{0,3}["'](?<secret>[A-Za-z0-9+/=_-]{8,8192})/,
  ),
  pattern(
    'docker-config',
    ['.dockercfg', '.dockerconfigjson'],
    /\.docker(?:cfg|configjson)\\{0,3}["']?[ \t]{0,3}:[ \t]{0,3}\\{0,3}["']?(?<secret>[A-Za-z0-9+/=]{16,100000})/,
  ),
  pattern(
    'secret-value',
    ['_auth'],
    /(?<![A-Za-z0-9])_auth[ \t]{0,3}=[ \t]{0,3}["']?(?<secret>[A-Za-z0-9+/=]{8,8192})/,
  ),
  pattern('secret-value', ['unseal key'], /\bunseal key(?: \d{1,2})?: {0,4}(?<secret>[A-Za-z0-9+/=]{20,200})/i),
  pattern(
    'secret-value',
    ['community'],
    /\bcommunity[=:][ \t]{0,3}["']?(?<secret>[^\s"',;]{4,128})/i,
    (secret) => !looksMade(secret),
  ),
  // `AWS_SECRET_ACCESS_KEY "wJal…" is malformed`: a name in capitals and a quoted value, with nothing between.
  pattern(
    'env-value',
    ['secret', 'token', 'pass', 'key'],
    new RegExp(
      String.raw`(?<![A-Za-z0-9_])(?=[A-Z0-9_]{0,80}(?:${WORD_IN_NAME}))[A-Z][A-Z0-9_]{2,100}[ \t]{1,3}["'](?<secret>[^\s"'\\]{8,4096})["']`,
    ),
    (secret) => !looksMade(secret) || isPath(secret),
  ),
  // 密码是 …, 密码 …: no sign is needed in Chinese, so only what looks made counts.
  pattern(
    'secret-value',
    CHINESE,
    new RegExp(
      String.raw`(?:${CHINESE.join('|')})(?:是|为|就是|[ \t]){0,2}[:=：＝]?[ \t]{0,3}["'\`]?(?![\w.-]+[=:])(?<secret>[!-&(-~]{6,512})`,
    ),
    (secret) => !/\d/.test(secret) || !looksMade(secret) || isPath(secret) || isObjectName(secret),
  ),
  pattern('kubeadm-token', ['token'], /token[^\r\n]{0,40}?(?<![\w.])(?<secret>[a-z0-9]{6}\.[a-z0-9]{16})(?![\w.])/i),
];
