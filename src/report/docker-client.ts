/**
 * How programs that speak docker's API print its answer, each with the daemon's own words in group 1. Upstream: docker-py `errors.py` (and Ansible,
 * which prints its message), dockerode's docker-modem, go-dockerclient `Error.Error` (Terraform, Nomad, ECS), docker-java `Status 500: BODY`,
 * Docker.DotNet, Guzzle and Spotify's client (the JSON body), aiodocker, bollard, docker-api of Ruby, Compose before version 2, and GitLab's runner, which puts its own place in the source behind.
 */
const CLIENTS: readonly RegExp[] = [
  /\b[45]\d\d (?:Client|Server) Error(?: for [^ ]{1,400})?: [A-Z][A-Za-z ]{1,40} ?\("(.+)"\)/,
  /\(HTTP code [45]\d\d\) [a-z ]{3,40} - (.+)/,
  /\bAPI error \([45]\d\d\): (.+)/,
  /\{ ?"(?:cause": ?"[^"\n]{0,400}", ?")?message": ?"(.+)"(?:, ?"response": ?\d{3})? ?\}/,
  /\bDocker(?:Container)?Error\([45]\d\d, ["'](.+)["'](?:, '[0-9a-f]{12,64}')?\)/,
  /\bDocker responded with status code [45]\d\d: (.+)/,
  /\bDocker::Error::[A-Z]\w{2,40}: (.+)/,
  /\bDocker API Error: (.+)/,
  /\bCannot (?:start|create|kill|stop|restart|recreate) (?:container for )?service [\w.-]{1,100}: (.+)/,
  /\bUnable to (?:start|create|restart|stop|remove) container: (.+)/,
  /\bError response from daemon: (.+?) \([a-z_]{2,40}\.go:\d{1,5}:\d{1,5}s\)$/,
];
/** One of these is in every line that an expression above fits; `message"` alone is in any JSON log. */
const CLIENT =
  /(?:Client|Server) Error|\(HTTP code |API error \(|(?:esponse|body|Status \d{3}|Exception)[=:]{1,2} ?\{\\*"|Docker(?:Container)?Error\(|Docker responded|Docker::Error|Docker API Error|Cannot [a-z]+ (?:container for )?service|Unable to [a-z]+ container|\.go:\d+:\d+s\)/;
/** What the CLI prints before the same words: the form that symptoms know. */
const CLI = 'Error response from daemon: ';
const LONGEST = 16_384;

/** True where some line of the text may hold an answer of docker's API: one scan for a text that holds none. */
export const mayHoldDaemonWords = (text: string): boolean => CLIENT.test(text);

/**
 * A message in, and what the daemon answered in it as docker's own CLI would have printed it; undefined where no client's wrapping is known.
 * Quotes are plain already (`unwrap`). The innermost wrapping counts: a client may print another's error.
 */
export function daemonWords(text: string): string | undefined {
  if (text.length > LONGEST || !CLIENT.test(text)) return undefined;
  let words = text;
  for (let depth = 0; depth < 3; depth++) {
    const inner = CLIENTS.map((client) => client.exec(words)?.[1]).find((found) => found !== undefined);
    if (inner === undefined) break;
    words = inner;
  }
  if (words === text || words.includes(CLI)) return undefined;
  return `${CLI}${plain(words)}`;
}

/** Without what Python writes around bytes. */
const plain = (words: string): string => words.trim().replace(/^b(["'])(.*)\1$/, '$2');
