import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readArgs } from '../args.js';
import { canSee } from '../methods/files.js';
import type { Json } from '../model.js';
import { isJson } from '../model.js';
import { Refusal } from '../refusal.js';
import { callMethod } from '../web-api.js';
import type { World } from '../world.js';
import { actOut, answer, readBody, sendJson } from './answer.js';
import { readMultipart } from './multipart.js';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body><h1>Sign in to your workspace</h1></body></html>';

/** What is no method, by the name under which a fault hits it. */
const SURFACES: Readonly<Record<string, string>> = {
  upload: 'upload',
  'files-pri': 'download',
  response: 'response_url',
};

/** The simulator's HTTP side: Web API, uploads, downloads, response URLs. `worldOf`: as the app with this token sees it. */
export function createHttp(
  worldOf: (token: string | undefined) => World,
  control: (line: string) => Promise<string>,
): Server {
  return createServer((request, response) => {
    route(request, response, worldOf(bearer(request)), control).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, { ok: false, error: 'internal_error', detail: String(error) }, 500);
    });
  });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  control: (line: string) => Promise<string>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const body = await readBody(request);
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  if (first === 'api') return webApi(second, request, response, world, body, url);
  const surface = SURFACES[first];
  if (surface && actOut(world.faults.hit(surface), response)) return;
  if (first === 'upload') return upload(second, request, response, world, body);
  if (first === 'files-pri') return download(second, request, response, world);
  if (first === 'response') return respond(third, response, world, body);
  if (first === 'control') return await controlled(response, body.toString('utf8'), control);
  sendJson(response, { ok: false, error: 'not_found' }, 404);
}

/** For programs that test a bot from outside: a control command a line, an answer a line; 400 at the first that cannot be done. */
async function controlled(
  response: ServerResponse,
  lines: string,
  control: (line: string) => Promise<string>,
): Promise<void> {
  const said: string[] = [];
  let status = 200;
  for (const line of lines.split('\n').filter((one) => one.trim() !== '')) {
    try {
      said.push(await control(line));
    } catch (error) {
      said.push(error instanceof Error ? error.message : String(error));
      status = 400;
      break;
    }
  }
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${said.join('\n')}\n`);
}

function webApi(
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  body: Buffer,
  url: URL,
): void {
  const args = readArgs(request.headers['content-type'] ?? '', body, url.searchParams);
  const call: World['calls'][number] = { method, args: args.values, ok: false };
  world.calls.push(call);
  const fault = world.faults.hit(method, args.values);
  if (fault) call.error = fault.kind;
  if (actOut(fault, response)) return;
  const token = bearer(request) ?? args.text('token');
  // Slack tells a bot token's scopes with every answer.
  if (token === world.app.botToken) response.setHeader('x-oauth-scopes', [...world.app.scopes].join(','));
  if (fault?.kind === 'drop-after') {
    response.destroy();
    callMethod(method, token, args, world);
    return;
  }
  // A bot token's scopes come with every answer: how a client learns what it was granted.
  const scopes: Record<string, string> =
    token === world.app.botToken ? { 'x-oauth-scopes': [...world.app.scopes].join(',') } : {};
  call.error = answer(response, () => callMethod(method, token, args, world), scopes);
  call.ok = call.error === undefined;
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
}

function upload(key: string, request: IncomingMessage, response: ServerResponse, world: World, body: Buffer): void {
  const slot = world.uploads.get(key);
  if (!slot) {
    sendJson(response, { ok: false, error: 'not_found' }, 404);
    return;
  }
  slot.body = readMultipart(request.headers['content-type'] ?? '', body);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end(`OK - ${slot.body.length}`);
}

/** With the wrong token Slack answers 200 and a login page: a reader must look at the content type. */
function download(name: string, request: IncomingMessage, response: ServerResponse, world: World): void {
  const id = name.split('-')[1] ?? '';
  const file = world.workspace.files.get(id);
  const content = world.workspace.contents.get(id);
  const allowed = bearer(request) === world.app.botToken && world.app.scopes.has('files:read');
  if (!file || !content || !allowed || !canSee(file, world)) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(LOGIN_PAGE);
    return;
  }
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': content.length });
  response.end(content);
}

function respond(key: string, response: ServerResponse, world: World, body: Buffer): void {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    world.responseUrls.respond(key, isJson(parsed) ? parsed : ({} satisfies Json));
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('ok');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    sendJson(response, { ok: false, error: error.code, ...error.more }, error.status === 200 ? 400 : error.status);
  }
}
