import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults.js';
import type { Json } from '../model.js';
import { Refusal } from '../refusal.js';

/** Reads a whole request body; nothing the simulator takes is larger than memory. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function sendJson(
  response: ServerResponse,
  body: Json,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Runs `work` and answers as the Web API does: `ok:true` with its result, or `ok:false` with the refusal. */
export function answer(
  response: ServerResponse,
  work: () => Json,
  headers: Record<string, string> = {},
): string | undefined {
  try {
    sendJson(response, { ok: true, ...work() }, 200, headers);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const all = { ...headers, ...error.headers };
    sendJson(response, { ok: false, error: error.code, ...error.more }, error.status, all);
    return error.code;
  }
}

/** Acts out a planned fault; false when the call should go on. */
export function actOut(fault: Fault | undefined, response: ServerResponse): boolean {
  if (!fault || fault.kind === 'drop-after') return false;
  if (fault.kind === 'hang') return true;
  if (fault.kind === 'drop') response.destroy();
  else if (fault.kind === 'ratelimited')
    sendJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fault.retryAfter) });
  else if (fault.kind === 'error') sendJson(response, { ok: false, error: fault.error });
  else {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    response.end('<html><body>Server Error</body></html>');
  }
  return true;
}
