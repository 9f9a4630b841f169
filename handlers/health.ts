import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  /** Where it listens; 0 in, a free port out. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * `/healthz`: the process lives. `/readyz`: Slack and Redis answer, else 503 with what is missing, one word a line.
 * @param missing names of what does not work now
 */
export async function openHealth(port: number, missing: () => Promise<readonly string[]>): Promise<Health> {
  const server = createServer((request, response) => answerHealth(request, response, missing));
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const HEALTH_PATHS = ['/healthz', '/readyz'] as const;

/** Answers one request on either server: ours, or Bolt's in HTTP mode. */
export function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  missing: () => Promise<readonly string[]>,
): void {
  void answer(request.url ?? '/', missing).then(({ status, body }) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${body}\n`);
  });
}

async function answer(url: string, missing: () => Promise<readonly string[]>) {
  const path = url.split('?')[0];
  if (path === '/healthz') return { status: 200, body: 'ok' };
  if (path !== '/readyz') return { status: 404, body: 'not here' };
  const names = await missing().catch(() => ['unknown']);
  return names.length === 0 ? { status: 200, body: 'ready' } : { status: 503, body: `not ready: ${names.join(', ')}` };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve());
  });
}
