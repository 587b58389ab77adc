import type { Filter } from '@causerie/protocol';

/** Whether something from an address has the shape of a filter; what it says is the server's to judge. */
export function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false;
  const { match, tests } = value as Partial<Filter>;
  return (match === 'all' || match === 'any') && Array.isArray(tests) && tests.every(isTestOrGroup);
}

function isTestOrGroup(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('tests' in value) return isFilter(value) && value.tests.every((test) => !('tests' in test));
  return (
    'property' in value &&
    typeof value.property === 'string' &&
    'operator' in value &&
    typeof value.operator === 'string'
  );
}
