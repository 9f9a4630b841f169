import type { SlackFile } from '../../src/jobs/payloads.js';
import { decode } from './decode.js';
import { FileError } from './file-error.js';

/** Fetches one Slack file as text. Rejects with a FileError that names the file and the next action. */
export type Download = (file: SlackFile) => Promise<string>;

export interface DownloadOptions {
  readonly token: string;
  /** Bytes, before and after unpacking. */
  readonly maxBytes: number;
  /** Web API address; its host may be asked for files as well. Default: Slack's. */
  readonly apiUrl?: string;
  readonly fetch?: typeof fetch;
}

const WAIT_MS = 20_000;

/** Streams with the bot token and stops at the cap. Slack answers a wrong scope with its login page and status 200. */
export function openDownload(options: DownloadOptions): Download {
  const get = options.fetch ?? fetch;
  const { maxBytes } = options;
  return async (file) => {
    const name = file.name || file.id;
    if (file.url === '') throw new FileError(name, { kind: 'gone' });
    if (!isSlack(file.url, options.apiUrl)) throw new FileError(name, { kind: 'outside' });
    if (file.size > maxBytes) throw new FileError(name, { kind: 'too-large', most: maxBytes });
    try {
      const headers = { authorization: `Bearer ${options.token}` };
      const response = await get(file.url, { headers, signal: AbortSignal.timeout(WAIT_MS) });
      if (!response.ok) throw new FileError(name, { kind: 'status', status: response.status });
      const html = (response.headers.get('content-type') ?? '').startsWith('text/html');
      if (html && !/html/i.test(file.mimetype)) throw new FileError(name, { kind: 'login-page' });
      return await decode(await capped(response, name, maxBytes), name, maxBytes);
    } catch (cause) {
      throw cause instanceof FileError ? cause : new FileError(name, { kind: 'not-sent' }, cause);
    }
  };
}

/** The bot token goes to Slack alone: a remote file's address may be anybody's. */
function isSlack(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, hostname } = new URL(url);
  if (apiUrl !== undefined && new URL(apiUrl).host === host) return true;
  return protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'));
}

async function capped(response: Response, name: string, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return Buffer.alloc(0);
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new FileError(name, { kind: 'too-large', most: maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
