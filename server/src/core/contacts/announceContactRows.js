import { conversationColumns, toConversationRecord, } from '../conversations/conversationRecord.ts';
const MOST_ROWS = 100;
/** The contact's name stands on the rows of their conversations: those rows are new versions too. */
export async function announceContactRows(tx, workspaceId, contactId) {
    const touched = await tx.query(`with c as (
       update conversations set version = version + 1, changed_xid = pg_current_xact_id()
       where workspace_id = $1 and id in (
         select id from conversations where workspace_id = $1 and contact_id = $2 order by active_at desc limit ${MOST_ROWS})
       returning *)
     select ${conversationColumns} from c join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`, [workspaceId, contactId]);
    for (const row of touched.rows) {
        tx.announce({ kind: 'conversation', workspaceId, conversation: toConversationRecord(row) });
    }
}
