import type { ContactMerge } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { planUnmerge } from '../../engines/contacts/planMerge.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { announceContactRows } from './announceContactRows.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';
import { type MergeRecord, sideOf, writeSide } from './mergeContacts.ts';
import { recordContactEvent } from './recordContactEvent.ts';

const UNDOABLE_DAYS = 30;

/** A contact's merges, newest first. */
export async function listMerges(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  contactId: string,
): Promise<ContactMerge[]> {
  const found = await db.query<{
    id: string;
    from_name: string | null;
    at: Date;
    undone_at: Date | null;
    until: Date;
  }>(
    `select id, from_name, at, undone_at, at + interval '${UNDOABLE_DAYS} days' as until from contact_merges
     where workspace_id = $1 and contact_id = $2 order by at desc, id desc limit 200`,
    [workspaceId, contactId],
  );
  return found.rows.map((row) => ({
    id: row.id,
    name: row.from_name,
    at: row.at.toISOString(),
    undoableUntil: row.until.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
  }));
}

/**
 * Takes two contacts apart again: the other one comes back as it was, with everything that the merge moved and that
 * is still this contact's. What was written since stays where it is; a value that somebody has changed since is left
 * alone. Errors: `merge_not_found`, `merge_settled` (undone already, or thirty days have passed).
 */
export async function undoMerge(
  core: Core,
  actor: DeskActor,
  contactId: string,
  mergeId: string,
): Promise<ContactRecord> {
  return transact(core, async (tx) => {
    const { workspaceId } = actor;
    const { fromId, name, record } = await lockMerge(tx, workspaceId, contactId, mergeId);
    const current = await lockContact(tx, workspaceId, contactId);
    await restoreContact(tx, workspaceId, record.from);
    await moveBack(tx, workspaceId, contactId, fromId, record);
    const before = sideOf(record.before);
    const side = planUnmerge(sideOf(current), before, record.after);
    await writeSide(tx, workspaceId, contactId, side, { blocked_at: record.before.blocked_at ?? null });
    await tx.query('update contact_merges set undone_at = now() where workspace_id = $1 and id = $2', [
      workspaceId,
      mergeId,
    ]);
    await recordContactEvent(tx, actor, contactId, { type: 'merge_undone', mergeId, name });
    await announceSplit(tx, workspaceId, contactId, fromId);
    return loadContact(tx, workspaceId, contactId);
  });
}

async function lockMerge(tx: CoreTx, workspaceId: string, contactId: string, mergeId: string) {
  const found = await tx.query<{
    from_id: string;
    from_name: string | null;
    undoable: boolean;
    moved: MergeRecord;
  }>(
    `select from_id, from_name, moved, undone_at is null and at > now() - interval '${UNDOABLE_DAYS} days' as undoable
     from contact_merges where workspace_id = $1 and id = $2 and contact_id = $3 for update`,
    [workspaceId, mergeId, contactId],
  );
  const row = found.rows[0] ?? fail('merge_not_found');
  if (!row.undoable) fail('merge_settled');
  return { fromId: row.from_id, name: row.from_name, record: row.moved };
}

async function lockContact(tx: CoreTx, workspaceId: string, contactId: string) {
  const locked = await tx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(ct) as row from contacts ct where workspace_id = $1 and id = $2 for update`,
    [workspaceId, contactId],
  );
  return locked.rows[0]?.row ?? fail('contact_not_found');
}

/** The row as it was; columns that came later have their defaults. Its version rises, so that no reader keeps an older one. */
async function restoreContact(tx: CoreTx, workspaceId: string, row: Record<string, unknown>): Promise<void> {
  const { changed_xid: _, ...kept } = row;
  const names = Object.keys(kept).map((name) => `"${name.replaceAll('"', '')}"`);
  await tx.query(
    `insert into contacts (${names.join(', ')}) select ${names.join(', ')} from jsonb_populate_record(null::contacts, $1)
     where workspace_id = $2`,
    [JSON.stringify({ ...kept, version: Number(row.version) + 1 }), workspaceId],
  );
}

async function moveBack(
  tx: CoreTx,
  workspaceId: string,
  contactId: string,
  fromId: string,
  record: MergeRecord,
): Promise<void> {
  const singles = record.conversations.filter((each) => each.single).map((each) => each.id);
  await tx.query(
    `select from conversations where workspace_id = $1 and contact_id = $2 and id = any ($3) order by id for no key update`,
    [workspaceId, contactId, record.conversations.map((each) => each.id)],
  );
  await tx.query(
    `update conversations set contact_id = $3, version = version + 1, changed_xid = pg_current_xact_id(), single = id = any ($5)
     where workspace_id = $1 and contact_id = $2 and id = any ($4)`,
    [workspaceId, contactId, fromId, record.conversations.map((each) => each.id), singles],
  );
  await tx.query(
    'update identities set verified = false where workspace_id = $1 and contact_id = $2 and id = any ($3)',
    [workspaceId, contactId, record.proven],
  );
  await tx.query(
    `insert into identities select (jsonb_populate_record(null::identities, row)).* from jsonb_array_elements($1) row
     on conflict do nothing`,
    [JSON.stringify(record.doubled)],
  );
  const rows = [
    ['identities', record.identities],
    ['page_views', record.pages],
    ['contact_events', record.events],
    ['contact_merges', record.merges],
    ['import_sources', record.sources],
  ] as const;
  for (const [table, ids] of rows) {
    await tx.query(
      `update ${table} set contact_id = $3 where workspace_id = $1 and contact_id = $2 and id = any ($4)`,
      [workspaceId, contactId, fromId, ids],
    );
  }
  // An import that was forgotten or undone meanwhile wants them no more.
  await tx.query(
    `insert into import_changes select c.* from jsonb_array_elements($2) row
       cross join lateral jsonb_populate_record(null::import_changes, row) c
       join imports i on (i.workspace_id, i.id) = (c.workspace_id, c.import_id) and i.status not in ('undoing', 'undone')
     where c.workspace_id = $1 and c.contact_id = $3 on conflict do nothing`,
    [workspaceId, JSON.stringify(record.imports ?? []), fromId],
  );
}

async function announceSplit(tx: CoreTx, workspaceId: string, contactId: string, restored: string) {
  const visitors = await tx.query<{ address: string }>(
    `select address from identities where workspace_id = $1 and contact_id = $2 and kind in ('visitor', 'user')`,
    [workspaceId, restored],
  );
  const addresses = visitors.rows.map((row) => row.address);
  tx.announce({ kind: 'contact_split', workspaceId, from: contactId, contactId: restored, addresses });
  for (const id of [contactId, restored]) {
    tx.announce({ kind: 'contact', workspaceId, contactId: id });
    await announceContactRows(tx, workspaceId, id);
  }
}
