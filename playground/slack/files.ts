import type { SlackFile } from './model.js';
import type { Workspace } from './workspace.js';

type Given = {
  readonly id?: string;
  readonly name: string;
  readonly title?: string;
  readonly user: string;
  readonly body: Buffer;
  readonly snippet?: boolean;
};

/** File type by ending, as Slack names them: filetype, MIME type, what people read. */
const KINDS: Readonly<Record<string, readonly [string, string, string]>> = {
  txt: ['text', 'text/plain', 'Plain Text'],
  log: ['text', 'text/plain', 'Plain Text'],
  json: ['javascript', 'application/json', 'JSON'],
  md: ['markdown', 'text/markdown', 'Markdown'],
  sh: ['shell', 'text/x-sh', 'Shell'],
  yaml: ['yaml', 'text/yaml', 'YAML'],
  gz: ['gzip', 'application/gzip', 'Gzip'],
  png: ['png', 'image/png', 'PNG'],
};

/** Keeps a file and its bytes. Text becomes a snippet when `snippet` says so, with a preview of five lines. */
export function addFile(workspace: Workspace, url: (path: string) => string, given: Given): SlackFile {
  const id = given.id ?? workspace.ids.next('F');
  const ending = /\.([a-z0-9]+)$/i.exec(given.name)?.[1]?.toLowerCase() ?? '';
  const [filetype, mimetype, pretty_type] = KINDS[ending] ?? ['binary', 'application/octet-stream', 'Binary'];
  const created = Math.floor(workspace.now() / 1000);
  const address = url(`/files-pri/${workspace.team.id}-${id}`);
  const name = encodeURIComponent(given.name);
  const file: SlackFile = {
    id,
    created,
    timestamp: created,
    name: given.name,
    title: given.title ?? given.name,
    mimetype,
    filetype,
    pretty_type,
    mode: given.snippet ? 'snippet' : 'hosted',
    user: given.user,
    size: given.body.length,
    editable: given.snippet === true,
    is_external: false,
    is_public: false,
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `https://${workspace.team.domain}.slack.com/files/${given.user}/${id}/${name}`,
    channels: [],
    ...(given.snippet && { preview: given.body.toString('utf8').split('\n').slice(0, 5).join('\n').trimEnd() }),
  };
  workspace.files.set(id, file);
  workspace.contents.set(id, given.body);
  workspace.changes.tell({ kind: 'file-added', file });
  return file;
}
