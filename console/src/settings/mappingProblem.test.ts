import { expect, it } from 'vitest';
import { mappingProblem } from './mappingProblem.ts';

it('wants one column that says who somebody is, and no target twice', () => {
  expect(mappingProblem(['name', null])).toBeUndefined();
  expect(mappingProblem(['external_id', 'city'])).toBeUndefined();
  expect(mappingProblem(['city', null])).toBe('who');
  expect(mappingProblem([])).toBe('who');
  expect(mappingProblem(['email', 'email'])).toBe('twice');
});
