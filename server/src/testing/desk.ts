import type { Me, Role, Workspace } from '@causerie/protocol';
import { ApiClient } from './apiClient.ts';
import type { TestProgram } from './startTestProgram.ts';
import { addTestMember, PASSWORD } from './testWorkspace.ts';

export { PASSWORD };

export type Colleague = { client: ApiClient; userId: string; email: string };
export type Desk = {
  program: TestProgram;
  workspaceId: string;
  /** Address of the workspace, to be continued. */
  at: string;
  owner: Colleague;
};

/** A freshly set-up server: one workspace and its owner, signed in. */
export async function setUpDesk(program: TestProgram): Promise<Desk> {
  const client = new ApiClient(program);
  const email = 'owner@example.com';
  const { status, body } = await client.post<Me>('/v1/setup', {
    workspaceName: 'Maison Lumen',
    name: 'Amélie',
    email,
    password: PASSWORD,
    language: 'fr',
  });
  if (status !== 200) throw new Error(`The desk could not be set up: ${JSON.stringify(body)}`);
  const workspaceId = body.workspaces[0]!.id;
  return {
    program,
    workspaceId,
    at: `/v1/workspaces/${workspaceId}`,
    owner: { client, userId: body.id, email },
  };
}

/** One more member, signed in; how they come by an invitation is tested in `http/invitations.test.ts`. */
export async function addColleague({ program, workspaceId }: Desk, role: Role): Promise<Colleague> {
  const { cookie, userId } = await addTestMember(program, workspaceId, 'Colleague', role);
  const client = new ApiClient(program);
  const [name, value] = cookie.split('=') as [string, string];
  client.cookies.set(name, value);
  const { body } = await client.get<Me>('/v1/me');
  return { client, userId, email: body.email };
}

/** The owner's second company, for tests of what must stay apart. */
export async function openOtherWorkspace(desk: Desk): Promise<string> {
  const { body } = await desk.owner.client.post<Workspace>('/v1/workspaces', { name: 'Other company' });
  return `/v1/workspaces/${body.id}`;
}
