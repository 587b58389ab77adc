import type { AgentRead } from '@causerie/protocol';

/** A row of `conversation_reads`. */
export type ReadRow = {
  conversation_id: string;
  read_seq: number;
  contact_messages: number;
  unread_marks: number;
};

export const toAgentRead = (row: ReadRow): AgentRead => ({
  conversationId: row.conversation_id,
  readSeq: row.read_seq,
  contactMessages: row.contact_messages,
  unreadMarks: row.unread_marks,
});
