/** How many entries are looked at for each conversation that may have changed before they are too many to tell. */
const ENTRIES_EACH = 10;

export type Changed = { id: string; rows: number; entries: number };

/**
 * SQL: the conversations that changed since a snapshot, as `id`, `rows` and `entries` (what tells so, to be judged by
 * `isTooMany`). A message leaves `changed_xid` of its conversation as it was, for the sake of its index: the entry itself
 * knows the transaction that wrote it. The orders are those of the indexes, so that no plan reads a table for it.
 * Parameters: workspace, the snapshot's xmin, the snapshot, how many at most (null: all there are).
 */
export const changedSince = `
  select id, sum(of_row)::int as rows, sum(1 - of_row)::int as entries from (
    (select c.id, 1 as of_row from conversations c
     where c.workspace_id = $1 and c.changed_xid >= $2::xid8 and not pg_visible_in_snapshot(c.changed_xid, $3::pg_snapshot)
     order by c.changed_xid limit $4::int + 1)
    union all
    (select e.conversation_id, 0 from entries e
     where e.workspace_id = $1 and e.xid >= $2::xid8 and not pg_visible_in_snapshot(e.xid, $3::pg_snapshot)
     order by e.xid limit ${ENTRIES_EACH} * $4::int + 1)
  ) as told group by id`;

/** Whether `changedSince` has left some out, or found more conversations than `most`. */
export function isTooMany(changed: Pick<Changed, 'rows' | 'entries'>[], most: number): boolean {
  const sum = (what: 'rows' | 'entries') => changed.reduce((all, each) => all + each[what], 0);
  return changed.length > most || sum('rows') > most || sum('entries') > ENTRIES_EACH * most;
}
