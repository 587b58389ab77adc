import type { Contact, ContactMerge, Duplicate, Inbox, Merged, MergePreview } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactTables } from '../src/core/contacts/moveContact.ts';
import { uuid } from '../src/lib/uuid.ts';
import { expectGapless, textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let live: Inbox;
let base: string;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
  inbox = await company.addInbox();
  live = await company.addInbox({ mode: 'live' });
  base = `/v1/workspaces/${company.id}`;
  await company.owner.http.patch(base, { defaultCountry: 'FR' });
  await company.owner.http.post(`${base}/fields`, {
    subject: 'contact',
    key: 'plan',
    type: 'text',
    label: 'Plan',
  });
});
afterAll(() => program.stop());

const add = (parts: object) => agent.http.post<Contact>(`${base}/contacts`, { id: uuid(), ...parts });
const load = (id: string) => agent.http.get<Contact>(`${base}/contacts/${id}`);
const merge = (into: string, from: string) =>
  agent.http.post<Merged>(`${base}/contacts/${into}/merges`, { fromId: from });
const undo = (into: string, mergeId: string) =>
  agent.http.post<Contact>(`${base}/contacts/${into}/merges/${mergeId}/undo`);

async function visitorWith(texts: string[], at = inbox) {
  const visitor = await TestVisitor.open(program.url, at.key);
  const tab = await visitor.connect();
  const conversationId = uuid();
  for (const text of texts) await tab.say({ conversationId, text });
  const { contact } = await agent.read(conversationId);
  return { visitor, tab, conversationId, contactId: contact.id };
}

