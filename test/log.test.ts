import { describe, expect, it } from 'vitest';
import { audit, createLog } from '../src/log.js';

function lines(level = 'info') {
  const out: string[] = [];
  return { log: createLog({ level }, { write: (line) => void out.push(line) }), out };
}

describe('a log line', () => {
  it('loses secrets by field name, in messages, and in errors with their causes', () => {
    const { log, out } = lines();
    log.info({ slack: { token: 'xoxb-abc' } }, 'started with password=hunter2');
    log.error({ err: new Error('GET https://u:s3cr3t@h/ failed', { cause: new Error('token=abc123def') }) }, 'failed');
    log.warn({ reason: 'kubectl said: password=dEEp9secret', tried: [{ url: 'https://u:n3sted@h/' }] }, 'no inventory');
    expect(out.join('')).not.toMatch(/xoxb-abc|hunter2|s3cr3t|abc123def|dEEp9secret|n3sted/);
    expect(JSON.parse(out[2] ?? '{}')).toMatchObject({
      reason: expect.stringMatching(/^kubectl said: password=\[redacted/),
    });
    expect(out.join('')).toContain('GET https://u:');
  });

  it('of an exec says who, where, what, when and the result, also when only errors are logged', () => {
    const { log, out } = lines('error');
    audit(log, {
      who: { user: 'U1' },
      cluster: 'prod',
      node: 'node-7',
      what: ['kubectl', 'exec'],
      at: '2024-01-01T00:00:00.000Z',
      ms: 12,
      result: 'complete',
    });
    expect(JSON.parse(out[0] ?? '{}').audit).toMatchObject({ who: { user: 'U1' }, node: 'node-7', result: 'complete' });
  });
});
