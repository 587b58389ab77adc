import {
  type Filter,
  type FilterTest,
  type FilterType,
  filterProperties,
  operatorsOf,
} from '@causerie/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuid } from '../../lib/uuid.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase.ts';
import { filterSql } from './filterSql.ts';

let database: TestDatabase;
const workspace = uuid();
const me = uuid();
const inbox = uuid();
const fields = new Map<string, FilterType>([
  ['contact.field.plan', 'choice'],
  ['contact.field.seats', 'number'],
  ['contact.field.renews', 'date'],
  ['contact.field.vip', 'flag'],
  ['contact.field.likes', 'set'],
  ['conversation.field.order', 'text'],
]);

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  await pool.query(`insert into workspaces (id, name) values ($1, 'Lumen')`, [workspace]);
  await pool.query(`insert into users (id, name, email) values ($1, 'Amélie', 'a@example.com')`, [me]);
  await pool.query(`insert into members (workspace_id, user_id, role) values ($1, $2, 'agent')`, [
    workspace,
    me,
  ]);
  await pool.query(
    `insert into inboxes (workspace_id, id, kind, name, settings) values ($1, $2, 'web', 'Shop', '{}')`,
    [workspace, inbox],
  );
  await add(
    'Lea 100%',
    {
      email: 'Lea@Example.com',
      fields: { plan: 'pro', seats: 12, renews: '2026-12-01', vip: true, likes: ['arc', 'galet'] },
    },
    { labels: ['vip', 'late'], assignee_id: me, priority: 'high' },
  );
  await add(
    'Marc_',
    { fields: { plan: 'free', seats: 'many', renews: 'soon', likes: [] } },
    { labels: ['late'], fields: { order: 'A-17' } },
  );
  await add(null, {}, { status: 'resolved', spam: true });
});
afterAll(() => database.drop());