/** Everything about contacts that a merge and its undo touch, without what only counts changes. */
async function state() {
  const tables: Record<string, unknown[]> = {};
  for (const table of [
    'contacts',
    ...contactTables.filter((t) => t !== 'contact_merges' && t !== 'contact_events'),
  ]) {
    const found = await program.database.pool.query(
      `select to_jsonb(t) as row from ${table} t where workspace_id = $1`,
      [company.id],
    );
    tables[table] = found.rows
      .map(({ row }) => ({
        ...row,
        version: null,
        changed_xid: null,
        updated_at: null,
        last_seen_at: null,
        first_seen_at: null,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return tables;
}

test('every table that names a contact is known to the merge', async () => {
  const found = await program.database.pool.query<{ table: string }>(
    `select distinct conrelid::regclass::text as table from pg_constraint where contype = 'f' and confrelid = 'contacts'::regclass`,
  );
  // What an import did is kept with the merge, for the import's undo when the two are apart again; search follows by itself.
  // The undo of a change of many is there for half a minute and does not outlive a merge.
  expect(found.rows.map((row) => row.table).sort()).toEqual(
    [...contactTables, 'contact_bulk_items', 'import_changes', 'search_contacts'].sort(),
  );
});

describe('P10: merging contacts', () => {
  test('P10: conversations keep their logs and order, identities and fields move, and the visitor’s open tab goes on', async () => {
    const one = await visitorWith(['first of one', 'second of one']);
    const two = await visitorWith(['first of two', 'second of two']);
    await agent.write(two.conversationId, 'a note', 'note');
    await agent.http.patch(`${base}/contacts/${one.contactId}`, { name: 'Lea', note: 'Mornings' });
    await agent.http.patch(`${base}/contacts/${two.contactId}`, {
      name: 'L. Martin',
      email: 'lea@example.com',
      fields: { plan: 'Pro' },
      note: 'Paris',
    });
    const logBefore = await agent.log(two.conversationId);
    const preview = await agent.http.get<MergePreview>(
      `${base}/contacts/${one.contactId}/merge-preview?fromId=${two.contactId}`,
    );
    expect(preview).toMatchObject({
      conversations: 1,
      contact: { name: 'Lea', email: 'lea@example.com', fields: { plan: 'Pro' } },
      dropped: [{ property: 'name', value: 'L. Martin' }],
    });
    const desk = await agent.connect();
    await desk.subscribe(two.conversationId);
    const { contact } = await merge(one.contactId, two.contactId);
    expect(contact).toMatchObject({
      ...preview.contact,
      version: contact.version,
      identities: contact.identities,
      lastSeenAt: contact.lastSeenAt,
    });
    expect(contact.note).toBe('Mornings\n\nParis');
    expect(contact.identities.map((i) => i.kind).sort()).toEqual(['email', 'visitor', 'visitor']);
    expect(await agent.http.call('GET', `${base}/contacts/${two.contactId}`)).toMatchObject({
      code: 'contact_not_found',
    });
    expect(await agent.log(two.conversationId)).toEqual(logBefore);
    await desk.waitFor(
      (f) =>
        f.type === 'conversation' &&
        'contact' in f.conversation &&
        f.conversation.contact.id === one.contactId,
    );
    // The browser of the other one writes on without a reload, and sees answers.
    await two.tab.say({ conversationId: two.conversationId, text: 'third of two' });
    await agent.write(two.conversationId, 'an answer');
    await two.tab.waitFor(
      (f) => f.type === 'entry' && f.entry.content?.kind === 'text' && f.entry.content.text === 'an answer',
    );
    const log = await agent.log(two.conversationId);
    expectGapless(log);
    expect(textsOf(log)).toEqual(['first of two', 'second of two', 'a note', 'third of two', 'an answer']);
    // A reload finds both histories.
    const session = await two.visitor.reload(inbox.key);
    expect(session.conversations.map((c) => c.id).sort()).toEqual(
      [one.conversationId, two.conversationId].sort(),
    );
    await Promise.all([one.tab.close(), two.tab.close(), desk.close()]);
  });

  test('P10: undone, everything is where it was, and each browser sees its own history again', async () => {
    const one = await visitorWith(['one']);
    const two = await visitorWith(['two']);
    await agent.http.patch(`${base}/contacts/${two.contactId}`, {
      name: 'Two',
      phone: '0612345678',
      fields: { plan: 'Free' },
    });
    const before = await state();
    const { mergeId } = await merge(one.contactId, two.contactId);
    const merges = await agent.http.get<{ items: ContactMerge[] }>(
      `${base}/contacts/${one.contactId}/merges`,
    );
    expect(merges.items).toMatchObject([{ id: mergeId, name: 'Two', undoneAt: null }]);
    await undo(one.contactId, mergeId);
    expect(await state()).toEqual(before);
    await two.tab.say({ conversationId: two.conversationId, text: 'two again' });
    expect((await two.visitor.reload(inbox.key)).conversations.map((c) => c.id)).toEqual([
      two.conversationId,
    ]);
    expect((await one.visitor.reload(inbox.key)).conversations.map((c) => c.id)).toEqual([
      one.conversationId,
    ]);
    expect(
      await agent.http.call('POST', `${base}/contacts/${one.contactId}/merges/${mergeId}/undo`, {}),
    ).toMatchObject({ code: 'merge_settled' });
    await Promise.all([one.tab.close(), two.tab.close()]);
  });

  test('what was changed and written since the merge stays', async () => {
    const one = await visitorWith(['one']);
    const two = await visitorWith(['two']);
    await agent.http.patch(`${base}/contacts/${two.contactId}`, {
      email: 'two@example.com',
      fields: { plan: 'Pro' },
    });
    const { mergeId } = await merge(one.contactId, two.contactId);
    await agent.http.patch(`${base}/contacts/${one.contactId}`, { fields: { plan: 'Gold' } });
    await undo(one.contactId, mergeId);
    expect(await load(one.contactId)).toMatchObject({ email: null, fields: { plan: 'Gold' } });
    expect(await load(two.contactId)).toMatchObject({ email: 'two@example.com', fields: { plan: 'Pro' } });
    await Promise.all([one.tab.close(), two.tab.close()]);
  });

  test('after thirty days it cannot be undone', async () => {
    const [a, b] = [await add({ name: 'A' }), await add({ name: 'B' })];
    const { mergeId } = await merge(a.id, b.id);
    await program.database.pool.query(
      `update contact_merges set at = at - interval '31 days' where id = $1`,
      [mergeId],
    );
    expect(
      await agent.http.call('POST', `${base}/contacts/${a.id}/merges/${mergeId}/undo`, {}),
    ).toMatchObject({ code: 'merge_settled' });
  });

  test('two open live conversations meet without harm, and both are single again after the undo', async () => {
    const one = await visitorWith(['one'], live);
    const two = await visitorWith(['two'], live);
    const before = await state();
    const { mergeId } = await merge(one.contactId, two.contactId);
    await two.tab.say({ conversationId: two.conversationId, text: 'still here' });
    await undo(one.contactId, mergeId);
    const single = (tables: Record<string, unknown[]>) =>
      (tables.conversations as { id: string; single: boolean; contact_id: string }[]).map((c) => [
        c.id,
        c.single,
        c.contact_id,
      ]);
    expect(single(await state())).toEqual(single(before));
    await Promise.all([one.tab.close(), two.tab.close()]);
  });

  test('messages that are sent while contacts are merged back and forth are all there, once, in order', {
    timeout: 180_000,
  }, async () => {
    const one = await visitorWith(['one']);
    const two = await visitorWith(['two']);
    const texts: string[] = [];
    const writing = (async () => {
      for (let i = 0; i < 120; i += 1) {
        const text = `message ${i}`;
        await two.tab.say({ conversationId: two.conversationId, text });
        texts.push(text);
      }
    })();
    const merging = (async () => {
      for (let i = 0; i < 15; i += 1) {
        const { mergeId } = await merge(one.contactId, two.contactId);
        await undo(one.contactId, mergeId);
      }
    })();
    await Promise.all([writing, merging]);
    const log = await agent.log(two.conversationId);
    expectGapless(log);
    expect(textsOf(log)).toEqual(['two', ...texts]);
    await Promise.all([one.tab.close(), two.tab.close()]);
  });

  test('property: any sequence of merges, undone in reverse, ends where it began', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 5 }),
        async (steps) => {
          const people = await Promise.all(
            ['a', 'b', 'c', 'd'].map((name, i) =>
              add({ name, ...(i % 2 && { email: `${uuid()}@example.com`, fields: { plan: name } }) }),
            ),
          );
          const before = await state();
          const alive = new Set(people.map((p) => p.id));
          const done: [string, string][] = [];
          for (const [into, from] of steps) {
            const [a, b] = [people[into]!.id, people[from]!.id];
            if (a === b || !alive.has(a) || !alive.has(b)) continue;
            done.push([a, (await merge(a, b)).mergeId]);
            alive.delete(b);
          }
          for (const [into, mergeId] of done.reverse()) await undo(into, mergeId);
          expect(await state()).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('with itself, with nobody and twice is refused', async () => {
    const [a, b] = [await add({ name: 'A' }), await add({ name: 'B' })];
    const tryMerge = (into: string, from: string) =>
      agent.http.call('POST', `${base}/contacts/${into}/merges`, { fromId: from });
    expect(await tryMerge(a.id, a.id)).toMatchObject({ code: 'invalid_value' });
    expect(await tryMerge(a.id, uuid())).toMatchObject({ code: 'contact_not_found' });
    const answers = await Promise.all([tryMerge(a.id, b.id), tryMerge(a.id, b.id), tryMerge(b.id, a.id)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 404, 404]);
  });
});

describe('P11: who could be the same person', () => {
  const reasons = async (id: string) =>
    (await agent.http.get<{ items: Duplicate[] }>(`${base}/contacts/${id}/duplicates`)).items.map((d) => [
      d.contact.name,
      d.reasons,
    ]);

  test('P11: by e-mail, by telephone number in any spelling, by similar name; likeliest first', async () => {
    const visitor = await visitorWith(['hello']);
    await agent.http.patch(`${base}/contacts/${visitor.contactId}`, {
      name: 'Béatrice Lefèvre',
      email: 'Bea@Example.com',
      phone: '06 55 44 33 22',
    });
    const other = await visitorWith(['hello']);
    await agent.http.patch(`${base}/contacts/${other.contactId}`, { name: 'B.', email: 'bea@example.com' });
    const third = await visitorWith(['hello']);
    await agent.http.patch(`${base}/contacts/${third.contactId}`, {
      name: 'Shop phone',
      phone: '+33655443322',
    });
    await add({ name: 'Beatrice Lefevre' });
    await add({ name: 'Beatrice Lambert' });
    const found = await reasons(visitor.contactId);
    expect(found.map(([name]) => name)).toEqual(
      expect.arrayContaining(['B.', 'Shop phone', 'Beatrice Lefevre']),
    );
    expect(found.map(([name]) => name)).not.toContain('Beatrice Lambert');
    expect(Object.fromEntries(found)).toMatchObject({
      'B.': expect.arrayContaining(['email']),
      'Shop phone': expect.arrayContaining(['phone']),
      'Beatrice Lefevre': ['name'],
    });
    expect(found.at(-1)![0]).toBe('Beatrice Lefevre');
    await Promise.all([visitor.tab.close(), other.tab.close(), third.tab.close()]);
  });

  test('nobody of another workspace, and nobody for who has no name and no address', async () => {
    const other = await createTestWorkspace(program);
    const theirs = await other.owner.http.post<Contact>(`/v1/workspaces/${other.id}/contacts`, {
      id: uuid(),
      name: 'Béatrice Lefèvre',
      email: 'bea@example.com',
    });
    const found = await other.owner.http.get<{ items: Duplicate[] }>(
      `/v1/workspaces/${other.id}/contacts/${theirs.id}/duplicates`,
    );
    expect(found.items).toEqual([]);
    const { contactId, tab } = await visitorWith(['x']);
    expect(await reasons(contactId)).toEqual([]);
    await tab.close();
  });
});
