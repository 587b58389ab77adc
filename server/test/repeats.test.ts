import type { Inbox, ServerFrameOf } from '@causerie/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { textsOf } from '../src/testing/logChecks.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
});
afterAll(() => program.stop());

type Ack = ServerFrameOf<'ack'>;

test('P4: a lost acknowledgement, the conversation reopened, the message sent again: it is there once', async () => {
  const inbox = await company.addInbox({ settings: { afterResolve: 'start_new' } });
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const { conversationId: first } = await tab.say({ conversationId: uuid(), text: 'Hello?' });
  await agent.patch(first, { status: 'resolved' });
  const sending = { conversationId: first, entryId: uuid(), text: 'Something else' };
  const landed = await tab.say(sending);
  expect(landed.conversationId).not.toBe(first);
  await agent.patch(first, { status: 'open' });
  expect(await tab.say(sending)).toMatchObject({ conversationId: landed.conversationId, seq: landed.seq });
  expect(textsOf(await agent.entries(first))).toEqual(['Hello?']);
  expect(textsOf(await agent.entries(landed.conversationId))).toEqual(['Something else']);
  await tab.close();
});

test('P4: the id of another conversation’s message is refused to an agent, and gives a stranger nothing', async () => {
  const inbox = await company.addInbox();
  const [one, other] = [await talk(inbox), await talk(inbox)];
  const said = await agent.write(one.conversationId, 'Good morning');
  const again = { id: said.id, kind: 'message', content: { kind: 'text', text: 'Good morning' } };
  const answer = await agent.http.call('POST', agent.path(other.conversationId, '/entries'), again);
  expect(answer).toMatchObject({ status: 409, code: 'id_taken' });
  const stolen = { entryId: said.id, text: 'mine?' };
  for (const conversationId of [other.conversationId, uuid()])
    expect(await other.tab.write({ conversationId, ...stolen })).toMatchObject({
      type: 'nack',
      code: 'id_taken',
    });
  expect(textsOf(await agent.entries(other.conversationId))).toEqual(['Hello?']);
  await Promise.all([one.tab.close(), other.tab.close()]);
});

/** One thing that happens; numbers choose among what there is by then. */
const action = fc.oneof(
  fc.record({ do: fc.constant('say' as const), to: fc.nat(9), twice: fc.boolean() }),
  fc.record({ do: fc.constant('repeat' as const), message: fc.nat(9) }),
  // Another tab has learnt that an earlier message landed elsewhere, and sends those behind it there.
  fc.record({ do: fc.constant('redirect' as const), message: fc.nat(9), to: fc.nat(9) }),
  fc.record({ do: fc.constant('resolve' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('reopen' as const), which: fc.nat(9) }),
  fc.record({ do: fc.constant('afterResolve' as const), value: fc.constantFrom('reopen', 'start_new') }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

test.each(['messaging', 'live'] as const)(
  'P4: in a %s inbox, whatever becomes of conversations between a send and its repeats, a message is there once',
  async (mode) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        (rounds) => play(mode, rounds),
      ),
      { numRuns: 12 },
    );
  },
  120_000,
);

/** Plays the rounds, each of things that happen at once, and compares the logs with what was acknowledged. */
async function play(mode: Inbox['mode'], rounds: Action[][]): Promise<void> {
  const inbox = await company.addInbox({ mode, settings: { afterResolve: 'start_new', askRating: false } });
  const { tab, conversationId, entryId } = await talk(inbox);
  const conversations = [conversationId];
  const sent = [{ conversationId, entryId, text: 'Hello?' }];
  const acks = new Map<string, Ack>();
  const send = async (sending: (typeof sent)[number]) => {
    const ack = await tab.say(sending);
    const before = acks.get(sending.entryId);
    if (before) expect([ack.conversationId, ack.seq]).toEqual([before.conversationId, before.seq]);
    acks.set(sending.entryId, ack);
    if (!conversations.includes(ack.conversationId)) conversations.push(ack.conversationId);
  };
  const patch = (which: number, status: 'resolved' | 'open') =>
    agent.http.call('PATCH', agent.path(pick(conversations, which)), { status });
  const happen = async (each: Action): Promise<unknown> => {
    switch (each.do) {
      case 'say': {
        const to = each.to === 9 ? uuid() : pick(conversations, each.to);
        const sending = { conversationId: to, entryId: uuid(), text: `message ${sent.length}` };
        sent.push(sending);
        return Promise.all(each.twice ? [send(sending), send(sending)] : [send(sending)]);
      }
      case 'repeat':
        return send(pick(sent, each.message));
      case 'redirect':
        return send({ ...pick(sent, each.message), conversationId: pick(conversations, each.to) });
      case 'resolve':
        return patch(each.which, 'resolved');
      case 'reopen':
        return patch(each.which, 'open');
      case 'afterResolve':
        return agent.http.call('PATCH', `/v1/workspaces/${company.id}/inboxes/${inbox.id}`, {
          settings: { afterResolve: each.value },
        });
    }
  };
  for (const round of rounds) await Promise.all(round.map(happen));
  const logs = await Promise.all(conversations.map((id) => agent.log(id)));
  expect(logs.flatMap(textsOf).sort()).toEqual(sent.map((s) => s.text).sort());
  await tab.close();
}

async function talk(inbox: Inbox) {
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const entryId = uuid();
  const { conversationId } = await tab.say({ conversationId: uuid(), entryId, text: 'Hello?' });
  return { tab, conversationId, entryId };
}

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length]!;
