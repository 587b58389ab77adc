import { isDeepStrictEqual } from 'node:util';
import type { ContactBulkPatch, FieldsPatch } from '@causerie/protocol';
import { AppError, coerceError, fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { AgentActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { announceContactRows } from './announceContactRows.ts';
import { blockInTransaction } from './blockContact.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';
import { patchContactInTransaction } from './patchContact.ts';

/** The button is there for ten seconds; the rest is for slow networks. */
const UNDO_WITHIN_S = 30;

/** Of the fields only those that changed; null: it was, or is, not known. */
type Part = { fields?: FieldsPatch; blocked?: boolean };
export type ContactBulkOutcome = {
  bulkId?: string;
  changed: ContactRecord[];
  failed: { id: string; code: string; message: string }[];
};

/**
 * The same change to many contacts: custom fields set, blocked or taken again. Each is its own transaction, with what was
 * found kept for a moment, so that one that cannot be changed holds up no other. Repeating it changes nothing more.
 */
export async function bulkChangeContacts(
  core: Core,
  actor: AgentActor,
  ids: string[],
  patch: ContactBulkPatch,
): Promise<ContactBulkOutcome> {
  const bulkId = uuid();
  let kept = false as boolean;
  const outcome = await each(core, ids, (id) =>
    transact(core, async (tx) => {
      const before = await lockContact(tx, actor, id);
      if (patch.fields !== undefined && Object.keys(patch.fields).length > 0)
        await patchContactInTransaction(tx, actor, id, { fields: patch.fields });
      if (patch.blocked !== undefined) await blockInTransaction(tx, actor, id, patch.blocked);
      const after = await loadContact(tx, actor.workspaceId, id);
      if (await keep(tx, actor, bulkId, before, after)) kept = true;
      return after;
    }),
  );
  return { ...(kept && { bulkId }), ...outcome };
}

/** What was found is forgotten when nobody can undo it any more. Returns how many. */
export async function forgetOldContactBulks(core: Core): Promise<number> {
  const { rowCount } = await core.db.query(
    `delete from contact_bulk_items where created_at < now() - interval '1 hour'`,
  );
  return rowCount ?? 0;
}

/**
 * Puts back what a change of one's own found, once, where what it set still stands: what somebody has changed since is
 * theirs, and is reported as `conflict`. Errors: `bulk_not_found`, `undo_expired`.
 */
export async function undoContactBulk(
  core: Core,
  actor: AgentActor,
  bulkId: string,
): Promise<ContactBulkOutcome> {
  const taken = await core.db.query<{ contact_id: string; before: Part; after: Part; late: boolean }>(
    `select contact_id, before, after, created_at < now() - make_interval(secs => $4) as late
     from contact_bulk_items where workspace_id = $1 and bulk_id = $2 and user_id = $3`,
    [actor.workspaceId, bulkId, actor.userId, UNDO_WITHIN_S],
  );
  if (taken.rows.length === 0) fail('bulk_not_found');
  if (taken.rows.some((row) => row.late)) fail('undo_expired');
  const items = new Map(taken.rows.map((row) => [row.contact_id, row]));
  return each(core, [...items.keys()], (id) =>
    transact(core, async (tx) => {
      const { before, after } = items.get(id)!;
      const current = await lockContact(tx, actor, id);
      // With the contact, so that what a failure leaves undone can be asked for again.
      const { rowCount } = await tx.query(
        'delete from contact_bulk_items where workspace_id = $1 and bulk_id = $2 and contact_id = $3',
        [actor.workspaceId, bulkId, id],
      );
      if (rowCount === 0) return current;
      const stands =
        (after.blocked === undefined || after.blocked === (current.blockedAt !== null)) &&
        Object.entries(after.fields ?? {}).every(([key, value]) =>
          isDeepStrictEqual(current.fields[key] ?? null, value),
        );
      if (!stands) fail('conflict');
      // As they were, even where the field's rules are others now.
      if (before.fields)
        await tx.query(
          `update contacts set version = version + 1, fields = jsonb_strip_nulls(fields || $3) where workspace_id = $1 and id = $2`,
          [actor.workspaceId, id, JSON.stringify(before.fields)],
        );
      if (before.blocked !== undefined) await blockInTransaction(tx, actor, id, before.blocked);
      tx.announce({ kind: 'contact', workspaceId: actor.workspaceId, contactId: id });
      await announceContactRows(tx, actor.workspaceId, id);
      return loadContact(tx, actor.workspaceId, id);
    }),
  );
}

async function each(
  core: Core,
  ids: string[],
  work: (id: string) => Promise<ContactRecord>,
): Promise<Pick<ContactBulkOutcome, 'changed' | 'failed'>> {
  const outcome: Pick<ContactBulkOutcome, 'changed' | 'failed'> = { changed: [], failed: [] };
  for (const id of ids) {
    try {
      outcome.changed.push(await work(id));
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : undefined;
      if (!error) core.db.log(coerceError(thrown));
      outcome.failed.push({
        id,
        code: error?.code ?? 'internal',
        message: error?.message ?? 'Something went wrong on our side. It has been recorded.',
      });
    }
  }
  return outcome;
}

async function lockContact(tx: CoreTx, { workspaceId }: AgentActor, id: string): Promise<ContactRecord> {
  await tx.query('select from contacts where workspace_id = $1 and id = $2 for no key update', [
    workspaceId,
    id,
  ]);
  return loadContact(tx, workspaceId, id);
}

/** Whether there is anything to put back. */
async function keep(
  tx: CoreTx,
  { workspaceId, userId }: AgentActor,
  bulkId: string,
  before: ContactRecord,
  after: ContactRecord,
): Promise<boolean> {
  const names = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const changed = [...names].filter((name) => !isDeepStrictEqual(before.fields[name], after.fields[name]));
  const partOf = (of: ContactRecord): Part => ({
    ...(changed.length > 0 && {
      fields: Object.fromEntries(changed.map((name) => [name, of.fields[name] ?? null])),
    }),
    ...((before.blockedAt === null) !== (after.blockedAt === null) && { blocked: of.blockedAt !== null }),
  });
  const found = partOf(before);
  if (Object.keys(found).length === 0) return false;
  await tx.query(
    'insert into contact_bulk_items (workspace_id, bulk_id, contact_id, user_id, before, after) values ($1, $2, $3, $4, $5, $6)',
    [workspaceId, bulkId, before.id, userId, JSON.stringify(found), JSON.stringify(partOf(after))],
  );
  return true;
}
