import { firstNameOf, type SnippetValues } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';

type Row = {
  name: string | null;
  email: string | null;
  phone: string | null;
  company: string | null;
  city: string | null;
  language: string | null;
  fields: Record<string, unknown>;
  conversation_fields: Record<string, unknown>;
  inbox_name: string;
};

/** What snippets can say in this conversation, and the contact's language. Errors: `conversation_not_found`. */
export async function loadSnippetValues(
  db: Pick<Db, 'query'>,
  actor: Pick<DeskActor, 'workspaceId' | 'name'>,
  conversationId: string,
): Promise<{ values: SnippetValues; language: string | null }> {
  const found = await db.query<Row>(
    `select ct.name, ct.email, ct.phone, ct.company, ct.city, ct.language, ct.fields, c.fields as conversation_fields, i.name as inbox_name
     from conversations c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)
     join inboxes i on (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id) where c.workspace_id = $1 and c.id = $2`,
    [actor.workspaceId, conversationId],
  );
  const row = found.rows[0] ?? fail('conversation_not_found');
  const text = (value: string | null) => value || undefined;
  return {
    language: row.language,
    values: {
      'contact.name': text(row.name),
      'contact.first_name': firstNameOf(row.name),
      'contact.email': text(row.email),
      'contact.phone': text(row.phone),
      'contact.company': text(row.company),
      'contact.city': text(row.city),
      'agent.name': text(actor.name),
      'agent.first_name': firstNameOf(actor.name),
      'inbox.name': row.inbox_name,
      ...valuesOf('contact.field', row.fields),
      ...valuesOf('conversation.field', row.conversation_fields),
    },
  };
}

const valuesOf = (prefix: string, fields: Record<string, unknown>): SnippetValues =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [`${prefix}.${key}`, [value].flat().map(String).join(', ')]),
  );
