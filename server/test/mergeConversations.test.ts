import type {
  Conversation,
  Entry,
  EventsPage,
  SearchPage,
  ServerFrameOf,
  TimelineItem,
  WorkspaceEvent,
} from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runRetention } from '../src/core/privacy/runRetention.ts';
import { advanceSearch } from '../src/core/search/advanceSearch.ts';
import { uuid } from '../src/lib/uuid.ts';
import { DeskScene } from '../src/testing/deskScene.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import type { TestVisitor } from '../src/testing/testVisitor.ts';
import { waitUntil } from '../src/testing/waitUntil.ts';

let scene: DeskScene;
let amelie: TestAgent;
let bruno: TestAgent;

beforeAll(async () => {
  scene = await DeskScene.open();
  ({ amelie, bruno } = scene);
});
afterAll(() => scene.close());

const merge = (targetId: string, sourceId: string) =>
  amelie.http.post<Conversation>(amelie.path(targetId, '/merge'), { sourceId });
const unmerge = (id: string) => amelie.http.post<Conversation>(amelie.path(id, '/unmerge'), {});

/** Texts of a log in its order, after a check that its numbers have no gap. */
async function texts(id: string): Promise<string[]> {
  const log = await amelie.log(id);
  expect(log.map((e) => e.seq)).toEqual(log.map((_, i) => i + 1));
  return log.flatMap((e) => (e.content?.kind === 'text' ? [e.content.text] : []));
}

async function twoOfOne(): Promise<{ first: string; second: string; visitor: TestVisitor }> {
  const { id: first, visitor } = await scene.begin('a1');
  const { id: second } = await scene.begin('b1', visitor);
  return { first, second, visitor };
}

test('P10: a merge has both histories in the order in which they were said, and an undo gives both back', async () => {
  const { first, second, visitor } = await twoOfOne();
  await amelie.write(first, 'a2');
  await scene.say(visitor, second, 'b2');
  await amelie.write(second, 'a note', 'note');
  await scene.say(visitor, first, 'a3');
  const before = { first: await amelie.log(first), second: await amelie.log(second) };
  const rows = { first: await amelie.read(first), second: await amelie.read(second) };
  const merged = await merge(first, second);
  expect(await texts(merged.id)).toEqual(['a1', 'b1', 'a2', 'b2', 'a note', 'a3']);
  expect(merged).toMatchObject({
    status: 'open',
    assigneeId: amelie.userId,
    contactMessages: 4,
    waitingSince: rows.second.waitingSince,
    mergedInto: null,
    lastMessage: { preview: 'a3' },
  });
  const log = await amelie.log(merged.id);
  expect(log[merged.lastMessage!.seq - 1]?.content, 'the row points at its last message').toMatchObject({
    text: 'a3',
  });
  const open = await amelie.http.get<{ items: Conversation[] }>(scene.at('/conversations?limit=100'));
  const ids = open.items.map((c) => c.id);
  expect([ids.includes(merged.id), ids.includes(first), ids.includes(second)]).toEqual([true, false, false]);
  expect((await amelie.log(first)).slice(0, before.first.length), 'the old logs stay').toEqual(before.first);

  await scene.say(visitor, merged.id, 'said since');
  const target = await unmerge(merged.id);
  expect(target.id).toBe(first);
  expect(await texts(first)).toEqual(['a1', 'a2', 'a3', 'said since']);
  expect(await texts(second)).toEqual(['b1', 'b2', 'a note']);
  for (const [id, was] of [
    [first, rows.first],
    [second, rows.second],
  ] as const) {
    const now = await amelie.read(id);
    for (const part of ['status', 'mode', 'assigneeId', 'labels', 'mergedInto'] as const)
      expect(now[part], part).toEqual(was[part]);
  }
  expect(await amelie.read(second)).toMatchObject({ waitingSince: rows.second.waitingSince });
  expect(await amelie.read(merged.id)).toMatchObject({ status: 'resolved', mergedInto: first });
});

