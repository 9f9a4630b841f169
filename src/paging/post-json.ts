import { UserError } from '../errors.js';
import { PageError } from './page-error.js';

/** A page must not hang on a server that accepts and says nothing. */
const WITHIN_MS = 10_000;
const MOST_TOLD = 200;
/** Nobody waits for hours because a header says so. */
const LONGEST_MS = 10 * 60_000;

/**
 * Posts JSON and resolves when it was accepted (2xx).
 * @param whom for the sentences people read
 * @throws PageError when another try may help (429, 5xx, no connection); UserError page-refused when it will not
 */
export async function postJson(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
  whom: string,
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'plegmatic', ...headers },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    });
  } catch (error) {
    throw new PageError(`${whom} cannot be reached`, null, error);
  }
  const said = (await response.text().catch(() => '')).replace(/\s+/g, ' ').slice(0, MOST_TOLD);
  if (response.ok) return;
  const status = `${whom} answered ${response.status}`;
  if (response.status === 429 || response.status >= 500) throw new PageError(status, retryAfterMs(response));
  throw new UserError('page-refused', {
    message: `${status}: ${said}`,
    next: 'Look at the `escalation` of the configuration and at the keys it needs',
  });
}

function retryAfterMs(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, LONGEST_MS) : null;
}
