import type { Inbox } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permissionsOf } from '../src/core/actor.ts';
import { insertConversation } from '../src/core/conversations/insertConversation.ts';
import { patchConversation } from '../src/core/conversations/patchConversation.ts';
import { appendToStarted } from '../src/core/conversations/sendMessage.ts';
import { transact } from '../src/core/core.ts';
import { noteAgentCame } from '../src/core/routing/notePresence.ts';
import { routeWorkspace } from '../src/core/routing/routeWorkspace.ts';
import { createUser } from '../src/core/users/createUser.ts';
import { patchMember } from '../src/core/workspaces/patchMember.ts';
import { uuid } from '../src/lib/uuid.ts';
import { seededRandom } from '../src/testing/seededRandom.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { pause, waitUntil } from '../src/testing/waitUntil.ts';

let program: TestProgram;
let company: TestWorkspace;
let inbox: Inbox;
const agents: { userId: string; capacity: number }[] = [];

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  inbox = await company.addInbox({ routing: { mode: 'auto' } });
  for (const capacity of [1, 3, 7, 12]) agents.push({ userId: await addAgent(capacity), capacity });
});
afterAll(() => program.stop());

/** An agent who is there, without the cost of signing in. */
async function addAgent(capacity: number, availability: 'online' | 'away' = 'online'): Promise<string> {
  const { core } = program.doors;
  const userId = await transact(core, async (tx) => {
    const id = await createUser(tx, {
      name: `Agent ${capacity}`,
      email: `${uuid()}@example.com`,
      password: 'a-password-for-tests',
      language: 'en',
    });
    await tx.query(
      'insert into members (workspace_id, user_id, role, capacity, availability) values ($1, $2, $3, $4, $5)',
      [company.id, id, 'agent', capacity, availability],
    );
    return id;
  });
  await noteAgentCame(core.db, { workspaceId: company.id, userId });
  return userId;
}

async function arrive(): Promise<string> {
  const { core } = program.doors;
  const [workspaceId, contactId, id] = [company.id, uuid(), uuid()];
  await transact(core, async (tx) => {
    await tx.query('insert into contacts (workspace_id, id) values ($1, $2)', [workspaceId, contactId]);
    const started = await insertConversation(tx, { workspaceId, id, inboxId: inbox.id, contactId });
    const actor = { kind: 'contact' as const, workspaceId, contactId, visitorId: contactId };
    await appendToStarted(tx, actor, started, {
      conversationId: id,
      id: uuid(),
      kind: 'message',
      content: { kind: 'text', text: 'Hello?' },
    });
  });
  return id;
}

/** What the loads say, and what there is, under one snapshot. */
async function counts(): Promise<Map<string, { load: number; counted: number }>> {
  const found = await program.database.pool.query<{ user_id: string; load: number; counted: number }>(
    `select l.user_id, l.load, (select count(*)::int from conversations c where c.workspace_id = l.workspace_id
       and c.assignee_id = l.user_id and c.status in ('open', 'pending')) as counted
     from agent_loads l where l.workspace_id = $1`,
    [company.id],
  );
  return new Map(found.rows.map((row) => [row.user_id, row]));
}

const system = () => ({ kind: 'system' as const, workspaceId: company.id });