test('P10: whoever has one of the two open is led on; what they still write there lands where the talk goes on, once', async () => {
  const { first, second, visitor } = await twoOfOne();
  const desk = await bruno.connect();
  await desk.followRows();
  await desk.subscribe(second);
  const tab = await visitor.connect();
  await tab.subscribe(second);
  const merged = await merge(first, second);
  const led = (await desk.waitFor(
    (f) => f.type === 'rows' && f.conversations.some((c) => c.id === second && c.mergedInto !== null),
  )) as ServerFrameOf<'rows'>;
  expect(led.conversations[0]?.mergedInto).toBe(merged.id);
  await tab.waitFor((f) =>
    f.type === 'conversation' || f.type === 'entry'
      ? f.conversation.id === second && f.conversation.mergedInto === merged.id
      : false,
  );
  const entryId = uuid();
  const sent = await tab.say({ conversationId: second, entryId, text: 'still here' });
  expect(sent.conversationId).toBe(merged.id);
  const repeat = await tab.say({ conversationId: second, entryId, text: 'still here' });
  expect([repeat.conversationId, repeat.seq]).toEqual([merged.id, sent.seq]);
  const answer = { id: uuid(), kind: 'message', content: { kind: 'text', text: 'an answer' } };
  for (const _ of [1, 2]) await bruno.http.post<Entry>(bruno.path(second, '/entries'), answer);
  expect(await texts(merged.id)).toEqual(['a1', 'b1', 'still here', 'an answer']);
  expect((await bruno.http.call('PATCH', bruno.path(second), { status: 'open' })).code).toBe(
    'merged_elsewhere',
  );
  const session = await visitor.reload(scene.inbox.key);
  expect(session.conversations.map((c) => c.id)).toEqual([merged.id]);
  await Promise.all([desk.close(), tab.close()]);
});

test('a subscriber of the target goes on without a gap when a merge is undone', async () => {
  const { first, second, visitor } = await twoOfOne();
  const merged = await merge(first, second);
  const desk = await amelie.connect();
  await desk.subscribe(merged.id);
  const { conversation: had } = await desk.subscribe(first);
  await scene.say(visitor, merged.id, 'meanwhile');
  await unmerge(merged.id);
  const { entries, reset, conversation } = await desk.subscribe(first, {
    seq: had.lastSeq,
    version: had.version,
  });
  expect(reset).toBe(false);
  expect(entries.map((e) => e.seq)).toEqual(
    Array.from({ length: conversation.lastSeq - had.lastSeq }, (_, i) => had.lastSeq + 1 + i),
  );
  expect(entries.some((e) => e.content?.kind === 'text' && e.content.text === 'meanwhile')).toBe(true);
  await desk.close();
});

test('who has read what is kept: counts of unread are those of both', async () => {
  const { first, second, visitor } = await twoOfOne();
  await bruno.http.put(bruno.path(first, '/read'), { seq: 2 });
  await scene.say(visitor, second, 'b2');
  const merged = await merge(first, second);
  const page = await bruno.http.get<{
    items: Conversation[];
    reads: { conversationId: string; contactMessages: number }[];
  }>(scene.at('/conversations?limit=100'));
  const read = page.reads.find((r) => r.conversationId === merged.id);
  expect(merged.contactMessages - (read?.contactMessages ?? 0)).toBe(2);
  const all = await bruno.http.put<{ contactMessages: number }>(bruno.path(merged.id, '/read'), {
    seq: merged.lastSeq,
  });
  expect(all.contactMessages).toBe(3);
});

test('refused: with oneself, with another contact’s, twice, and taking apart what is whole', async () => {
  const { first, second } = await twoOfOne();
  const other = await scene.begin('somebody else');
  const refuse = async (targetId: string, sourceId: string) =>
    (await amelie.http.call('POST', amelie.path(targetId, '/merge'), { sourceId })).code;
  expect(await refuse(first, first)).toBe('invalid_value');
  expect(await refuse(first, other.id)).toBe('contacts_differ');
  expect((await amelie.http.call('POST', amelie.path(first, '/unmerge'), {})).code).toBe('not_merged');
  const both = await Promise.all([
    amelie.http.call('POST', amelie.path(first, '/merge'), { sourceId: second }),
    amelie.http.call('POST', amelie.path(second, '/merge'), { sourceId: first }),
  ]);
  expect(both.map((a) => a.code ?? 'merged').toSorted()).toEqual(['merged', 'merged_elsewhere']);
});

