import { expect, test } from 'vitest';
import { readExamples, tooLongLine } from './readExamples.ts';

test('one example a line, without blanks, quotes and a heading', () => {
  expect(readExamples('Where is my parcel?\n\n  When does it come?  \r\n"Hello, ""you"""')).toEqual([
    'Where is my parcel?',
    'When does it come?',
    'Hello, "you"',
  ]);
  expect(readExamples('\ufeffExample\nWhere is it?')).toEqual(['Where is it?']);
  expect(readExamples(' \n\t\n')).toEqual([]);
});

test('of a table the last cell', () => {
  expect(readExamples('Delivery\ten\tWhere is it?\nDelivery\tfr\tOù est-il ?')).toEqual([
    'Where is it?',
    'Où est-il ?',
  ]);
});

test('a lone quote stays', () => {
  expect(readExamples('"\nthe 24" screen')).toEqual(['"', 'the 24" screen']);
});

test('tells the line that is too long', () => {
  expect(tooLongLine(`a\n${'x'.repeat(1000)}`)).toBeUndefined();
  expect(tooLongLine(`a\n${'x'.repeat(1001)}`)).toBe(2);
  expect(tooLongLine(`Example\n\na\r\n \n${'x'.repeat(1001)}`), 'heading and blank lines count').toBe(5);
});
