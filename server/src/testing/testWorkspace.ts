import type { Inbox, InboxCreate, Role } from '@causerie/protocol';
import type { Static } from 'typebox';
import { transact } from '../core/core.ts';
import { createUser } from '../core/users/createUser.ts';
import { insertWorkspace } from '../core/workspaces/insertWorkspace.ts';
import { uuid } from '../lib/uuid.ts';
import type { TestProgram } from './startTestProgram.ts';
import { signInTestAgent, type TestAgent } from './testAgent.ts';

const PASSWORD = 'a-password-for-tests';

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
  const id = await transact(core, async (tx) => {
    const ownerId = await createUser(tx, { name: 'Olive Owner', email, password: PASSWORD, language: 'en' });
    return (await insertWorkspace(tx, { name, language: 'en', ownerId })).id;
  });
  const owner = await signInTestAgent(program, id, email, PASSWORD);
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
  await transact(program.doors.core, async (tx) => {
    const userId = await createUser(tx, { name, email, password: PASSWORD, language: 'en' });
    await tx.query('insert into members (workspace_id, user_id, role) values ($1, $2, $3)', [
      workspaceId,
      userId,
      role,
    ]);
    tx.announce({ kind: 'changed', workspaceId, what: 'members' });
  });
  return signInTestAgent(program, workspaceId, email, PASSWORD);
}