test('P9: 200 arrivals, answers, resolutions and flips at once, on several nodes: nobody ever has more than they may', {
  timeout: 120_000,
}, async () => {
  const { core } = program.doors;
  const random = seededRandom(7);
  const ids: string[] = [];
  let worst = 0;
  let watching = true;
  const watch = (async () => {
    while (watching) {
      for (const [userId, { load, counted }] of await counts()) {
        const agent = agents.find((a) => a.userId === userId);
        expect(load, 'the load is the number of conversations').toBe(counted);
        if (agent) worst = Math.max(worst, counted / agent.capacity);
      }
      await pause(5);
    }
  })();
  // The program's own worker is one node; these are others that look at the same queue at the same time.
  const route = async () => {
    while (watching) {
      await routeWorkspace(core, company.id);
      await pause(Math.floor(random() * 10));
    }
  };
  const others = [route(), route(), route()];
  const flip = async () => {
    while (watching) {
      const { userId } = agents[Math.floor(random() * agents.length)]!;
      const availability = random() < 0.5 ? ('online' as const) : ('away' as const);
      const actor = {
        kind: 'agent' as const,
        workspaceId: company.id,
        userId,
        role: 'agent' as const,
        permissions: permissionsOf('agent', null),
        teamIds: [],
        name: 'x',
      };
      await patchMember(core, actor, userId, { availability });
      await pause(Math.floor(random() * 15));
    }
  };
  const flips = flip();
  await Promise.all(
    Array.from({ length: 200 }, async (_, i) => {
      await pause(Math.floor(random() * 1500));
      const id = await arrive();
      ids.push(id);
      if (i % 2) return;
      await pause(Math.floor(random() * 500));
      await patchConversation(core, system(), id, { status: 'resolved' });
    }),
  );
  await pause(300);
  watching = false;
  await Promise.all([watch, flips, ...others]);
  expect(ids).toHaveLength(200);
  expect(worst, 'the largest share of a capacity that was ever taken').toBeLessThanOrEqual(1);
  for (const { userId } of agents) {
    const actor = {
      kind: 'agent' as const,
      workspaceId: company.id,
      userId,
      role: 'agent' as const,
      permissions: permissionsOf('agent', null),
      teamIds: [],
      name: 'x',
    };
    await patchMember(core, actor, userId, { availability: 'online' });
  }
  const room = agents.reduce((sum, agent) => sum + agent.capacity, 0);
  await waitUntil('everybody has as many as they may, for more are waiting', async () => {
    const now = await counts();
    return agents.every((agent) => now.get(agent.userId)?.counted === agent.capacity);
  });
  const open = await program.database.pool.query<{ n: number; queued: number }>(
    `select count(*)::int as n, (select count(*)::int from queue_places where workspace_id = $1) as queued
     from conversations where workspace_id = $1 and status = 'open' and assignee_id is null`,
    [company.id],
  );
  expect(open.rows[0]).toEqual({ n: 100 - room, queued: 100 - room });
});

test('P9: in the database alone: raw assignments of routing beyond the capacity are refused, however they race', async () => {
  const userId = await addAgent(5);
  const { pool } = program.database;
  await pool.query(`update members set availability = 'away' where workspace_id = $1`, [company.id]);
  const ids = await Promise.all(Array.from({ length: 30 }, arrive));
  const results = await Promise.allSettled(
    ids.map((id) =>
      pool.query(
        'update conversations set assignee_id = $3, routed = true where workspace_id = $1 and id = $2',
        [company.id, id, userId],
      ),
    ),
  );
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(5);
  const refused = results.filter((r) => r.status === 'rejected').map((r) => r.reason.constraint);
  expect(new Set(refused)).toEqual(new Set(['agent_capacity']));
  expect((await counts()).get(userId)).toMatchObject({ load: 5, counted: 5 });
});

test('transfers in opposite directions at the same time do not wait for each other in a circle', async () => {
  const { core } = program.doors;
  const { db } = core;
  const [a, b] = [await addAgent(200, 'away'), await addAgent(200, 'away')];
  const ids = await Promise.all(Array.from({ length: 20 }, arrive));
  const to = (round: number, i: number) => ((i + round) % 2 ? b : a);
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(
      ids.map((id, i) => patchConversation(core, system(), id, { assigneeId: to(round, i) })),
    );
    // The trigger alone, without anybody who would try again after a deadlock.
    await Promise.all(
      ids.map((id, i) =>
        db.query('update conversations set assignee_id = $3 where workspace_id = $1 and id = $2', [
          company.id,
          id,
          to(round + 1, i),
        ]),
      ),
    );
  }
  const now = await counts();
  expect([now.get(a), now.get(b)]).toMatchObject([
    { load: 10, counted: 10 },
    { load: 10, counted: 10 },
  ]);
});

test('the path of messages comes by none of it: what a message changes of an assigned conversation fires no trigger', async () => {
  const { db } = program.doors.core;
  const id = await arrive();
  await patchConversation(program.doors.core, system(), id, { assigneeId: await addAgent(200, 'away') });
  const plan = await db.query<{ 'QUERY PLAN': [{ Triggers: { 'Trigger Name': string }[] }] }>(
    `explain (analyze, format json) update conversations set last_seq = last_seq + 1, version = version + 1,
       contact_messages = contact_messages + 1, active_at = now(), waiting_since = null, changed_xid = pg_current_xact_id()
     where workspace_id = $1 and id = $2`,
    [company.id, id],
  );
  expect(plan.rows[0]!['QUERY PLAN'][0].Triggers).toEqual([]);
});
