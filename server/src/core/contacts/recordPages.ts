import type { PageView } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';

const MOST_KEPT = 50;

/**
 * Keeps the pages a contact was on, the newest fifty. The page that was the newest already is not kept again: a
 * widget names its page anew whenever it reconnects.
 */
export async function recordPages(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactId: string,
  pages: PageView[],
): Promise<void> {
  if (pages.length === 0) return;
  // Oldest first, so that ids rise with time.
  const rows = pages.toReversed().map((page) => ({ ...page, id: uuid() }));
  await db.query(
    `with newest as (
       select url from page_views where workspace_id = $1 and contact_id = $2 order by at desc, id desc limit 1)
     insert into page_views (workspace_id, id, contact_id, at, url, title)
     select $1, p.id, $2, p.at, p.url, p.title
     from jsonb_to_recordset($3) as p (id uuid, at timestamptz(3), url text, title text)
     where not exists (select from newest where newest.url = p.url)`,
    [workspaceId, contactId, JSON.stringify(rows)],
  );
  await db.query(
    `delete from page_views where workspace_id = $1 and contact_id = $2 and (at, id) < (
       select at, id from page_views where workspace_id = $1 and contact_id = $2
       order by at desc, id desc offset ${MOST_KEPT - 1} limit 1)`,
    [workspaceId, contactId],
  );
}
