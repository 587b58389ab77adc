import type { FieldValues } from '@causerie/protocol';
import { type MergePlan, type MergeSide, planMerge } from '../../engines/contacts/planMerge.ts';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { authorOf, type DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { announceContactRows } from './announceContactRows.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';
import { type Moved, moveContact } from './moveContact.ts';
import { recordContactEvent } from './recordContactEvent.ts';

/**
 * Makes `fromId` part of `intoId`, all or nothing: conversations with their logs untouched, identities, pages, events,
 * fields and notes. Whoever proves to be either is the one contact from now on; open widgets are told. The record of
 * what moved can take them apart again for thirty days. Errors: `contact_not_found`, `invalid_value` (with itself).
 */
export async function mergeContacts(
  core: Core,
  actor: DeskActor,
  intoId: string,
  fromId: string,
): Promise<{ contact: ContactRecord; mergeId: string }> {
  return transact(core, async (tx) => {
    const { workspaceId } = actor;
    const { into, from } = await lockBoth(tx, workspaceId, intoId, fromId);
    const plan = planMerge(into.side, from.side);
    const moved = await moveContact(tx, workspaceId, fromId, intoId);
    await writeSide(tx, workspaceId, intoId, plan.result, {
      first_seen_at: earlier(into.row, from.row, 'first_seen_at'),
      last_seen_at: later(into.row, from.row, 'last_seen_at'),
      // Who was refused under one name is not let in under the other.
      blocked_at: into.row.blocked_at ?? from.row.blocked_at ?? null,
    });
    const mergeId = await recordMerge(tx, actor, { intoId, fromId, into, from, plan, moved });
    await recordContactEvent(tx, actor, intoId, {
      type: 'merged',
      mergeId,
      name: from.side.name ?? from.side.email,
    });
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [workspaceId, fromId]);
    // First: the visitor's sockets must listen to their new contact before its rows are announced.
    tx.announce({ kind: 'contact_merged', workspaceId, from: fromId, contactId: intoId });
    tx.announce({ kind: 'contact', workspaceId, contactId: intoId });
    await announceContactRows(tx, workspaceId, intoId);
    return { contact: await loadContact(tx, workspaceId, intoId), mergeId };
  });
}

/** A contact's row as JSON, for keeping, and what of it a merge decides on. */
export type Side = { row: Record<string, unknown>; side: MergeSide };

/** Both rows, locked in the order of their ids, so that two merges of the same two wait for each other. */
export async function lockBoth(
  tx: CoreTx,
  workspaceId: string,
  intoId: string,
  fromId: string,
): Promise<{ into: Side; from: Side }> {
  if (intoId === fromId)
    fail('invalid_value', { field: '/fromId', message: 'A contact cannot become part of itself.' });
  const locked = await tx.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(ct) as row from contacts ct where workspace_id = $1 and id = any ($2) order by id for update`,
    [workspaceId, [intoId, fromId]],
  );
  const find = (id: string) => {
    const row = locked.rows.find((each) => each.row.id === id)?.row ?? fail('contact_not_found');
    return { row, side: sideOf(row) };
  };
  return { into: find(intoId), from: find(fromId) };
}

export function sideOf(row: Record<string, unknown>): MergeSide {
  const text = (name: string) => (row[name] as string | null | undefined) ?? null;
  return {
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    company: text('company'),
    city: text('city'),
    country: text('country'),
    language: text('language'),
    time_zone: text('time_zone'),
    device: text('device'),
    note: text('note'),
    fields: (row.fields ?? {}) as FieldValues,
  };
}

/** Writes what a merge or its undo decided. `times`: further columns, as JSON gave them. */
export async function writeSide(
  tx: CoreTx,
  workspaceId: string,
  contactId: string,
  side: MergeSide,
  times: Record<string, unknown>,
): Promise<void> {
  const columns: Record<string, unknown> = { ...side, fields: JSON.stringify(side.fields), ...times };
  const names = Object.keys(columns);
  const sets = names.map((name, i) => `${name} = $${i + 3}`).join(', ');
  await tx.query(`update contacts set version = version + 1, ${sets} where workspace_id = $1 and id = $2`, [
    workspaceId,
    contactId,
    ...names.map((name) => columns[name]),
  ]);
}

type Row = Record<string, unknown>;
const timeOf = (row: Row, name: string) => Date.parse(String(row[name]));
const earlier = (a: Row, b: Row, name: string) => new Date(Math.min(timeOf(a, name), timeOf(b, name)));
const later = (a: Row, b: Row, name: string) => new Date(Math.max(timeOf(a, name), timeOf(b, name)));

/** What a merge record holds: both rows as they were, what the merged one became, and which rows moved. */
export type MergeRecord = Moved & {
  from: Record<string, unknown>;
  before: Record<string, unknown>;
  after: MergeSide;
};

async function recordMerge(
  tx: CoreTx,
  actor: DeskActor,
  merge: { intoId: string; fromId: string; into: Side; from: Side; plan: MergePlan; moved: Moved },
): Promise<string> {
  const id = uuid();
  const author = authorOf(actor);
  const record: MergeRecord = {
    ...merge.moved,
    from: merge.from.row,
    before: merge.into.row,
    after: merge.plan.result,
  };
  await tx.query(
    `insert into contact_merges (workspace_id, id, contact_id, from_id, from_name, author_kind, author_id, moved)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      actor.workspaceId,
      id,
      merge.intoId,
      merge.fromId,
      merge.from.side.name ?? merge.from.side.email,
      author.kind,
      author.id,
      JSON.stringify(record),
    ],
  );
  return id;
}
