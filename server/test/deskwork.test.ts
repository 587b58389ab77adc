import type {
  BulkResult,
  Conversation,
  ConversationsPage,
  Draft,
  Entry,
  Label,
  LabelList,
  NotificationsPage,
  SavedView,
  ServerFrameOf,
  Team,
} from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { DeskScene } from '../src/testing/deskScene.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let scene: DeskScene;
let amelie: TestAgent;
let bruno: TestAgent;

beforeAll(async () => {
  scene = await DeskScene.open();
  ({ amelie, bruno } = scene);
});
afterAll(() => scene.close());

const at = (rest: string) => scene.at(rest);
const list = async (query: string, who = amelie) =>
  (await who.http.get<ConversationsPage>(at(`/conversations?limit=100&${query}`))).items.map((row) => row.id);
const events = async (id: string) =>
  (await amelie.log(id)).flatMap((entry) => (entry.event ? [entry.event.type] : []));

describe('labels', () => {
  test('are kept with colour and meaning; a new name goes to conversations and saved views', async () => {
    const label = await scene.boss.http.post<Label>(at('/labels'), { name: 'billing', colour: 'blue' });
    const { id } = await scene.begin();
    await amelie.patch(id, { labels: ['billing', 'zoo'] });
    const view = await amelie.http.post<SavedView>(at('/views'), {
      name: 'Billing',
      filter: {
        match: 'all',
        tests: [{ property: 'conversation.label', operator: 'has', value: ['billing'] }],
      },
    });
    await scene.boss.http.patch(at(`/labels/${label.id}`), { name: 'invoices', description: 'Money' });
    expect((await amelie.read(id)).labels).toEqual(['invoices', 'zoo']);
    expect(await list(`viewId=${view.id}`)).toEqual([id]);
    const { items } = await amelie.http.get<LabelList>(at('/labels'));
    expect(items).toContainEqual({ id: label.id, name: 'invoices', colour: 'blue', description: 'Money' });
    await scene.boss.http.call('DELETE', at(`/labels/${label.id}`));
    expect((await amelie.read(id)).labels, 'the word stays').toEqual(['invoices', 'zoo']);
    expect((await amelie.http.call('POST', at('/labels'), { name: 'x' })).code).toBe('forbidden');
  });

  test('are added and taken away one by one, whatever else is there; typing them can be forbidden', async () => {
    const { id } = await scene.begin();
    await Promise.all([amelie.patch(id, { addLabels: ['one'] }), bruno.patch(id, { addLabels: ['two'] })]);
    expect((await amelie.read(id)).labels).toEqual(['one', 'two']);
    await scene.boss.http.patch(at('/labels'), { free: false });
    const refused = await amelie.http.call('PATCH', amelie.path(id), { addLabels: ['three'] });
    expect(refused.code).toBe('invalid_value');
    await scene.boss.http.post(at('/labels'), { name: 'three' });
    const changed = await amelie.patch(id, { addLabels: ['three'], removeLabels: ['one'] });
    expect(changed.labels).toEqual(['three', 'two']);
    await scene.boss.http.patch(at('/labels'), { free: true });
  });
});

describe('spam', () => {
  test('is out of every view but its own; what the contact begins or reopens is quietly spam too', async () => {
    const { id, visitor } = await scene.begin('Buy my pills');
    await amelie.patch(id, { spam: true });
    expect(await list('view=all')).not.toContain(id);
    expect(await list('view=unassigned')).not.toContain(id);
    expect(await list('view=spam')).toContain(id);
    const second = await scene.begin('Buy more', visitor);
    expect((await amelie.read(second.id)).spam).toBe(true);
    await amelie.patch(id, { spam: false });
    expect(await list('view=all')).toContain(id);
    const third = await scene.begin('I am sorry', visitor);
    expect((await amelie.read(third.id)).spam).toBe(false);
    expect(await events(id)).toEqual(['started', 'spam_changed', 'spam_changed']);
  });

  test('what a marked contact reopens is spam', async () => {
    const { id, visitor } = await scene.begin();
    const other = await scene.begin('another', visitor);
    await amelie.patch(other.id, { status: 'resolved' });
    await amelie.patch(id, { spam: true });
    await scene.say(visitor, other.id, 'again');
    expect(await amelie.read(other.id)).toMatchObject({ status: 'open', spam: true });
  });
});

