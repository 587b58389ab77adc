const MOST_KEPT = 50;
/** Keeps the pages a contact was on, the newest fifty. */
export async function recordPages(db, workspaceId, contactId, pages) {
    if (pages.length === 0)
        return;
    await db.query(`insert into page_views (workspace_id, contact_id, at, url, title)
     select $1, $2, p.at, p.url, p.title from jsonb_to_recordset($3) as p (at timestamptz(3), url text, title text)
     on conflict do nothing`, [workspaceId, contactId, JSON.stringify(pages)]);
    await db.query(`delete from page_views where workspace_id = $1 and contact_id = $2 and at < (
       select at from page_views where workspace_id = $1 and contact_id = $2 order by at desc offset ${MOST_KEPT - 1} limit 1)`, [workspaceId, contactId]);
}
