import { expect, test } from 'vitest';
import { seldom } from '../../src/records/seldom.js';

test('the same failure is told once in half a minute, another one at once', () => {
  let now = 0;
  const told: string[] = [];
  const tell = seldom(
    (error) => told.push(error.message),
    () => now,
  );
  for (now = 0; now < 31_000; now += 500) tell(new Error('connect ECONNREFUSED'));
  tell(new Error('READONLY'));
  expect(told).toEqual(['connect ECONNREFUSED', 'connect ECONNREFUSED', 'READONLY']);
});
