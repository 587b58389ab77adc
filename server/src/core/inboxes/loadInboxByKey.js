import { fail } from '../../errors.ts';
import { parseInboxKey } from './inboxKey.ts';
/** The inbox that a page's snippet names. Throws `inbox_not_found`. */
export async function loadInboxByKey(db, key) {
    const ids = parseInboxKey(key) ?? fail('inbox_not_found');
    return loadInbox(db, ids.workspaceId, ids.inboxId);
}
/** Throws `inbox_not_found`. */
export async function loadInbox(db, workspaceId, inboxId) {
    const found = await db.query(`select i.name, w.name as company_name, i.mode, i.team_id, i.hours, i.settings, i.identity_secret, i.identity_public_key
     from inboxes i join workspaces w on w.id = i.workspace_id
     where i.workspace_id = $1 and i.id = $2 and i.deleted_at is null`, [workspaceId, inboxId]);
    const row = found.rows[0] ?? fail('inbox_not_found');
    return {
        workspaceId,
        id: inboxId,
        name: row.name,
        companyName: row.company_name,
        mode: row.mode,
        teamId: row.team_id,
        hours: row.hours,
        settings: row.settings,
        identityKeys: { secret: row.identity_secret, publicKey: row.identity_public_key },
    };
}