test('P14: what was said is found once, where it is read now: in the merged one, and in the two again', async () => {
  const word = `w${uuid().replaceAll('-', '')}`;
  const { first, second, visitor } = await twoOfOne();
  await scene.say(visitor, first, `${word} one`);
  await scene.say(visitor, second, `${word} two`);
  const found = async (q = word) => {
    const page = await amelie.http.get<SearchPage>(scene.at(`/search?q=${encodeURIComponent(q)}`));
    return page.items.map((hit) => [hit.conversationId, hit.excerpt.map((part) => part.text).join('')]);
  };
  const expectFound = async (...hits: [string, string][]) => {
    expect((await found()).toSorted()).toEqual(hits.toSorted());
    for (const item of (await amelie.http.get<SearchPage>(scene.at(`/search?q=${word}`))).items) {
      const entry = (await amelie.log(item.conversationId)).find((e) => e.seq === item.seq);
      expect(entry?.content, 'the hit leads to it').toMatchObject({ kind: 'text' });
    }
  };
  await waitUntil('both are indexed', async () => (await found()).length === 2);
  const merged = await merge(first, second);
  await expectFound([merged.id, `${word} one`], [merged.id, `${word} two`]);
  await scene.say(visitor, merged.id, `${word} three`);
  await waitUntil('what came since is indexed', async () => (await found()).length === 3);
  await unmerge(merged.id);
  await expectFound([first, `${word} one`], [second, `${word} two`], [first, `${word} three`]);
  // Those that the indexer has not seen when they are merged come with its next pass.
  await scene.say(visitor, second, `${word} four`);
  const again = await merge(second, first);
  await waitUntil('all are found', async () => (await found()).length === 4);
  await waitUntil('the index is at rest', async () =>
    ['finished'].includes(await advanceSearch(scene.program.doors.core, scene.company.id, 'entries')),
  );
  expect((await found()).every(([id]) => id === again.id)).toBe(true);
  expect(await found(`${word} -three`)).toHaveLength(3);
});

test('the feed tells every entry once: copies are no news, merging is', async () => {
  const latest = await scene.boss.http.get<EventsPage>(scene.at('/events?after=latest'));
  const { first, second, visitor } = await twoOfOne();
  const merged = await merge(first, second);
  await scene.say(visitor, merged.id, 'since');
  await unmerge(merged.id);
  const events: WorkspaceEvent[] = [];
  for (let cursor = latest.cursor, more = true; more; ) {
    const page = await scene.boss.http.get<EventsPage>(scene.at(`/events?after=${cursor}&limit=500`));
    events.push(...page.items);
    ({ cursor, more } = page);
  }
  const ours = events.filter((e) => [first, second, merged.id].includes(e.conversationId ?? ''));
  const told = (type: string) => ours.filter((e) => e.type === type);
  expect(told('conversation.created').map((e) => e.conversationId)).toEqual(
    expect.arrayContaining([first, second]),
  );
  expect(told('conversation.created')).toHaveLength(2);
  expect(
    told('message.created')
      .map((e) => (e.entry!.content as { text?: string }).text)
      .toSorted(),
  ).toEqual(['a1', 'b1', 'since']);
  expect(
    told('conversation.merged')
      .map((e) => e.conversationId)
      .toSorted(),
  ).toEqual([first, second, merged.id].toSorted());
  expect(told('conversation.unmerged')).toHaveLength(3);
});

test('a contact’s page and data show what was said once', async () => {
  const { first, second } = await twoOfOne();
  await amelie.write(second, 'a thought', 'note');
  const merged = await merge(first, second);
  const { contact } = merged;
  const shown = async () => {
    const { items } = await amelie.http.get<{ items: TimelineItem[] }>(
      scene.at(`/contacts/${contact.id}/timeline?limit=100`),
    );
    return {
      conversations: items.flatMap((i) => (i.kind === 'conversation' ? [i.conversation.id] : [])),
      notes: items.flatMap((i) => (i.kind === 'note' ? [i.entry.conversationId] : [])),
    };
  };
  expect(await shown()).toEqual({ conversations: [merged.id], notes: [merged.id] });
  const data = await scene.boss.http.get<{ conversations: { id: string }[] }>(
    scene.at(`/contacts/${contact.id}/export`),
  );
  expect(data.conversations.map((c) => c.id)).toEqual([merged.id]);
  await unmerge(merged.id);
  expect((await shown()).conversations.toSorted()).toEqual([first, second].toSorted());
  expect((await shown()).notes).toEqual([second]);
});