async function add(name: string | null, contact: object, conversation: object): Promise<void> {
  const contactRow = { workspace_id: workspace, id: uuid(), name, ...contact };
  const row = {
    workspace_id: workspace,
    id: uuid(),
    inbox_id: inbox,
    contact_id: contactRow.id,
    mode: 'messaging',
    ...conversation,
  };
  for (const [table, values] of [
    ['contacts', contactRow],
    ['conversations', row],
  ] as const) {
    const names = Object.keys(values).join(', ');
    await database.pool.query(
      `insert into ${table} (${names}) select ${names} from jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify(values)],
    );
  }
}

async function find(
  filter: Filter,
  subject: 'conversation' | 'contact' = 'conversation',
): Promise<(string | null)[]> {
  const values: unknown[] = [workspace];
  const condition = filterSql(filter, {
    param: (value) => `$${values.push(value)}`,
    fields,
    userId: me,
    subject,
  });
  const tables =
    subject === 'contact'
      ? 'contacts ct'
      : 'conversations c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)';
  const found = await database.pool.query<{ name: string | null }>(
    `select ct.name from ${tables} where ct.workspace_id = $1 and ${condition} order by ct.name nulls last`,
    values,
  );
  return found.rows.map((row) => row.name);
}

const only = (property: string, operator: FilterTest['operator'], value?: FilterTest['value']): Filter => ({
  match: 'all',
  tests: [{ property, operator, ...(value !== undefined && { value }) }],
});

describe('a filter as SQL', () => {
  it.each<[string, Filter, (string | null)[]]>([
    ['nothing asked', { match: 'all', tests: [] }, ['Lea 100%', 'Marc_', null]],
    ['text, whatever the case', only('contact.email', 'is', ['lea@example.com', 'x']), ['Lea 100%']],
    ['a part with signs of the pattern language', only('contact.name', 'contains', '0%'), ['Lea 100%']],
    ['such a sign is no wildcard', only('contact.name', 'contains', '_'), ['Marc_']],
    ['not: also where nothing is known', only('contact.name', 'contains_not', 'lea'), ['Marc_', null]],
    ['start', only('contact.name', 'starts_with', 'mar'), ['Marc_']],
    ['one of several', only('conversation.priority', 'is', ['high', 'urgent']), ['Lea 100%']],
    ['labels', only('conversation.label', 'has', ['vip', 'new']), ['Lea 100%']],
    ['no such label', only('conversation.label', 'has_not', 'vip'), ['Marc_', null]],
    ['no labels at all', only('conversation.label', 'unknown'), [null]],
    ['me', only('conversation.assignee', 'is', 'me'), ['Lea 100%']],
    ['anybody but me', only('conversation.assignee', 'is_not', 'me'), ['Marc_', null]],
    ['a flag', only('conversation.spam', 'is', true), [null]],
    ['a date near', only('contact.first_seen', 'within', 3600), ['Lea 100%', 'Marc_', null]],
    ['a date far', only('contact.first_seen', 'longer_ago', 3600), []],
    ['a field of choices', only('contact.field.plan', 'is', 'pro'), ['Lea 100%']],
    ['one of several of a field’s choices', only('contact.field.plan', 'is', ['pro', 'gold']), ['Lea 100%']],
    ['a choice that no field can hold', only('contact.field.plan', 'is', '\ud800'), []],
    [
      'more choices than the index is asked for',
      only('contact.field.plan', 'is', [...Array(30).keys()].map(String).concat('pro')),
      ['Lea 100%'],
    ],
    ['several choices at once', only('contact.field.likes', 'has', ['none', 'galet']), ['Lea 100%']],
    ['a number; what is none is unknown', only('contact.field.seats', 'over', 10), ['Lea 100%']],
    ['a number not known', only('contact.field.seats', 'unknown'), ['Marc_', null]],
    [
      'a date field; what is none is unknown',
      only('contact.field.renews', 'after', '2026-11-01T00:00:00Z'),
      ['Lea 100%'],
    ],
    ['a flag field', only('contact.field.vip', 'is', false), ['Marc_', null]],
    ['several choices', only('contact.field.likes', 'has', 'galet'), ['Lea 100%']],
    ['no choice', only('contact.field.likes', 'unknown'), ['Marc_', null]],
    ['a conversation’s field', only('conversation.field.order', 'starts_with', 'a-'), ['Marc_']],
    [
      'groups',
      {
        match: 'all',
        tests: [
          { property: 'conversation.status', operator: 'is', value: 'open' },
          {
            match: 'any',
            tests: [
              { property: 'conversation.label', operator: 'has', value: 'vip' },
              { property: 'conversation.field.order', operator: 'known' },
            ],
          },
        ],
      },
      ['Lea 100%', 'Marc_'],
    ],
  ])('%s', async (_, filter, names) => {
    expect(await find(filter)).toEqual(names);
  });

  it('takes every operator of every property, and PostgreSQL understands it', async () => {
    const sample: Record<FilterType, FilterTest['value']> = {
      text: 'x',
      choice: 'x',
      person: uuid(),
      set: 'x',
      number: 3,
      date: '2026-11-21T08:00:00Z',
      flag: true,
    };
    for (const [property, type] of [...Object.entries(filterProperties), ...fields]) {
      for (const operator of operatorsOf[type]) {
        const value = operator === 'within' || operator === 'longer_ago' ? 60 : sample[type];
        const filter = only(
          property,
          operator,
          operator === 'known' || operator === 'unknown' ? undefined : value,
        );
        await find(filter);
        if (property.startsWith('contact.')) await find(filter, 'contact');
      }
    }
  });

  it.each<[string, Filter, string]>([
    ['an unknown property', only('contact.shoe_size', 'is', 'x'), '/tests/0/property'],
    ['an unknown field', only('contact.field.nope', 'is', 'x'), '/tests/0/property'],
    ['an operator that does not suit', only('contact.name', 'over', 3), '/tests/0/operator'],
    ['no value', only('contact.name', 'is'), '/tests/0/value'],
    ['a value of another type', only('contact.field.seats', 'over', 'x'), '/tests/0/value'],
    ['no moment', only('contact.last_seen', 'before', 'soon'), '/tests/0/value'],
  ])('refuses %s', async (_, filter, field) => {
    await expect(find(filter)).rejects.toMatchObject({ code: 'invalid_value', field });
  });

  it('knows no conversation where contacts are asked for', async () => {
    await expect(find(only('conversation.spam', 'is', true), 'contact')).rejects.toMatchObject({
      code: 'invalid_value',
    });
  });
});
