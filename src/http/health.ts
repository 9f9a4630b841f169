import { type Routes, send } from './server.js';

/**
 * `/healthz`: the process lives. `/readyz`: what it needs answers (Redis; Slack or the clusters), else 503 with what is missing.
 * @param missing names of what does not work now
 */
export function healthRoutes(missing: () => Promise<readonly string[]>): Routes {
  return {
    'GET /healthz': async (_, response) => send(response, 200, 'ok\n'),
    'GET /readyz': async (_, response) => {
      const names = await missing().catch(() => ['unknown']);
      if (names.length === 0) send(response, 200, 'ready\n');
      else send(response, 503, `not ready: ${names.join(', ')}\n`);
    },
  };
}
