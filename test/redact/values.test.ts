import { describe, expect, it } from 'vitest';
import { extraPatterns, isLinear } from '../../src/redact/extra.js';
import { openRedact, redact } from '../../src/redact/redact.js';
import { redactValues } from '../../src/redact/values.js';

describe('redacting a value', () => {
  it('cleans every string and leaves keys, numbers and shape', async () => {
    const facts = {
      'processes.env': {
        state: 'known',
        value: [
          { pid: 7, line: 'DB_PASSWORD=hunter2' },
          { pid: 8, line: 'LANG=C' },
        ],
        complete: true,
      },
      password: null,
    };
    expect(await redactValues(facts, redact)).toEqual({
      'processes.env': {
        state: 'known',
        value: [
          { pid: 7, line: 'DB_PASSWORD=[redacted secret-value]' },
          { pid: 8, line: 'LANG=C' },
        ],
        complete: true,
      },
      password: null,
    });
  });

  it('keeps strings apart even when a private key without an end stands in one', async () => {
    const key = `-----BEGIN RSA ${'PRIVATE KEY'}-----\nMIIEpAIBAAKCAQEAx0abcdefghij`;
    expect(await redactValues(['a', key, 'runc init', 'x\n\u001e\ny'], redact)).toEqual([
      'a',
      '[redacted private-key]',
      'runc init',
      'x\n\u001e\ny',
    ]);
  });
});

describe('patterns of the configuration', () => {
  it('take what they name, beside all the others', async () => {
    const more = openRedact(extraPatterns([{ name: 'staff-id', pattern: 'EMP-[0-9]{6}' }]));
    expect(await more('EMP-123456 token=abc123')).toEqual({
      text: '[redacted staff-id] token=[redacted secret-value]',
      counts: { 'staff-id': 1, 'secret-value': 1 },
    });
  });

  it.each([
    ['EMP-[0-9]+', true],
    ['(?=look)ahead', false],
    ['(unclosed', false],
  ])('%s is linear: %s', (pattern, linear) => {
    expect(isLinear(pattern)).toBe(linear);
  });
});
