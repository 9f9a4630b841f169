import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../errors.js';

/** Answers one request. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
/** By method and path: `GET /healthz`. */
export type Routes = Readonly<Record<string, Route>>;

export interface HttpServer {
  /** Where it listens; 0 in, a free port out. */
  readonly port: number;
  close(): Promise<void>;
}

/** A request that is not whole by then is cut off: nobody holds a connection open by sending a byte a minute. */
const REQUEST_MS = 10_000;

/** Where a request that could not be answered is told. */
export interface RequestLog {
  error(fields: object, message: string): void;
}

/** The one server of a process, on `PORT`. Throws UserError when the port is taken. */
export async function openHttp(port: number, routes: Routes, log: RequestLog): Promise<HttpServer> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = routes[`${request.method} ${path}`];
    if (route === undefined) return send(response, 404, 'not here');
    route(request, response).catch((error: unknown) => {
      log.error({ err: error, path }, 'a request could not be answered');
      if (!response.headersSent) send(response, 500);
    });
  });
  await listen(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Nothing, a text, or an object as JSON. */
export function send(response: ServerResponse, status: number, body?: unknown): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain' : 'application/json';
  response.writeHead(status, body === undefined ? {} : { 'content-type': `${type}; charset=utf-8` });
  response.end(body === undefined ? undefined : isText ? body : JSON.stringify(body));
}

/** The whole body, or null when it is larger than `most` bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    // The rest is read and dropped: a reset would hide the answer.
    if (size <= most) parts.push(part as Buffer);
  }
  return size > most ? null : Buffer.concat(parts);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const next = 'Set PORT to a free one, or end the process that has it';
      const message = `PORT ${port} cannot be listened on (${error.code})`;
      reject(taken ? new UserError('config-invalid', { message, next, cause: error }) : error);
    });
    server.listen(port, () => resolve());
  });
}
