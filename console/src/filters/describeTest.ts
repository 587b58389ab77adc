import type { FilterTest } from '@causerie/protocol';
import type { Words } from '../words/en.ts';
import type { Formats } from '../words/formats.ts';
import { isComplete, spanOf } from './properties.ts';
import type { FilterProperty } from './useFilterProperties.ts';

/** A test in words: `Name contains "lea"`. A property that is no more is named by its key. */
export function describeTest(
  test: FilterTest,
  property: FilterProperty | undefined,
  words: Words['filters'],
  formats: Formats,
): string {
  const name = property?.label ?? test.property.split('.').at(-1)!;
  if (property?.type === 'flag') return `${name}: ${test.value === false ? words.no : words.yes}`;
  const operator = words.operators[test.operator];
  if (test.operator === 'known' || test.operator === 'unknown') return `${name} ${operator}`;
  if (!isComplete(test)) return `${name} ${operator} … (${words.incomplete})`;
  return `${name} ${operator} ${describeValue(test, property, words, formats)}`;
}

function describeValue(
  { operator, value }: FilterTest,
  property: FilterProperty | undefined,
  words: Words['filters'],
  formats: Formats,
): string {
  if (typeof value === 'number' && (operator === 'within' || operator === 'longer_ago')) {
    const { count, unit } = spanOf(value);
    return `${formats.number(count)} ${words.units[unit]}`;
  }
  if (typeof value === 'string' && (operator === 'before' || operator === 'after'))
    return formats.date(new Date(value));
  const labels = [value ?? ''].flat().map((each) => labelOf(String(each), property));
  return labels.length > 3 ? `${labels.slice(0, 3).join(', ')} +${labels.length - 3}` : labels.join(', ');
}

const labelOf = (value: string, property: FilterProperty | undefined): string =>
  property?.options?.find((option) => option.value === value)?.label ?? value;
