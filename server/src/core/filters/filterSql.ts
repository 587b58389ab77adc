import {
  type Filter,
  type FilterGroup,
  type FilterTest,
  type FilterType,
  filterProperties,
  operatorsOf,
} from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { aboutSince, aboutUntil } from '../conversations/activeAbout.ts';
import { filterColumns } from './filterColumns.ts';

export type FilterContext = {
  /** Adds a parameter to the query and gives its placeholder. */
  param: (value: unknown) => string;
  /** Types of the custom fields, by `conversation.field.<key>` and `contact.field.<key>`. */
  fields: ReadonlyMap<string, FilterType>;
  /** Whom `me` means; undefined for a program, which is nobody. */
  userId: string | undefined;
  /** What the query reads: a filter over contacts knows no conversation. */
  subject: 'conversation' | 'contact';
};

/**
 * A filter as an SQL condition, for a query in which the conversation is `c` and its contact `ct`. Values travel as
 * parameters, names come from a fixed table. Throws `invalid_value` with the place for a property that does not exist
 * or an operator or value that does not suit it.
 */
export function filterSql(filter: Filter, context: FilterContext): string {
  if (filter.tests.length === 0) return 'true';
  const parts = filter.tests.map((test, i) =>
    'tests' in test ? groupSql(test, `/tests/${i}`, context) : testSql(test, `/tests/${i}`, context),
  );
  return join(filter.match, parts);
}

const join = (match: 'all' | 'any', parts: string[]): string =>
  `(${parts.join(match === 'all' ? ' and ' : ' or ')})`;

function groupSql(group: FilterGroup, at: string, context: FilterContext): string {
  return join(
    group.match,
    group.tests.map((test, i) => testSql(test, `${at}/tests/${i}`, context)),
  );
}

function testSql(test: FilterTest, at: string, context: FilterContext): string {
  const type = filterProperties[test.property] ?? context.fields.get(test.property);
  const [subject, ...path] = test.property.split('.');
  if (!type || (context.subject === 'contact' && subject !== 'contact'))
    return fail('invalid_value', { field: `${at}/property`, message: `There is no ${test.property}.` });
  if (!operatorsOf[type].includes(test.operator))
    return fail('invalid_value', {
      field: `${at}/operator`,
      message: `${test.property} cannot be asked with ${test.operator}.`,
    });
  const table = subject === 'contact' ? 'ct' : 'c';
  const column = () => filterColumns[test.property] ?? fieldColumn(table, path.at(-1)!, type, context);
  const value = () => checkedValue(test, type, `${at}/value`, context);
  const held = table === 'ct' && path[0] === 'field' && heldBy(test, type, path.at(-1)!, value, context);
  return held || operatorSql(test, type, column(), value, context);
}

/** More values than these are looked for contact by contact. */
const MOST_HELD = 20;

/** A choice's value as what the fields as a whole hold: the same comparison, in the words of the index `contacts_fields`. */
function heldBy(
  { operator }: FilterTest,
  type: FilterType,
  key: string,
  value: () => Value,
  { param }: FilterContext,
): string | undefined {
  const choice = type === 'choice' && operator === 'is';
  if (!choice && !(type === 'set' && operator === 'has')) return undefined;
  const values = [value()].flat().map(String);
  // What no field can hold is nothing that the index could be asked for.
  const storable = values.every((each) => each.isWellFormed() && !each.includes('\0'));
  if (!storable || values.length === 0 || values.length > MOST_HELD) return undefined;
  const held = values.map(
    (each) => `ct.fields @> ${param(JSON.stringify({ [key]: choice ? each : [each] }))}::jsonb`,
  );
  return `(ct.fields <> '{}' and (${held.join(' or ')}))`;
}

/** The key is a parameter: it is somebody's input, though of a narrow pattern. A value of another type counts as unknown. */
function fieldColumn(table: string, key: string, type: FilterType, { param }: FilterContext): string {
  const value = `${table}.fields->${param(key)}::text`;
  const text = `(${value}#>>'{}')`;
  const when = (jsonType: string, sql: string) =>
    `(case when jsonb_typeof(${value}) = '${jsonType}' then ${sql} end)`;
  switch (type) {
    case 'number':
      return when('number', `${text}::numeric`);
    case 'date':
      return `(case when ${text} ~ '^\\d{4}-\\d{2}-\\d{2}' then ${text}::timestamptz end)`;
    case 'flag':
      return `(${value} is not distinct from 'true'::jsonb)`;
    case 'set':
      return `coalesce(${when('array', `array(select jsonb_array_elements_text(${value}))`)}, '{}')`;
    default:
      return text;
  }
}

