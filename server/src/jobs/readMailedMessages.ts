import type { MailedMessage } from '../channels/email/composeMails.ts';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import { type EntryRow, entryColumns } from '../core/conversations/entryRecord.ts';
import type { Db } from '../db/transaction.ts';

const MOST_MESSAGES = 5000;

/** Messages of a stretch of the log with the names that a mail shows. Notes and events never leave. */
export async function readMailedMessages(
  db: Pick<Db, 'query'>,
  conversation: ConversationRecord,
  options: {
    firstSeq: number;
    lastSeq: number;
    onlySeqs: number[] | null;
    fromContact: boolean;
    companyName: string;
  },
): Promise<MailedMessage[]> {
  const found = await db.query<EntryRow & { agent_name: string | null }>(
    `select ${entryColumns}, u.name as agent_name from entries e left join users u on e.author_kind = 'agent' and u.id = e.author_id
     where e.workspace_id = $1 and e.conversation_id = $2 and e.seq between $3 and $4 and e.kind = 'message'
       and ($5 or e.author_kind <> 'contact') and ($6::int[] is null or e.seq = any ($6))
     order by e.seq limit ${MOST_MESSAGES}`,
    [
      conversation.workspaceId,
      conversation.id,
      options.firstSeq,
      options.lastSeq,
      options.fromContact,
      options.onlySeqs,
    ],
  );
  return found.rows.map((row) => ({
    author:
      (row.author_kind === 'contact' ? conversation.contactName : row.agent_name) ??
      (row.author_kind === 'contact' ? '…' : options.companyName),
    fromContact: row.author_kind === 'contact',
    at: row.at,
    content: row.content!,
  }));
}
