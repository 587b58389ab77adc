export const entryColumns = 'e.conversation_id, e.seq, e.id, e.at, e.kind, e.author_kind, e.author_id, e.content, e.event';
export function toEntryRecord(row) {
    return {
        conversationId: row.conversation_id,
        seq: row.seq,
        id: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        authorKind: row.author_kind,
        authorId: row.author_id,
        content: row.content,
        event: row.event,
    };
}
