import type { Inbox, InboxCreate, Role } from '@causerie/protocol';
import { hashPassword } from 'better-auth/crypto';
import type { Static } from 'typebox';
import { transact } from '../core/core.ts';
import { createUser } from '../core/users/createUser.ts';
import { insertWorkspace } from '../core/workspaces/insertWorkspace.ts';
import { uuid } from '../lib/uuid.ts';
import type { TestProgram } from './startTestProgram.ts';
import { signInTestAgent, type TestAgent } from './testAgent.ts';

/** What every test member signs in with. Hashing it takes as long as a short test, so it is done once. */
export const PASSWORD = 'a-password-for-tests';
const passwordHash = hashPassword(PASSWORD);

/** A company with an owner who is signed in, and means to give it people and inboxes. */
export type TestWorkspace = {
  id: string;
  owner: TestAgent;
  addAgent(name: string, role?: Role): Promise<TestAgent>;
  addInbox(options?: Partial<Static<typeof InboxCreate>>): Promise<Inbox>;
};

export async function createTestWorkspace(
  program: TestProgram,
  name = 'Maison Lumen',
): Promise<TestWorkspace> {
  const { core } = program.doors;
  const email = `owner-${uuid()}@example.com`;
  const user = { name: 'Olive Owner', email, passwordHash: await passwordHash, language: 'en' };
  const { id, ownerId } = await transact(core, async (tx) => {
    const created = await createUser(tx, user);
    return {
      id: (await insertWorkspace(tx, { name, language: 'en', ownerId: created })).id,
      ownerId: created,
    };
  });
  const owner = await signInTestAgent(program, id, ownerId);
  return {
    id,
    owner,
    addAgent: (agentName, role = 'agent') => addTestMember(program, id, agentName, role),
    addInbox: (options = {}) =>
      owner.http.post<Inbox>(`/v1/workspaces/${id}/inboxes`, { name: `Inbox ${uuid()}`, ...options }),
  };
}

/** Somebody more in a company, signed in. */
export async function addTestMember(
  program: TestProgram,
  workspaceId: string,
  name: string,
  role: Role,
): Promise<TestAgent> {
  const email = `${uuid()}@example.com`;
  const user = { name, email, passwordHash: await passwordHash, language: 'en' };
  const userId = await transact(program.doors.core, async (tx) => {
    const created = await createUser(tx, user);
    await tx.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [
      workspaceId,
      created,
      role,
    ]);
    tx.announce({ kind: 'changed', workspaceId, what: 'members' });
    return created;
  });
  return signInTestAgent(program, workspaceId, userId);
}
