import type { Workspace } from '../workspace.js';

type Plain<Kind extends string> = { readonly kind: Kind; readonly text: string };
type Named<Kind extends string> = Plain<Kind> & { readonly id: string };

/** A piece of what a person typed, as Slack's client understood it. */
export type Token =
  | Plain<'text'>
  | Plain<'code'>
  | Plain<'pre'>
  | Named<'user'>
  | Named<'usergroup'>
  | Named<'channel'>
  | { readonly kind: 'link'; readonly url: string; readonly text?: string }
  | { readonly kind: 'broadcast'; readonly range: string };

/** Endings that make the client take a bare `a.b` for a link. Node names like `ip-10-0-0-1.ec2.internal` are none. */
const ENDINGS = 'com|org|net|io|dev|cloud|sh|ai|co|me|de|cn|uk|app|edu|gov';

const WORDS = new RegExp(
  [
    /(?<url>https?:\/\/[^\s<>`|]*[^\s<>`|.,;:!?)\]}'"])/.source,
    /(?<mail>[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)/.source,
    `(?<bare>(?<![\\w/@.:=-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:${ENDINGS})(?![\\w.-])(?:/[^\\s<>\`|]*[^\\s<>\`|.,;:!?)\\]}'"])?)`,
    /(?<![\w@])@(?<at>[a-z0-9][a-z0-9._-]*)/.source,
    /(?<![\w#&])#(?<hash>[a-z0-9][a-z0-9_-]*)/.source,
  ].join('|'),
  'gi',
);

/** Splits a typed text: fences and code spans first, then links and names. Code keeps its links (Slack marks them even there). */
export function tokenize(typed: string, workspace: Workspace): Token[] {
  const tokens: Token[] = [];
  for (const part of typed.split(/(```[\s\S]*?```|`[^`\n]+`)/)) {
    if (part.startsWith('```') && part.endsWith('```') && part.length >= 6)
      tokens.push({ kind: 'pre', text: part.slice(3, -3).replace(/^\n|\n$/g, '') });
    else if (/^`[^`\n]+`$/.test(part)) tokens.push({ kind: 'code', text: part.slice(1, -1) });
    else if (part !== '') tokens.push(...words(afterFence(tokens, part), workspace));
  }
  return tokens;
}

/** The line break that follows a fence belongs to the fence. */
const afterFence = (tokens: readonly Token[], text: string): string =>
  tokens.at(-1)?.kind === 'pre' ? text.replace(/^\n/, '') : text;

function words(text: string, workspace: Workspace): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const match of text.matchAll(WORDS)) {
    const token = named(match.groups ?? {}, workspace);
    if (!token) continue;
    if (match.index > from) tokens.push({ kind: 'text', text: text.slice(from, match.index) });
    tokens.push(token);
    from = match.index + match[0].length;
  }
  if (from < text.length) tokens.push({ kind: 'text', text: text.slice(from) });
  return tokens;
}

function named(groups: Record<string, string | undefined>, workspace: Workspace): Token | undefined {
  const { url, mail, bare, at, hash } = groups;
  if (url) return { kind: 'link', url };
  if (mail) return { kind: 'link', url: `mailto:${mail}`, text: mail };
  if (bare) return { kind: 'link', url: `http://${bare}`, text: bare };
  if (at && ['here', 'channel', 'everyone'].includes(at)) return { kind: 'broadcast', range: at };
  if (at) {
    const user = workspace.userNamed(at);
    if (user) return { kind: 'user', id: user.id, text: user.name };
    const group = [...workspace.usergroups.values()].find((g) => g.handle === at);
    return group && { kind: 'usergroup', id: group.id, text: group.handle };
  }
  const channel = hash ? workspace.channelNamed(hash) : undefined;
  return channel && { kind: 'channel', id: channel.id, text: channel.name };
}