type Value = string | number | boolean | (string | number)[];

/** Suits the type, or `invalid_value`. `me` becomes whoever asks. */
function checkedValue(test: FilterTest, type: FilterType, field: string, context: FilterContext): Value {
  const { value, operator } = test;
  const wrong = (message: string) => fail('invalid_value', { field, message });
  if (value === undefined) return wrong(`${test.property} ${operator} wants a value.`);
  const all = Array.isArray(value) ? value : [value];
  if (type === 'flag') return typeof value === 'boolean' ? value : wrong('This is true or false.');
  if (type === 'number' || operator === 'within' || operator === 'longer_ago') {
    return all.every((each) => typeof each === 'number') ? value : wrong('This is a number.');
  }
  if (!all.every((each) => typeof each === 'string')) return wrong('This is a text.');
  if (type === 'date' && !all.every((each) => !Number.isNaN(Date.parse(String(each)))))
    return wrong('This is a moment, such as 2026-11-21T08:00:00Z.');
  if (type !== 'person') return value;
  // An id that is nobody's: a program that asks for what is `me`’s finds nothing.
  return all.map((each) => (each === 'me' ? (context.userId ?? nobody) : String(each)));
}

const nobody = '00000000-0000-0000-0000-000000000000';

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

const lastActivity = filterColumns['conversation.active'];

function earlier(column: string, moment: string): string {
  const asked = `${column} < ${moment}`;
  return column === lastActivity ? `(${asked} and ${aboutUntil(moment)})` : asked;
}

function later(column: string, moment: string): string {
  const asked = `${column} > ${moment}`;
  return column === lastActivity ? `(${asked} and ${aboutSince(moment)})` : asked;
}

function operatorSql(
  test: FilterTest,
  type: FilterType,
  column: string,
  value: () => Value,
  { param }: FilterContext,
): string {
  const list = () => [value()].flat().map(String);
  const like = (pattern: (text: string) => string) =>
    `(${list()
      .map((text) => `${column} ilike ${param(pattern(escapeLike(text)))}`)
      .join(' or ')})`;
  const oneOf = () =>
    type === 'number'
      ? `${column} = any (${param([value()].flat())}::numeric[])`
      : type === 'text'
        ? `lower(${column}) = any (${param(list().map((each) => each.toLowerCase()))}::text[])`
        : `(${column})::text = any (${param(list())}::text[])`;
  switch (test.operator) {
    case 'is':
      return type === 'flag' ? `${column} = ${param(value())}::boolean` : oneOf();
    case 'is_not':
      return `(${column} is null or not ${oneOf()})`;
    case 'contains':
      return like((text) => `%${text}%`);
    case 'contains_not':
      return `(${column} is null or not ${like((text) => `%${text}%`)})`;
    case 'starts_with':
      return like((text) => `${text}%`);
    case 'has':
      return `${column} && ${param(list())}::text[]`;
    case 'has_not':
      return `not (${column} && ${param(list())}::text[])`;
    case 'over':
      return `${column} > ${param(value())}::numeric`;
    case 'under':
      return `${column} < ${param(value())}::numeric`;
    case 'before':
      return earlier(column, `${param(value())}::timestamptz`);
    case 'after':
      return later(column, `${param(value())}::timestamptz`);
    case 'within':
      return later(column, `now() - make_interval(secs => ${param(value())}::float8)`);
    case 'longer_ago':
      return earlier(column, `now() - make_interval(secs => ${param(value())}::float8)`);
    case 'known':
      return type === 'set' ? `cardinality(${column}) > 0` : `nullif((${column})::text, '') is not null`;
    case 'unknown':
      return type === 'set' ? `cardinality(${column}) = 0` : `nullif((${column})::text, '') is null`;
  }
}
