import { chosenOnce } from '../../db/chosenOnce.ts';
import { coerceError } from '../../errors.ts';
import { formatContactPart } from '../contacts/exportContacts.ts';
import type { Core } from '../core.ts';
import { loadFilterFields } from '../fields/filterFields.ts';
import type { FileStore } from '../files/fileStore.ts';
import { freshenContacts } from '../search/freshenContacts.ts';
import { type ExportRow, exportColumns, keyOfPart } from './exportRow.ts';

const CLAIM_SECONDS = 60;
/** Well within the claim. */
const FRESHEN_MS = 20_000;
/** A day for whoever asked to take it, and no longer: it holds everybody. */
const KEPT = `interval '1 day'`;
/** Ended rows tell for a while what was exported. */
const REMEMBERED = `interval '30 days'`;

/**
 * Writes one part of the export that has waited longest. The part is stored before the row counts it; a worker that dies
 * in between writes the same part again. Whoever finds that it was cancelled, or somebody else was quicker, leaves it.
 * Returns how many parts were written: 0 where nothing waits.
 */
export async function runExports(core: Core, store: FileStore): Promise<number> {
  const claimed = await core.db.query<ExportRow>(
    `${chosenOnce(
      `select workspace_id as w, id as i from contact_exports
       where status = 'running' and (claimed_until is null or claimed_until < now()) order by created_at limit 1 for update`,
    )}
     update contact_exports set claimed_until = now() + interval '${CLAIM_SECONDS} seconds'
     from chosen where (workspace_id, id) = (w, i) returning ${exportColumns}`,
  );
  const row = claimed.rows[0];
  if (!row) return 0;
  try {
    await writePart(core, store, row);
  } catch (thrown) {
    const error = coerceError(thrown);
    if ((error as { retryable?: boolean }).retryable) throw error;
    core.db.log(error);
    await core.db.query(
      `update contact_exports set status = 'failed', finished_at = now(), claimed_until = null
       where workspace_id = $1 and id = $2 and status = 'running'`,
      [row.workspace_id, row.id],
    );
  }
  return 1;
}

async function writePart(core: Core, store: FileStore, row: ExportRow): Promise<void> {
  const { workspace_id: workspaceId, id, parts, choice } = row;
  // Nobody waits for it: first everybody can be found, then it begins. What takes longer goes on with the next look.
  if (choice.q !== undefined && parts === 0 && !(await freshenContacts(core, workspaceId, FRESHEN_MS)))
    return release(core, row);
  const part = await formatContactPart(
    core.db,
    {
      workspaceId,
      q: choice.q,
      filter: choice.filter,
      ids: choice.ids,
      fields: choice.filter ? await loadFilterFields(core.db, workspaceId) : new Map(),
      userId: row.author_kind === 'agent' ? row.author_id : undefined,
    },
    row.cursor ?? undefined,
  );
  const key = keyOfPart(workspaceId, id, parts);
  const bytes = new TextEncoder().encode(part.text);
  await store.put(key, bytes);
  const counted = await core.db.query(
    `update contact_exports set parts = parts + 1, done = done + $4, bytes = bytes + $5, cursor = $6, claimed_until = null,
       total = case when $6::text is null then done + $4 else greatest(total, done + $4) end,
       status = case when $6::text is null then 'done' else status end,
       finished_at = case when $6::text is null then now() end, expires_at = case when $6::text is null then now() + ${KEPT} end
     where workspace_id = $1 and id = $2 and status = 'running' and parts = $3`,
    [workspaceId, id, parts, part.many, bytes.length, part.next ?? null],
  );
  if (counted.rowCount === 0) await removeUncounted(core, store, row);
}

/** Free for the next look, of whichever worker. */
async function release(core: Core, row: ExportRow): Promise<void> {
  await core.db.query(
    'update contact_exports set claimed_until = null where workspace_id = $1 and id = $2 and parts = $3',
    [row.workspace_id, row.id, row.parts],
  );
}

/** The part of an export that has gone meanwhile: nobody else would know of it. */
async function removeUncounted(core: Core, store: FileStore, row: ExportRow): Promise<void> {
  const found = await core.db.query<{ parts: number; file_kept: boolean }>(
    'select parts, file_kept from contact_exports where workspace_id = $1 and id = $2',
    [row.workspace_id, row.id],
  );
  const now = found.rows[0];
  if (!now?.file_kept) await store.remove(keyOfPart(row.workspace_id, row.id, row.parts));
}

/**
 * Removes the files of exports that nobody may fetch any more, parts before the row says so, and forgets old rows. Returns
 * how many files went.
 */
export async function removeOldExports(core: Core, store: FileStore): Promise<number> {
  const found = await core.db.query<{ workspace_id: string; id: string; parts: number }>(
    `select workspace_id, id, parts from contact_exports
     where file_kept and (status in ('cancelled', 'failed', 'expired') or expires_at < now()) limit 20`,
  );
  for (const { workspace_id: workspaceId, id, parts } of found.rows) {
    // One more than was counted: a worker may have died between the two.
    for (let part = 0; part <= parts; part += 1) await store.remove(keyOfPart(workspaceId, id, part));
    await core.db.query(
      `update contact_exports set file_kept = false, choice = '{}', status = case status when 'done' then 'expired' else status end
       where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
  }
  await core.db.query(
    `delete from contact_exports where not file_kept and created_at < now() - ${REMEMBERED}`,
  );
  return found.rows.length;
}