describe('many at once', () => {
  const bulk = (ids: string[], patch: object, who = amelie) =>
    who.http.post<BulkResult>(at('/bulk-changes'), { ids, patch });
  const undo = (bulkId: string, who = amelie) =>
    who.http.call('POST', at(`/bulk-changes/${bulkId}/undo`), {});

  test('each conversation its own event, each failure its own report', async () => {
    const ids = await Promise.all([1, 2, 3].map(async (n) => (await scene.begin(`bulk ${n}`)).id));
    const missing = uuid();
    const result = await bulk([...ids, missing], {
      status: 'resolved',
      addLabels: ['done'],
      priority: 'high',
    });
    expect(result.changed.map((c) => [c.status, c.labels, c.priority])).toEqual(
      ids.map(() => ['resolved', ['done'], 'high']),
    );
    expect(result.failed).toMatchObject([{ id: missing, code: 'conversation_not_found' }]);
    for (const id of ids)
      expect((await events(id)).slice(1)).toEqual(['resolved', 'priority_changed', 'labels_changed']);
    const repeat = await bulk(ids, { status: 'resolved', addLabels: ['done'], priority: 'high' });
    expect(repeat.bulkId, 'nothing changed, nothing to undo').toBeUndefined();
  });

  test('undo puts back what was, once, by whoever did it; what others changed since stays theirs', async () => {
    const [a, b] = [(await scene.begin('a')).id, (await scene.begin('b')).id];
    await amelie.patch(a, { labels: ['keep'], assigneeId: bruno.userId });
    const before = await amelie.read(a);
    const { bulkId } = await bulk([a, b], { status: 'resolved', labels: ['x'], assigneeId: amelie.userId });
    await bruno.patch(b, { status: 'open' });
    expect((await undo(bulkId!, bruno)).code).toBe('bulk_not_found');
    const undone = (await undo(bulkId!)).body as BulkResult;
    expect(undone.failed).toMatchObject([{ id: b, code: 'conflict' }]);
    const after = await amelie.read(a);
    for (const part of [
      'status',
      'labels',
      'assigneeId',
      'priority',
      'waitingSince',
      'snoozedUntil',
    ] as const)
      expect(after[part], part).toEqual(before[part]);
    expect(await amelie.read(b)).toMatchObject({ status: 'open', labels: ['x'] });
    expect((await undo(bulkId!)).code).toBe('bulk_not_found');
  });

  test('undo comes too late after half a minute; a snooze that is restored wakes', async () => {
    const { id } = await scene.begin();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await amelie.patch(id, { status: 'snoozed', snoozedUntil: until });
    const { bulkId } = await bulk([id], { status: 'open' });
    await undo(bulkId!);
    expect(await amelie.read(id)).toMatchObject({ status: 'snoozed', snoozedUntil: until });
    const { bulkId: late } = await bulk([id], { priority: 'low' });
    await scene.program.database.pool.query(
      `update bulk_changes set created_at = now() - interval '31 s' where id = $1`,
      [late],
    );
    expect((await undo(late!)).code).toBe('undo_expired');
  });

  test('any change undone is no change', async () => {
    const { id } = await scene.begin('property');
    const patch = fc.record(
      {
        status: fc.constantFrom('open', 'resolved', 'pending'),
        priority: fc.constantFrom('none', 'low', 'urgent'),
        assigneeId: fc.constantFrom(null, amelie.userId, bruno.userId),
        addLabels: fc.uniqueArray(fc.constantFrom('p', 'q', 'r'), { maxLength: 2 }),
        removeLabels: fc.uniqueArray(fc.constantFrom('p', 'q', 'r'), { maxLength: 2 }),
        spam: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const parts = ['status', 'priority', 'assigneeId', 'labels', 'spam', 'waitingSince'] as const;
    const stateOf = (c: Conversation) => parts.map((part) => c[part]);
    await fc.assert(
      fc.asyncProperty(patch, patch, async (first, second) => {
        await amelie.patch(id, first as never);
        const before = stateOf(await amelie.read(id));
        const { bulkId } = await bulk([id], second);
        if (bulkId) expect(((await undo(bulkId)).body as BulkResult).failed).toEqual([]);
        expect(stateOf(await amelie.read(id))).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});

describe('who is called, and who follows', () => {
  const note = (who: TestAgent, id: string, text: string, mentions: object[]) =>
    who.http.post<Entry>(who.path(id, '/entries'), {
      id: uuid(),
      kind: 'note',
      content: { kind: 'text', text, mentions },
    });
  const notifications = (who: TestAgent) => who.http.get<NotificationsPage>(at('/notifications'));

  test('a mention is told at once, stays until it is read, and is in the mentions view', async () => {
    const { id } = await scene.begin();
    const desk = await bruno.connect();
    await desk.followRows();
    const entry = await note(amelie, id, 'Could @Bruno look?', [
      { kind: 'user', id: bruno.userId, offset: 6, length: 6 },
    ]);
    const told = (await desk.waitFor((f) => f.type === 'notified')) as ServerFrameOf<'notified'>;
    expect(told.notification).toMatchObject({
      kind: 'mention',
      conversationId: id,
      seq: entry.seq,
      author: { id: amelie.userId, name: 'Amélie' },
      preview: 'Could @Bruno look?',
      read: false,
    });
    await waitUntil('the count rose', () => desk.all('own_counts').at(-1)?.counts.mentions === 1);
    expect(await list('view=mentions', bruno)).toContain(id);
    expect(await list('view=mentions', amelie)).not.toContain(id);
    expect(await list('view=following', bruno), 'who is called follows').toContain(id);
    await bruno.http.put(bruno.path(id, '/read'), { seq: entry.seq });
    const page = await notifications(bruno);
    expect(page.items.find((n) => n.conversationId === id)).toMatchObject({ read: true });
    await waitUntil('the count fell', () => desk.all('own_counts').at(-1)?.counts.mentions === 0);
    expect(await list('view=mentions', bruno), 'it stays in the view').toContain(id);
    await desk.close();
  });

  test('a team stands for its members; nobody is told of themselves; a repeat tells once', async () => {
    const team = await scene.company.owner.http.post<Team>(at('/teams'), {
      name: 'Lamps',
      memberIds: [amelie.userId, bruno.userId],
    });
    const { id } = await scene.begin();
    const body = {
      id: uuid(),
      kind: 'note',
      content: {
        kind: 'text',
        text: '@Lamps',
        mentions: [{ kind: 'team', id: team.id, offset: 0, length: 6 }],
      },
    };
    await Promise.all([1, 2, 3].map(() => amelie.http.post(amelie.path(id, '/entries'), body)));
    const about = async (who: TestAgent) =>
      (await notifications(who)).items.filter((n) => n.conversationId === id);
    expect(await about(amelie)).toEqual([]);
    expect(await about(bruno)).toHaveLength(1);
    expect((await amelie.log(id)).filter((e) => e.kind === 'note')).toHaveLength(1);
    const inReply = await amelie.http.call('POST', amelie.path(id, '/entries'), {
      ...body,
      id: uuid(),
      kind: 'message',
    });
    expect(inReply.code, 'a customer never sees whom we call').toBe('content_not_allowed');
  });

  test('who follows hears of words, in one line until it is read; who was given a conversation hears of that', async () => {
    const { id, visitor } = await scene.begin();
    await bruno.http.put(bruno.path(id, `/followers/${bruno.userId}`), {});
    await scene.say(visitor, id, 'first');
    await scene.say(visitor, id, 'second');
    await amelie.write(id, 'an answer');
    const about = async () => (await notifications(bruno)).items.filter((n) => n.conversationId === id);
    expect(await about()).toMatchObject([
      { kind: 'reply', preview: 'an answer', author: { id: amelie.userId } },
    ]);
    await bruno.http.put(at('/notifications/read'), { conversationId: id });
    await bruno.write(id, 'mine');
    expect(
      (await about()).filter((n) => !n.read),
      'not of one’s own words',
    ).toEqual([]);
    await amelie.patch(id, { assigneeId: bruno.userId });
    expect((await about())[0]).toMatchObject({ kind: 'assignment', read: false });
    await bruno.http.call('DELETE', bruno.path(id, `/followers/${bruno.userId}`));
    await scene.say(visitor, id, 'third');
    expect((await about()).filter((n) => n.kind === 'reply' && !n.read)).toEqual([]);
  });

  test('what one does not want to be told of is not told; a mention is kept as read', async () => {
    await bruno.http.patch(at('/notifications/settings'), { mentions: false, assignments: false });
    const { id } = await scene.begin();
    await note(amelie, id, '@Bruno', [{ kind: 'user', id: bruno.userId, offset: 0, length: 6 }]);
    await amelie.patch(id, { assigneeId: bruno.userId });
    const about = (await notifications(bruno)).items.filter((n) => n.conversationId === id);
    expect(about).toMatchObject([{ kind: 'mention', read: true }]);
    expect(await list('view=mentions', bruno)).toContain(id);
    await bruno.http.patch(at('/notifications/settings'), { mentions: true, assignments: true });
  });

  test('nobody is told of spam', async () => {
    const { id, visitor } = await scene.begin();
    await bruno.http.put(bruno.path(id, `/followers/${bruno.userId}`), {});
    await amelie.patch(id, { spam: true });
    await scene.say(visitor, id, 'pills');
    expect((await notifications(bruno)).items.filter((n) => n.conversationId === id)).toEqual([]);
  });
});

describe('answered meanwhile', () => {
  test('an agent who has not seen a colleague’s answer is refused, and sends anyway if they want', async () => {
    const { id } = await scene.begin();
    const [deskA, deskB] = [await amelie.connect(), await bruno.connect()];
    const { lastSeq } = await amelie.read(id);
    const send = (desk: typeof deskA, text: string, seenSeq?: number) => {
      const ref = uuid();
      desk.send({
        type: 'send',
        ref,
        conversationId: id,
        entryId: uuid(),
        kind: 'message',
        content: { kind: 'text', text },
        ...(seenSeq !== undefined && { seenSeq }),
      });
      return desk.waitFor((f) => (f.type === 'ack' || f.type === 'nack') && f.ref === ref);
    };
    expect(await send(deskA, 'first', lastSeq)).toMatchObject({ type: 'ack' });
    expect(await send(deskB, 'second', lastSeq)).toMatchObject({ type: 'nack', code: 'answered_meanwhile' });
    expect(await send(deskB, 'second', lastSeq + 2), 'seen by now').toMatchObject({ type: 'ack' });
    expect(await send(deskA, 'own words are no collision', lastSeq + 3)).toMatchObject({ type: 'ack' });
    expect(await send(deskB, 'third', undefined)).toMatchObject({ type: 'ack' });
    await Promise.all([deskA.close(), deskB.close()]);
  });

  test('of two who answer at the same moment exactly one is refused, however they meet', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { id } = await scene.begin(`round ${round}`);
      const { lastSeq } = await amelie.patch(id, { assigneeId: amelie.userId });
      const answers = await Promise.all(
        [amelie, bruno].map(async (who, i) => {
          if (round % 3) await pause(i * (round % 3));
          return who.http.call('POST', who.path(id, '/entries'), {
            id: uuid(),
            kind: 'message',
            content: { kind: 'text', text: who.userId },
            seenSeq: lastSeq,
          });
        }),
      );
      expect(answers.map((a) => a.code ?? 'sent').toSorted()).toEqual(['answered_meanwhile', 'sent']);
      expect(
        (await amelie.log(id)).filter((e) => e.author.kind === 'agent' && e.kind === 'message'),
      ).toHaveLength(1);
    }
  });

  test('a repeat of what was sent is a repeat, whatever was answered since', async () => {
    const { id } = await scene.begin();
    const { lastSeq } = await amelie.read(id);
    const body = { id: uuid(), kind: 'message', content: { kind: 'text', text: 'once' }, seenSeq: lastSeq };
    await amelie.http.post(amelie.path(id, '/entries'), body);
    await bruno.write(id, 'another');
    const repeat = await amelie.http.call('POST', amelie.path(id, '/entries'), body);
    expect(repeat.status).toBe(200);
  });
});

describe('drafts', () => {
  const put = (who: TestAgent, id: string, text: string, writtenAt: string) =>
    who.http.put<Draft>(who.path(id, '/draft'), { kind: 'reply', text, writtenAt });
  const drafts = async (who: TestAgent, id: string) =>
    (await who.http.get<{ items: Draft[] }>(at('/drafts'))).items.filter((d) => d.conversationId === id);
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

  test('are on every device of their writer, and nobody else’s', async () => {
    const { id } = await scene.begin();
    const phone = await amelie.connect();
    await put(amelie, id, 'Dear', ago(10));
    const told = (await phone.waitFor((f) => f.type === 'draft')) as ServerFrameOf<'draft'>;
    expect(told.draft).toMatchObject({ conversationId: id, kind: 'reply', text: 'Dear' });
    expect(await drafts(amelie, id)).toHaveLength(1);
    expect(await drafts(bruno, id)).toEqual([]);
    await phone.close();
  });

  test('the one written last wins, in whichever order they arrive; an emptied one does not return', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.record({ text: fc.constantFrom('', 'a', 'b', 'c'), age: fc.integer({ min: 1, max: 999 }) }),
          {
            minLength: 2,
            maxLength: 5,
            selector: (d) => d.age,
          },
        ),
        async (written) => {
          const { id } = await scene.begin();
          const now = Date.now();
          for (const { text, age } of written) {
            const kept = await put(amelie, id, text, new Date(now - age * 1000).toISOString());
            expect(kept.conversationId).toBe(id);
          }
          const last = written.toSorted((a, b) => a.age - b.age)[0]!;
          expect((await drafts(amelie, id)).map((d) => d.text)).toEqual([last.text]);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('a clock that runs ahead silences nobody', async () => {
    const { id } = await scene.begin();
    await put(amelie, id, 'from the future', ago(-86_400));
    await pause(5);
    const kept = await put(amelie, id, 'from now', new Date(Date.now() + 50).toISOString());
    expect(kept.text).toBe('from now');
  });
});