test('P23: what retention or an erasure removes is gone from every copy', async () => {
  const { pool } = scene.program.database;
  const left = async (word: string) =>
    (await pool.query('select 1 from entries where content::text like $1', [`%${word}%`])).rowCount;
  const kept = await twoOfOne();
  const word = uuid();
  await scene.say(kept.visitor, kept.second, word);
  const undone = await merge(kept.first, kept.second);
  await unmerge(undone.id);
  const again = await merge(kept.first, kept.second);
  await amelie.patch(again.id, { status: 'resolved' });
  await pool.query(`update conversations set resolved_at = now() - interval '1 year' where id = any ($1)`, [
    [again.id, kept.first, kept.second, undone.id],
  ]);
  const { core } = scene.program.doors;
  await pool.query(
    `insert into retention_rules (workspace_id, resolved_conversations) values ($1, 90)
     on conflict (workspace_id) do update set resolved_conversations = 90`,
    [scene.company.id],
  );
  while ((await runRetention(core)) > 0);
  expect(await left(word)).toBe(0);
  await pool.query('delete from retention_rules where workspace_id = $1', [scene.company.id]);
});

test('an answer to an offer points at the offer’s copy', async () => {
  const { first, second, visitor } = await twoOfOne();
  const offer = await amelie.http.post<Entry>(amelie.path(first, '/entries'), {
    id: uuid(),
    kind: 'message',
    content: { kind: 'quick_replies', text: 'Which?', options: [{ id: 'x', label: 'X' }] },
  });
  const tab = await visitor.connect();
  await tab.say({
    conversationId: first,
    content: { kind: 'choice', entryId: offer.id, optionId: 'x', label: 'X' },
  });
  await tab.close();
  const log = await amelie.log((await merge(first, second)).id);
  const copy = log.find((e) => e.content?.kind === 'quick_replies');
  const choice = log.find((e) => e.content?.kind === 'choice');
  expect(copy?.id).not.toBe(offer.id);
  expect(choice?.content).toMatchObject({ entryId: copy?.id });
});

test('P10: whatever is said, merged and taken apart, every log is gapless, in order, and nothing is lost', async () => {
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('say' as const),
        where: fc.nat(2),
        by: fc.constantFrom('visitor', 'agent'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('merge' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('unmerge' as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { first, second, visitor } = await twoOfOne();
      let merged: string | undefined;
      const said = ['a1', 'b1'];
      for (const [i, each] of steps.entries()) {
        if (each.do === 'merge' && !merged) merged = (await merge(first, second)).id;
        else if (each.do === 'unmerge' && merged) {
          await unmerge(merged);
          merged = undefined;
        } else if (each.do === 'say') {
          const text = `m${i}`;
          const where = [first, second, merged ?? first][each.where]!;
          if (each.by === 'visitor') await scene.say(visitor, where, text);
          else await amelie.write(where, text);
          said.push(text);
        }
      }
      const held = merged ? await texts(merged) : [...(await texts(first)), ...(await texts(second))];
      expect(held.toSorted(), 'nothing lost, nothing twice').toEqual(said.toSorted());
      const order = (list: string[]) => list.map((text) => said.indexOf(text));
      for (const id of merged ? [merged] : [first, second]) {
        const places = order(await texts(id));
        expect(places, 'in the order in which it was said').toEqual(places.toSorted((a, b) => a - b));
        const row = await amelie.read(id);
        const log = await amelie.log(id);
        expect(row.lastSeq).toBe(log.length);
        expect(row.contactMessages).toBe(
          log.filter((e) => e.kind === 'message' && e.author.kind === 'contact').length,
        );
      }
    }),
    { numRuns: 12 },
  );
});
