import type { Conversation, Inbox } from '@causerie/protocol';
import { uuid } from '../lib/uuid.ts';
import type { Desk } from './desk.ts';

/** A conversation that the owner starts with a new contact. */
export async function startConversation(desk: Desk): Promise<Conversation> {
  const contactId = uuid();
  await desk.program.database.pool.query(
    `insert into contacts (workspace_id, id, name) values ($1, $2, 'Camille')`,
    [desk.workspaceId, contactId],
  );
  const inboxes = await desk.owner.client.get<{ items: Inbox[] }>(`${desk.at}/inboxes`);
  const { status, body } = await desk.owner.client.post<Conversation>(`${desk.at}/conversations`, {
    id: uuid(),
    inboxId: inboxes.body.items[0]!.id,
    contactId,
    entryId: uuid(),
    content: { kind: 'text', text: 'Bonjour' },
  });
  if (status !== 200) throw new Error(`No conversation: ${JSON.stringify(body)}`);
  return body;
}
