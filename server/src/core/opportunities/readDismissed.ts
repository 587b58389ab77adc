import type { Db } from '../../db/transaction.ts';
import { MOST_CHARACTERS } from '../runs/readPast.ts';
import type { DismissedMessage } from './mineThread.ts';

/** The messages by which dismissed groups are known again. */
export async function readDismissed(db: Pick<Db, 'query'>, workspaceId: string): Promise<DismissedMessage[]> {
  const found = await db.query<DismissedMessage>(
    `select d.id as "dismissalId", d.language, left(e.content->>'text', ${MOST_CHARACTERS}) as text, m.first, m.part
     from opportunity_dismissals d
     join opportunity_dismissal_messages m on (m.workspace_id, m.dismissal_id) = (d.workspace_id, d.id)
     join entries e on (e.workspace_id, e.conversation_id, e.seq) = (m.workspace_id, m.conversation_id, m.seq)
     where d.workspace_id = $1 and e.content->>'kind' = 'text' order by d.id, m.conversation_id, m.seq, m.part`,
    [workspaceId],
  );
  return found.rows;
}
