import type { InvitationCreated, Me, Role, Workspace } from '@causerie/protocol';
import type { Static } from 'typebox';
import { ApiClient } from './apiClient.ts';
import type { TestProgram } from './startTestProgram.ts';

export const PASSWORD = 'a long enough password';

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

let colleagues = 0;

/** One more member, who came by an invitation and is signed in. */
export async function addColleague(desk: Desk, role: Role): Promise<Colleague> {
  colleagues += 1;
  const email = `${role}${colleagues}@example.com`;
  const invited = await desk.owner.client.post<Static<typeof InvitationCreated>>(`${desk.at}/invitations`, {
    email,
    role,
  });
  const token = invited.body.link.split('/').at(-1);
  const client = new ApiClient(desk.program);
  const accepted = await client.post<Me>(`/v1/invitations/${token}/accept`, {
    name: `Colleague ${colleagues}`,
    password: PASSWORD,
  });
  if (accepted.status !== 200) throw new Error(`No colleague: ${JSON.stringify(accepted.body)}`);
  return { client, userId: accepted.body.id, email };
}

/** The owner's second company, for tests of what must stay apart. */
export async function openOtherWorkspace(desk: Desk): Promise<string> {
  const { body } = await desk.owner.client.post<Workspace>('/v1/workspaces', { name: 'Other company' });
  return `/v1/workspaces/${body.id}`;
}
