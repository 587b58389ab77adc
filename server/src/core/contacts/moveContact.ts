import type { CoreTx } from '../core.ts';

/** Which rows a merge moved, by id, so that they can be moved back. */
export type Moved = {
  conversations: { id: string; single: boolean }[];
  identities: string[];
  /** Identities that both had: the other contact's rows, taken away whole. */
  doubled: Record<string, unknown>[];
  /** Identities of the remaining contact that became proven because the other's were. */
  proven: string[];
  pages: string[];
  events: string[];
  merges: string[];
  /** What they were called in systems they were imported from. */
  sources: string[];
  /** What imports did to the contact that goes, rows whole: an import's undo finds them when the two are apart again. */
  imports?: Record<string, unknown>[];
};

/**
 * Every table that names a contact, and so must be moved by a merge. A test compares it with the database's foreign
 * keys, so that a new table cannot be forgotten.
 */
export const contactTables = [
  'conversations',
  'identities',
  'page_views',
  'contact_events',
  'contact_merges',
  'import_sources',
] as const;

/** Gives everything of one contact to another. Both rows must be locked. */
export async function moveContact(tx: CoreTx, workspaceId: string, from: string, to: string): Promise<Moved> {
  const conversations = await moveConversations(tx, workspaceId, from, to);
  const { doubled, proven } = await takeDoubles(tx, workspaceId, from, to);
  return {
    conversations,
    doubled,
    proven,
    identities: await moveRows(tx, 'identities', workspaceId, from, to),
    pages: await moveRows(tx, 'page_views', workspaceId, from, to),
    events: await moveRows(tx, 'contact_events', workspaceId, from, to),
    merges: await moveRows(tx, 'contact_merges', workspaceId, from, to),
    sources: await moveRows(tx, 'import_sources', workspaceId, from, to),
    imports: await takeImports(tx, workspaceId, from),
  };
}

/** Rows are locked in the order of their ids, as the log's writer locks them. */
async function moveConversations(tx: CoreTx, workspaceId: string, from: string, to: string) {
  const moving = await tx.query<{ id: string; single: boolean }>(
    `select id, single from conversations where workspace_id = $1 and contact_id = $2 order by id for no key update`,
    [workspaceId, from],
  );
  // Two open ones that must each be the only one may not meet: the moved one gives up being the only one.
  await tx.query(
    `update conversations c set contact_id = $3, version = version + 1, changed_xid = pg_current_xact_id(),
       single = single and (status = 'resolved' or not exists (
         select from conversations o where o.workspace_id = $1 and o.contact_id = $3 and o.inbox_id = c.inbox_id and o.single and o.status <> 'resolved'))
     where workspace_id = $1 and contact_id = $2`,
    [workspaceId, from, to],
  );
  return moving.rows;
}

async function takeDoubles(tx: CoreTx, workspaceId: string, from: string, to: string) {
  const doubled = await tx.query<{ row: Record<string, unknown> }>(
    `delete from identities i where workspace_id = $1 and contact_id = $2 and exists (
       select from identities o where (o.workspace_id, o.kind, o.address) = (i.workspace_id, i.kind, i.address) and o.contact_id = $3)
     returning to_jsonb(i) as row`,
    [workspaceId, from, to],
  );
  const rows = doubled.rows.map((each) => each.row);
  const proven = await tx.query<{ id: string }>(
    `update identities i set verified = true from jsonb_to_recordset($3) as d (kind text, address text, verified boolean)
     where i.workspace_id = $1 and i.contact_id = $2 and i.kind = d.kind and i.address = d.address and d.verified and not i.verified
     returning i.id`,
    [workspaceId, to, JSON.stringify(rows)],
  );
  return { doubled: rows, proven: proven.rows.map((row) => row.id) };
}

/** They are the other contact's alone: what an import set there was not set in the one that remains. */
async function takeImports(
  tx: CoreTx,
  workspaceId: string,
  from: string,
): Promise<Record<string, unknown>[]> {
  const taken = await tx.query<{ row: Record<string, unknown> }>(
    'delete from import_changes c where workspace_id = $1 and contact_id = $2 returning to_jsonb(c) as row',
    [workspaceId, from],
  );
  return taken.rows.map((each) => each.row);
}

async function moveRows(
  tx: CoreTx,
  table: Exclude<(typeof contactTables)[number], 'conversations'>,
  workspaceId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const moved = await tx.query<{ id: string }>(
    `update ${table} set contact_id = $3 where workspace_id = $1 and contact_id = $2 returning id`,
    [workspaceId, from, to],
  );
  return moved.rows.map((row) => row.id);
}
