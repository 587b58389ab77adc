import type { HistoryConversation, HistoryMessage } from '../../engines/imports/history/historyRecord.ts';
import { uuid } from '../../lib/uuid.ts';
import {
  type ConversationRow,
  conversationColumns,
  conversationTables,
  type LastMessageRecord,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import { previewOf } from '../conversations/messageInput.ts';
import type { CoreTx } from '../core.ts';
import type { HistoryContext } from './importHistory.ts';
import { sourceId } from './sourceId.ts';

const MOST_TEXT = 10_000;
/** A conversation of the past, or what is new of one that was taken in before. */
export async function writeHistory(
  tx: CoreTx,
  history: HistoryConversation,
  contactId: string,
  context: HistoryContext,
): Promise<void> {
  const { workspace_id: workspaceId } = context.row;
  const known = await tx.query<{ id: string; last_seq: number }>(
    'select id, last_seq from conversations where workspace_id = $1 and source = $2 for no key update',
    [workspaceId, history.source],
  );
  const id = known.rows[0]?.id ?? (await insertRow(tx, history, contactId, context));
  const messages = await unknownOf(tx, workspaceId, history);
  if (known.rows[0] && messages.length === 0) return context.count('repeated');
  context.count(known.rows[0] ? 'continued' : 'conversations');
  await insertEntries(tx, id, messages, contactId, context, known.rows[0]?.last_seq);
  await summarise(tx, workspaceId, id, history.status === 'resolved');
  await announce(tx, workspaceId, id);
}

async function insertRow(
  tx: CoreTx,
  history: HistoryConversation,
  contactId: string,
  { row, inboxId, people }: HistoryContext,
): Promise<string> {
  const id = uuid();
  const resolved = history.status === 'resolved';
  await tx.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, mode, status, priority, labels, subject, assignee_id,
       source, created_at, active_at, resolved_at)
     values ($1, $2, $3, $4, 'messaging', $5, $6, $7, $8, $9, $10, $11, $11, case when $12 then $11::timestamptz end)`,
    [
      row.workspace_id,
      id,
      inboxId,
      contactId,
      resolved ? 'resolved' : 'open',
      history.priority ?? 'none',
      [...new Set(history.labels.map((label) => label.slice(0, 50)))].slice(0, 30).sort(),
      history.subject?.slice(0, 200) ?? null,
      (await people.memberOf(history.assignee)) ?? null,
      history.source,
      history.createdAt,
      resolved,
    ],
  );
  return id;
}

/** Those that are not here yet. Systems count their messages anew in each account: an id is one's within its conversation. */
async function unknownOf(
  tx: CoreTx,
  workspaceId: string,
  { source, messages }: HistoryConversation,
): Promise<IdentifiedMessage[]> {
  const all = messages.map((message) => ({
    ...message,
    id: sourceId(`${workspaceId}/${source}/${message.source}`),
  }));
  const found = await tx.query<{ id: string }>(
    'select id from entries where workspace_id = $1 and id = any ($2)',
    [workspaceId, all.map((message) => message.id)],
  );
  const known = new Set(found.rows.map((entry) => entry.id));
  return all.filter(
    (message, i) => !known.has(message.id) && all.findIndex((each) => each.id === message.id) === i,
  );
}

type IdentifiedMessage = HistoryMessage & { id: string };

/** All entries in one statement. The first of a new conversation says where it comes from. */
async function insertEntries(
  tx: CoreTx,
  conversationId: string,
  messages: IdentifiedMessage[],
  contactId: string,
  { row, people, count }: HistoryContext,
  lastSeq: number | undefined,
): Promise<void> {
  const origin = {
    at: messages[0]?.at,
    kind: 'event',
    author_kind: 'system',
    event: { type: 'imported', from: row.kind },
  };
  const entries: object[] = lastSeq === undefined ? [{ ...origin, id: uuid() }] : [];
  for (const message of messages) {
    const { kind, person } = message.author;
    entries.push({
      id: message.id,
      at: message.at,
      kind: message.note ? 'note' : 'message',
      author_kind: kind,
      author_id: kind === 'contact' ? contactId : ((await people.authorOf(person)) ?? null),
      content: { kind: 'text', text: clipped(message.text) },
    });
    count(message.note ? 'notes' : 'messages');
  }
  await tx.query(
    `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event, imported)
     select $1, $2, $3 + ord, e.id, coalesce(e.at, now()), e.kind, e.author_kind, e.author_id, e.content, e.event, true
     from rows from (jsonb_to_recordset($4) as (id uuid, at timestamptz(3), kind text, author_kind text, author_id uuid, content jsonb, event jsonb))
       with ordinality as e (id, at, kind, author_kind, author_id, content, event, ord)`,
    [row.workspace_id, conversationId, lastSeq ?? 0, JSON.stringify(entries)],
  );
}

const clipped = (text: string): string =>
  text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;

type Summary = {
  last_seq: number;
  contact_messages: number;
  agent_messages: number;
  first_reply_at: Date | null;
  last: {
    seq: number;
    at: Date;
    author_kind: LastMessageRecord['authorKind'];
    author_id: string | null;
    text: string;
  } | null;
};

/**
 * The row as its log says. Everything counts as read, nobody waits and nothing is mailed: what happens next is a new
 * message's business.
 */
async function summarise(tx: CoreTx, workspaceId: string, id: string, resolved: boolean): Promise<void> {
  const found = await tx.query<Summary>(
    `select max(seq) as last_seq, count(*) filter (where kind = 'message' and author_kind = 'contact')::int as contact_messages,
       count(*) filter (where kind = 'message' and author_kind <> 'contact')::int as agent_messages,
       min(at) filter (where kind = 'message' and author_kind = 'agent') as first_reply_at,
       (select jsonb_build_object('seq', l.seq, 'at', l.at, 'author_kind', l.author_kind, 'author_id', l.author_id, 'text', l.content->>'text')
        from entries l where l.workspace_id = $1 and l.conversation_id = $2 and l.kind = 'message' order by l.seq desc limit 1) as last
     from entries where workspace_id = $1 and conversation_id = $2`,
    [workspaceId, id],
  );
  const {
    last_seq: lastSeq,
    contact_messages: fromContact,
    agent_messages: toContact,
    first_reply_at: replied,
    last,
  } = found.rows[0]!;
  const lastAt = last && new Date(last.at);
  const lastMessage: LastMessageRecord | null = last && {
    seq: last.seq,
    at: new Date(last.at).toISOString(),
    authorKind: last.author_kind,
    authorId: last.author_id,
    preview: previewOf({ kind: 'text', text: last.text }),
    kind: 'text',
  };
  await tx.query(
    `update conversations set version = version + 1, changed_xid = pg_current_xact_id(), last_seq = $3, contact_messages = $4, agent_messages = $5,
       contact_read_messages = $5, contact_read_seq = $3, agent_read_seq = $3, first_reply_at = coalesce(first_reply_at, $6),
       last_message = $7, active_at = coalesce($8, active_at), updated_at = coalesce($8, updated_at),
       resolved_at = case when $9 then coalesce($8, resolved_at) else resolved_at end
     where workspace_id = $1 and id = $2`,
    [
      workspaceId,
      id,
      lastSeq,
      fromContact,
      toContact,
      replied,
      lastMessage && JSON.stringify(lastMessage),
      lastAt,
      resolved,
    ],
  );
}

/** Open ones appear in the lists at once; of resolved ones nobody needs to hear. */
async function announce(tx: CoreTx, workspaceId: string, id: string): Promise<void> {
  const found = await tx.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables} where c.workspace_id = $1 and c.id = $2 and c.status <> 'resolved'`,
    [workspaceId, id],
  );
  const row = found.rows[0];
  if (row) tx.announce({ kind: 'conversation', workspaceId, conversation: toConversationRecord(row) });
}
