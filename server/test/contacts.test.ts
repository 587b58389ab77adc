import type { Contact, Filter, Inbox, TimelineItem } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { countQueries } from '../src/testing/countQueries.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let base: string;
type Page<T> = { items: T[]; next?: string };

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
  base = `/v1/workspaces/${company.id}`;
  await company.owner.http.patch(base, { defaultCountry: 'FR' });
});
afterAll(() => program.stop());

const add = (parts: object) => agent.http.post<Contact>(`${base}/contacts`, { id: uuid(), ...parts });
const tryAdd = (parts: object) => agent.http.call('POST', `${base}/contacts`, { id: uuid(), ...parts });
const list = (query: Record<string, string>) =>
  agent.http.get<Page<Contact>>(`${base}/contacts?${new URLSearchParams(query)}`);
const names = async (query: Record<string, string>) => (await list(query)).items.map((c) => c.name);

describe('adding somebody by hand', () => {
  test('keeps addresses as they are compared, and knows who did it', async () => {
    const contact = await add({
      name: 'Lea Martin',
      email: 'Lea@Example.com',
      phone: '06 11 22 33 44',
      externalId: 'u-17',
    });
    expect(contact).toMatchObject({ email: 'lea@example.com', phone: '+33611223344', blockedAt: null });
    expect(contact.identities.map((i) => [i.kind, i.address, i.verified]).sort()).toEqual([
      ['email', 'lea@example.com', false],
      ['phone', '+33611223344', false],
      ['user', 'u-17', true],
    ]);
    const { items } = await agent.http.get<Page<TimelineItem>>(`${base}/contacts/${contact.id}/timeline`);
    expect(items).toMatchObject([{ kind: 'event', event: { type: 'created' }, author: { name: 'Amélie' } }]);
  });

  test('P11: the same person by another spelling of the number or address is not made twice', async () => {
    const contact = await add({
      name: 'Marc',
      phone: '+33 6 99 88 77 66',
      email: 'marc@example.com',
      externalId: 'marc',
    });
    for (const again of [
      { phone: '0699887766' },
      { phone: '0033 (0)6 99 88 77 66' },
      { phone: '+33699887766' },
      { email: 'MARC@example.com' },
      { externalId: 'marc', name: 'Somebody' },
    ]) {
      expect(await tryAdd(again)).toMatchObject({
        code: 'contact_exists',
        body: { error: { detail: contact.id } },
      });
    }
  });

  test('P11: two agents who add the same person at once make one contact', async () => {
    for (let i = 0; i < 5; i += 1) {
      const email = `${uuid()}@example.com`;
      const answers = await Promise.all([1, 2, 3].map(() => tryAdd({ email })));
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409]);
    }
  });

  test('a repeat with the same id gets the first result; another’s id is refused; nobody is refused', async () => {
    const id = uuid();
    const first = await agent.http.post<Contact>(`${base}/contacts`, { id, name: 'Once' });
    expect(await agent.http.post<Contact>(`${base}/contacts`, { id, name: 'Once' })).toEqual(first);
    expect(await tryAdd({ company: 'Nobody in particular' })).toMatchObject({ code: 'invalid_value' });
  });
});

