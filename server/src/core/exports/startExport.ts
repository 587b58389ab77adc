import type { ContactExport, ContactExportCreate } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { authorOf, type DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type ContactChoice, countContacts } from '../contacts/contactList.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadExport } from './exportRow.ts';

/** Beyond this the progress is told without knowing the end. */
const MOST_COUNTED = 1_000_000;

/**
 * Begins to write the chosen contacts into a file, in the background. The id is the sender's: a repeat gets the same
 * export. Errors: `conflict` while another one of the same person is under way, `invalid_value` for the filter.
 */
export async function startExport(
  core: Core,
  actor: DeskActor,
  { id, q, filter, ids }: ContactExportCreate,
  choice: ContactChoice,
): Promise<ContactExport> {
  const { count } = await countContacts(core.db, choice, MOST_COUNTED);
  const { workspaceId } = actor;
  const author = authorOf(actor);
  return transact(core, async (tx) => {
    const inserted = await tx
      .query(
        `insert into contact_exports (workspace_id, id, status, choice, total, author_kind, author_id)
         values ($1, $2, 'running', $3, $4, $5, $6) on conflict (workspace_id, id) do nothing`,
        [
          workspaceId,
          id,
          JSON.stringify({ ...(q !== undefined && { q }), ...(filter && { filter }), ...(ids && { ids }) }),
          count,
          author.kind,
          author.id,
        ],
      )
      .catch(oneAtATime);
    // What was typed may be somebody's name; the log outlives an erasure.
    if (inserted.rowCount === 1)
      await recordAudit(tx, actor, {
        action: 'contact.list_exported',
        after: { filtered: q !== undefined || filter !== undefined || ids !== undefined },
      });
    return loadExport(tx, workspaceId, id);
  });
}

function oneAtATime(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'contact_exports_one')
    fail('conflict', { message: 'An export of yours is under way. Wait for it, or cancel it.' });
  throw thrown;
}

/** Ends it; its file goes within a minute. One that has ended stays as it is. Throws `export_not_found`. */
export async function cancelExport(core: Core, actor: DeskActor, id: string): Promise<ContactExport> {
  return transact(core, async (tx) => {
    await tx.query(
      `update contact_exports set status = 'cancelled', finished_at = now(), claimed_until = null
       where workspace_id = $1 and id = $2 and status = 'running'`,
      [actor.workspaceId, id],
    );
    return loadExport(tx, actor.workspaceId, id);
  });
}

/** Files that hold people who are to be forgotten: all of the workspace, since each is made again by a click. */
export async function expireExports(tx: CoreTx, workspaceId: string): Promise<void> {
  await tx.query(
    `update contact_exports set status = 'expired', choice = '{}', finished_at = coalesce(finished_at, now()), claimed_until = null
     where workspace_id = $1 and file_kept`,
    [workspaceId],
  );
}
