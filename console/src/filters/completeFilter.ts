import type { Filter } from '@causerie/protocol';
import { isComplete } from './properties.ts';

/** The filter without conditions that still want a value, as the server takes it. */
export function completeFilter({ match, tests }: Filter): Filter {
  return {
    match,
    tests: tests.flatMap((test): Filter['tests'] => {
      if (!('tests' in test)) return isComplete(test) ? [test] : [];
      const inner = test.tests.filter(isComplete);
      return inner.length > 0 ? [{ ...test, tests: inner }] : [];
    }),
  };
}

export const emptyFilter: Filter = { match: 'all', tests: [] };