describe('the list', () => {
  test('finds by beginnings of words, without accents, and by digits of the number', async () => {
    await add({
      name: 'Élodie Müller',
      email: 'elodie.muller@atelier-nord.example',
      company: 'Atelier Nord',
      phone: '0712345678',
    });
    for (const q of [
      'elod',
      'Müll',
      'muller elodie',
      'nord',
      'elodie.muller@atel',
      '07 12 34 56 78',
      '+33712345678',
      '345678',
      '0033712',
    ])
      expect({ q, found: await names({ q }) }).toEqual({ q, found: ['Élodie Müller'] });
    for (const q of ['lodie', 'nobody', "'", '%', ':* | x', '712399'])
      expect({ q, found: await names({ q }) }).toEqual({ q, found: [] });
  });

  test('nothing of another workspace is found', async () => {
    const other = await createTestWorkspace(program);
    const found = await other.owner.http.get<Page<Contact>>(`/v1/workspaces/${other.id}/contacts?q=elodie`);
    expect(found.items).toEqual([]);
  });

  test('a filter leaves those it is true of, with custom fields; what is no filter is refused', async () => {
    await company.owner.http.post(`${base}/fields`, {
      subject: 'contact',
      key: 'seats',
      type: 'number',
      label: 'Seats',
    });
    await add({ name: 'Seated 3', fields: { seats: 3 } });
    await add({ name: 'Seated 30', fields: { seats: 30 } });
    const filter: Filter = {
      match: 'all',
      tests: [{ property: 'contact.field.seats', operator: 'over', value: 10 }],
    };
    expect(await names({ filter: JSON.stringify(filter) })).toEqual(['Seated 30']);
    expect(
      await agent.http.get(
        `${base}/contacts/count?${new URLSearchParams({ filter: JSON.stringify(filter) })}`,
      ),
    ).toEqual({
      count: 1,
      more: false,
    });
    for (const wrong of [
      '{',
      '[]',
      JSON.stringify({ match: 'all', tests: [{ property: 'contact.field.nope', operator: 'known' }] }),
    ])
      expect(
        await agent.http.call('GET', `${base}/contacts?${new URLSearchParams({ filter: wrong })}`),
      ).toMatchObject({ code: 'invalid_value' });
  });

  test('property: every order and page size walks through everybody exactly once, in order', {
    timeout: 180_000,
  }, async () => {
    const other = await createTestWorkspace(program);
    const at = `/v1/workspaces/${other.id}/contacts`;
    const parts = ['Ada', 'ada', 'Éva', 'eva', 'Zoé', null];
    for (const [i, name] of [...parts, ...parts].entries())
      await other.owner.http.post(at, {
        id: uuid(),
        ...(name && { name }),
        email: i % 2 ? `p${i}@example.com` : undefined,
        phone: `061122${String(3300 + i)}`,
        company: i % 3 ? 'Lumen' : undefined,
      });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('last_seen', 'first_seen', 'name', 'email', 'company'),
        fc.constantFrom('asc', 'desc'),
        fc.integer({ min: 1, max: 7 }),
        async (sort, order, limit) => {
          const whole = await other.owner.http.get<Page<Contact>>(
            `${at}?sort=${sort}&order=${order}&limit=100`,
          );
          const walked: string[] = [];
          for (let next: string | undefined = ''; next !== undefined; ) {
            const query = new URLSearchParams({
              sort,
              order,
              limit: String(limit),
              ...(next && { cursor: next }),
            });
            const page: Page<Contact> = await other.owner.http.get(`${at}?${query}`);
            walked.push(...page.items.map((c) => c.id));
            next = page.next;
          }
          expect(walked).toEqual(whole.items.map((c) => c.id));
          expect(walked).toHaveLength(12);
          const reversed = await other.owner.http.get<Page<Contact>>(
            `${at}?sort=${sort}&order=${order === 'asc' ? 'desc' : 'asc'}&limit=100`,
          );
          expect(reversed.items.map((c) => c.id).reverse()).toEqual(walked);
        },
      ),
      { numRuns: 30 },
    );
    const byName = await other.owner.http.get<Page<Contact>>(`${at}?sort=name`);
    expect(
      byName.items.slice(-2).map((c) => c.name),
      'who has no name comes last',
    ).toEqual([null, null]);
  });

  test('a cursor of another order is refused', async () => {
    const { next } = await list({ limit: '1' });
    expect(next).toBeTruthy();
    expect(await agent.http.call('GET', `${base}/contacts?sort=name&cursor=${next}`)).toMatchObject({
      code: 'invalid_value',
    });
    expect(
      await agent.http.call('GET', `${base}/contacts?cursor=${Buffer.from('x').toString('base64url')}`),
    ).toMatchObject({ code: 'invalid_value' });
  });

  test('P13: as many queries for 100 rows as for 1', async () => {
    const count = (limit: number) => countQueries(() => list({ limit: String(limit), sort: 'name' }));
    await count(1);
    expect(await count(100)).toBe(await count(1));
  });
});

describe('the timeline', () => {
  test('holds conversations, pages, notes and what was done, newest first, in pages that neither overlap nor miss', async () => {
    const visitor = await TestVisitor.open(program.url, inbox.key);
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid() });
    tab.send({ type: 'page', url: 'https://shop.example/lamps', title: 'Lamps' });
    await agent.write(conversationId, 'Prefers mornings', 'note');
    await agent.write(conversationId, 'A reply', 'message');
    const { contact } = await agent.read(conversationId);
    const read = (query = '') =>
      agent.http.get<Page<TimelineItem>>(`${base}/contacts/${contact.id}/timeline${query}`);
    await expect
      .poll(async () => (await read()).items.map((i) => i.kind).sort())
      .toEqual(['conversation', 'note', 'page']);
    const { items } = await read();
    expect(items.map((i) => i.at)).toEqual(
      items
        .map((i) => i.at)
        .sort()
        .reverse(),
    );
    const walked: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: Page<TimelineItem> = await read(`?limit=1${next && `&cursor=${next}`}`);
      walked.push(...page.items.map((i) => i.id));
      next = page.next;
    }
    expect(walked).toEqual(items.map((i) => i.id));
    await tab.close();
  });
});
