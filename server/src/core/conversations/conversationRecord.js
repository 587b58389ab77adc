/** The columns of `ConversationRow`, for a query in which the conversation is `c` and its contact `ct`. */
export const conversationColumns = `c.workspace_id, c.id, c.version, c.inbox_id, c.contact_id,
  ct.name as contact_name, ct.email as contact_email, ct.language as contact_language,
  c.status, c.mode, c.priority, c.labels, c.subject, c.assignee_id, c.team_id, c.last_seq, c.last_message,
  c.waiting_since, c.snoozed_until, c.contact_messages, c.agent_messages, c.contact_read_seq,
  c.contact_read_messages, c.agent_read_seq, c.single, c.active_at, c.created_at, c.updated_at`;
/** The tables that `conversationColumns` reads. */
export const conversationTables = `conversations c
  join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`;
const iso = (date) => date?.toISOString() ?? null;
export function toConversationRecord(row) {
    return {
        workspaceId: row.workspace_id,
        id: row.id,
        version: Number(row.version),
        inboxId: row.inbox_id,
        contactId: row.contact_id,
        contactName: row.contact_name,
        contactEmail: row.contact_email,
        contactLanguage: row.contact_language,
        status: row.status,
        mode: row.mode,
        priority: row.priority,
        labels: row.labels,
        subject: row.subject,
        assigneeId: row.assignee_id,
        teamId: row.team_id,
        lastSeq: row.last_seq,
        lastMessage: row.last_message,
        waitingSince: iso(row.waiting_since),
        snoozedUntil: iso(row.snoozed_until),
        contactMessages: row.contact_messages,
        agentMessages: row.agent_messages,
        contactReadSeq: row.contact_read_seq,
        contactReadMessages: row.contact_read_messages,
        agentReadSeq: row.agent_read_seq,
        single: row.single,
        activeAt: row.active_at.toISOString(),
        createdAt: row.created_at.toISOString(),
        updatedAt: row.updated_at.toISOString(),
    };
}
