import { describe, expect, it } from 'vitest';
import { CollectError, toReason, UserError } from '../src/errors.js';

describe('a reason', () => {
  it('of an error for people is its own words: what happened, then what to do next', () => {
    const error = new UserError('queue-down', { message: 'Redis does not answer', next: 'Paste it again in a minute' });
    expect(toReason(error)).toEqual({
      family: 'user',
      code: 'queue-down',
      text: 'Redis does not answer. Paste it again in a minute.',
    });
  });

  it('of a collection that could not be made keeps its code', () => {
    expect(toReason(new CollectError('exec-timeout', { message: 'exec hung for 30 s' }))).toMatchObject({
      family: 'collect',
      code: 'exec-timeout',
    });
  });

  it.each([new Error('ECONNREFUSED /var/run/secret'), 'a string', undefined, { code: 1 }])(
    'of a stranger is an apology without its words',
    (stranger) => {
      const reason = toReason(stranger);
      expect(reason.family).toBe('bug');
      expect(reason.text).not.toContain('secret');
      expect(reason.text).toMatch(/Sorry/);
    },
  );
});
