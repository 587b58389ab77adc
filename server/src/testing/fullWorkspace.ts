import type { Contact, EntriesPage, Inbox, StoredFile, Team } from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import { HttpClient } from './HttpClient.ts';
import { formWithFile } from './listApiRoutes.ts';
import type { TestProgram } from './startTestProgram.ts';
import type { TestAgent } from './testAgent.ts';
import { TestVisitor } from './testVisitor.ts';
import { createTestWorkspace } from './testWorkspace.ts';
import { waitUntil } from './waitUntil.ts';

/** A workspace that has one of everything, by the names that the API's addresses use. */
export type FullWorkspace = {
  id: string;
  owner: TestAgent;
  /** A program with an API key of an owner's role. */
  program: HttpClient;
  visitor: TestVisitor;
  inboxKey: string;
  fileUrl: string;
  ids: Record<string, string>;
};

export async function createFullWorkspace(program: TestProgram, name: string): Promise<FullWorkspace> {
  const workspace = await createTestWorkspace(program, name);
  const { owner, id } = workspace;
  const base = `/v1/workspaces/${id}`;
  const member = await workspace.addAgent('Amélie');
  const inbox: Inbox = await workspace.addInbox({ settings: { mailAfterMinutes: 0 } });
  const team = await owner.http.post<Team>(`${base}/teams`, { name: 'Support', memberIds: [member.userId] });
  const { apiKey, key } = await owner.http.post<{ apiKey: { id: string }; key: string }>(`${base}/api-keys`, {
    name: 'Robot',
    role: 'owner',
  });
  const { invitation } = await owner.http.post<{ invitation: { id: string } }>(`${base}/invitations`, {
    email: `${uuid()}@example.com`,
    role: 'agent',
  });
  const file = await owner.http.post<StoredFile>(`${base}/files`, formWithFile('hello', 'hello.txt'));
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const { conversationId, deliveryId } = await createFailedDelivery(visitor, owner);
  const contacts = await owner.http.get<{ items: Contact[] }>(`${base}/contacts`);
  return {
    id,
    owner,
    program: new HttpClient(program.url, { authorization: `Bearer ${key}` }),
    visitor,
    inboxKey: inbox.key,
    fileUrl: file.url,
    ids: {
      workspaceId: id,
      userId: member.userId,
      inboxId: inbox.id,
      inboxKey: inbox.key,
      teamId: team.id,
      apiKeyId: apiKey.id,
      invitationId: invitation.id,
      fileId: file.id,
      contactId: contacts.items[0]!.id,
      conversationId,
      deliveryId,
    },
  };
}

/** A reply that no mail server is there to take. */
async function createFailedDelivery(visitor: TestVisitor, agent: TestAgent) {
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await visitor.http.patch('/widget/v1/visitor', { email: 'marie@example.com' });
  await tab.close();
  await agent.write(conversationId, 'An answer');
  const deliveryId = await waitUntil('a failed delivery', async () => {
    const { deliveries } = await agent.http.get<EntriesPage>(agent.path(conversationId, '/entries'));
    return deliveries.find((delivery) => delivery.status === 'failed')?.id;
  });
  return { conversationId, deliveryId };
}
