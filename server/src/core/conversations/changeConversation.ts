import type { Content, ConversationSla, EventBody, FieldValues } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { type Actor, type AssistantActor, authorOf } from '../actor.ts';
import type { CoreTx } from '../core.ts';
import { notifyOf } from '../notifications/notifyOf.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  type LastMessageRecord,
  toConversationRecord,
} from './conversationRecord.ts';
import { type EntryRecord, type EntryRow, entryColumns, toEntryRecord } from './entryRecord.ts';
import { mayRead } from './mayRead.ts';
import { previewOf } from './messageInput.ts';

/** An entry to be written; the log gives it its number. */
export type NewEntry = { author: Actor | AssistantActor; id?: string } & (
  | { kind: 'event'; event: EventBody }
  | { kind: 'message' | 'note'; content: Content }
);

/** Columns of the conversation that a change may set; the summary of messages is kept by `writeChange` itself. */
export type ConversationSet = Partial<{
  status: ConversationRecord['status'];
  mode: ConversationRecord['mode'];
  priority: ConversationRecord['priority'];
  labels: string[];
  spam: boolean;
  merged_into: string | null;
  subject: string | null;
  fields: FieldValues;
  assignee_id: string | null;
  team_id: string | null;
  snoozed_until: Date | null;
  waiting_since: Date | null;
  contact_read_seq: number;
  contact_read_messages: number;
  agent_read_seq: number;
  unread_reply_since: Date | null;
  mailed_seq: number;
  resolved_at: Date | null;
  contact_id: string;
  /** Chosen by routing. Whoever sets the assignee otherwise need not say so. */
  routed: boolean;
  passed_over: Record<string, string>;
  sla: ConversationSla | null;
  sla_due_at: Date | null;
  sla_alarm_at: Date | null;
  /** How many of the contact's messages the bot has dealt with, and when it looks again though nobody wrote. */
  bot_seen: number;
  bot_due_at: Date | null;
}>;

/**
 * Locks a conversation's row until the end of the transaction. Everything that writes to a conversation's log does
 * this first, so that seq is gapless and the row never contradicts the log. Nobody finds what they may not see.
 */
export async function lockConversation(
  tx: CoreTx,
  actor: Actor,
  conversationId: string,
): Promise<ConversationRecord> {
  const locked = await tx.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables}
     where c.workspace_id = $1 and c.id = $2 for no key update of c`,
    [actor.workspaceId, conversationId],
  );
  const row = locked.rows[0] ?? fail('conversation_not_found');
  const record = toConversationRecord(row);
  return mayRead(actor, record) ? record : fail('conversation_not_found');
}

/**
 * Writes entries and columns to a locked conversation, raises its version, and announces the result after the
 * commit. The summary columns (last message, counters, waiting) follow from the entries as in `appendStatement`.
 */
export async function writeChange(
  tx: CoreTx,
  before: ConversationRecord,
  entries: NewEntry[],
  set: ConversationSet = {},
): Promise<{ conversation: ConversationRecord; entries: EntryRecord[] }> {
  const written = await insertEntries(tx, before, entries);
  const assigns = 'assignee_id' in set || 'team_id' in set;
  const columns: Record<string, unknown> = {
    ...summaryOf(before, written),
    ...(assigns && { routed: false }),
    ...set,
  };
  const names = Object.keys(columns);
  const assignments = [
    ...names.map((name, i) => `, ${name} = $${i + 3}`),
    ...firstTimes(written, set),
    assigns ? ', assigned_at = now()' : '',
  ].join('');
  const updated = await tx.query<ConversationRow>(
    `with c as (
       update conversations set version = version + 1, changed_xid = pg_current_xact_id(), updated_at = now()${assignments}
       where workspace_id = $1 and id = $2 returning *)
     select ${conversationColumns} from c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`,
    [before.workspaceId, before.id, ...names.map((name) => columns[name])],
  );
  const conversation = toConversationRecord(updated.rows[0]!);
  await notifyOf(tx, before, conversation, written);
  tx.announce(
    written.length > 0
      ? { kind: 'entries', workspaceId: conversation.workspaceId, conversation, entries: written }
      : { kind: 'conversation', workspaceId: conversation.workspaceId, conversation },
  );
  return { conversation, entries: written };
}

async function insertEntries(
  tx: CoreTx,
  before: ConversationRecord,
  entries: NewEntry[],
): Promise<EntryRecord[]> {
  if (entries.length === 0) return [];
  const rows = entries.map((entry, i) => {
    const author = authorOf(entry.author);
    return {
      seq: before.lastSeq + 1 + i,
      id: entry.id ?? uuid(),
      kind: entry.kind,
      author_kind: author.kind,
      author_id: author.id,
      content: entry.kind === 'event' ? null : entry.content,
      event: entry.kind === 'event' ? entry.event : null,
    };
  });
  const inserted = await tx.query<EntryRow>(
    `insert into entries as e (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content, event)
     select $1, $2, r.seq, r.id, r.kind, r.author_kind, r.author_id, r.content, r.event
     from jsonb_to_recordset($3) as r (seq int, id uuid, kind text, author_kind text, author_id uuid, content jsonb, event jsonb)
     order by r.seq returning ${entryColumns}`,
    [before.workspaceId, before.id, JSON.stringify(rows)],
  );
  return inserted.rows.map(toEntryRecord).sort((a, b) => a.seq - b.seq);
}

function summaryOf(before: ConversationRecord, written: EntryRecord[]): Record<string, unknown> {
  if (written.length === 0) return {};
  const messages = written.filter((e) => e.kind === 'message');
  const summary: Record<string, unknown> = { last_seq: written.at(-1)!.seq };
  const byAgent = written.findLast((e) => e.kind !== 'event' && e.authorKind === 'agent');
  if (byAgent) summary.agent_read_seq = Math.max(before.agentReadSeq, byAgent.seq);
  if (messages.length === 0) return summary;
  // The question for a rating is ours; the row goes on showing the last words of people.
  const last = messages.findLast((m) => m.content?.kind !== 'rating');
  const fromContact = messages.filter((m) => m.authorKind === 'contact').length;
  const toContact = messages.length - fromContact;
  const lastSide = messages
    .filter(
      (m) => m.authorKind === 'agent' || (m.authorKind === 'contact' && m.content?.kind !== 'rating_answer'),
    )
    .at(-1)?.authorKind;
  Object.assign(summary, {
    contact_messages: before.contactMessages + fromContact,
    agent_messages: before.agentMessages + toContact,
    ...(last && { active_at: last.at, last_message: JSON.stringify(toLastMessage(last)) }),
  });
  if (lastSide === 'contact') summary.waiting_since = before.waitingSince ?? messages.at(-1)!.at;
  if (lastSide === 'agent') summary.waiting_since = null;
  return summary;
}

/** Moments that are only set where none is yet. */
function firstTimes(written: EntryRecord[], set: ConversationSet): string[] {
  const messages = written.filter((e) => e.kind === 'message');
  const times: string[] = [];
  if (messages.some((m) => m.authorKind === 'agent')) {
    times.push(', first_reply_at = coalesce(first_reply_at, now())');
  }
  if (messages.some((m) => m.authorKind !== 'contact') && !('unread_reply_since' in set)) {
    times.push(', unread_reply_since = coalesce(unread_reply_since, now())');
  }
  return times;
}

function toLastMessage(entry: EntryRecord): LastMessageRecord {
  return {
    seq: entry.seq,
    at: entry.at,
    authorKind: entry.authorKind,
    authorId: entry.authorId,
    preview: previewOf(entry.content!),
    kind: entry.content!.kind,
  };
}
