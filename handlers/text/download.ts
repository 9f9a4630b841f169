import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { UserError } from '../../src/errors.js';
import type { SlackFile } from '../../src/jobs/payloads.js';

/** Fetches one Slack file as text. Rejects with a UserError that names the file and the next action. */
export type Download = (file: SlackFile) => Promise<string>;

export interface DownloadOptions {
  readonly token: string;
  /** Bytes, before and after unpacking. */
  readonly maxBytes: number;
  /** Web API address; its host may be asked for files as well. Default: Slack's. */
  readonly apiUrl?: string;
  readonly fetch?: typeof fetch;
}

const unpack = promisify(gunzip);
const WAIT_MS = 20_000;

/** Streams with the bot token and stops at the cap. Slack answers a wrong scope with its login page and status 200. */
export function openDownload(options: DownloadOptions): Download {
  const get = options.fetch ?? fetch;
  return async (file) => {
    const name = file.name || file.id;
    const failed = (why: string, next: string, cause?: unknown) =>
      new UserError('file-unreadable', { message: `I could not read ${name}: ${why}`, next, cause });
    if (!isSlack(file.url, options.apiUrl)) {
      throw failed('it lies outside Slack', 'Upload the file itself, or paste the part around the error');
    }
    if (file.size > options.maxBytes) throw tooLarge(name, options.maxBytes);
    let response: Response;
    try {
      const headers = { authorization: `Bearer ${options.token}` };
      response = await get(file.url, { headers, signal: AbortSignal.timeout(WAIT_MS) });
    } catch (cause) {
      throw failed('Slack did not send it', 'Upload it again, or paste the part around the error', cause);
    }
    if (!response.ok)
      throw failed(`Slack answered ${response.status}`, 'Upload it again, or paste the part around the error');
    const html = (response.headers.get('content-type') ?? '').startsWith('text/html');
    if (html && !/html/i.test(file.mimetype)) {
      throw failed('Slack sent its login page instead', 'Whoever runs me must give my token the scope `files:read`');
    }
    const bytes = await capped(response, name, options.maxBytes);
    return decode(bytes, name, options.maxBytes);
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
    if (size > maxBytes) throw tooLarge(name, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decode(bytes: Buffer, name: string, maxBytes: number): Promise<string> {
  let plain = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = await unpack(bytes, { maxOutputLength: maxBytes });
    } catch (cause) {
      if (cause instanceof RangeError) throw tooLarge(name, maxBytes);
      const message = `${name} looks like gzip but cannot be unpacked`;
      throw new UserError('file-unreadable', { message, next: 'Upload it again, unpacked', cause });
    }
  }
  // Text logs hold no NUL bytes; the first 8 kB tell.
  if (plain.subarray(0, 8192).includes(0)) {
    const message = `${name} is binary`;
    throw new UserError('text-binary', { message, next: 'Send the log as text, or paste the lines around the error' });
  }
  return plain.toString('utf8');
}

function tooLarge(name: string, maxBytes: number): UserError {
  const most = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  const message = `${name} is larger than the ${most} I read`;
  return new UserError('file-too-large', { message, next: 'Send the part around the first error' });
}
