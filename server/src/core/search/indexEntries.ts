import { type Content, plainText } from '@causerie/protocol';
import { dayOf, searchMarks, spanOf } from '../../engines/search/searchMarks.ts';
import { type SearchVector, searchVector } from '../../engines/search/searchVector.ts';
import type { CoreTx } from '../core.ts';
import { noteWords } from './noteWords.ts';
import type { Batch } from './searchProgress.ts';

type EntryRow = {
  conversation_id: string;
  seq: number;
  xid: string;
  at: Date;
  kind: 'message' | 'note';
  author_kind: string;
  author_id: string | null;
  content: Content | null;
  is_copy: boolean;
};

const columns = `e.conversation_id, e.seq, e.xid::text as xid, e.at, e.kind, e.author_kind, e.author_id, e.content, e.origin_id is not null as is_copy`;

/** The next `limit` entries of a pass: what the target snapshot sees and the finished one does not, or all by key. */
export async function indexEntries(tx: CoreTx, workspaceId: string, batch: Batch): Promise<object | null> {
  const rows =
    batch.done === null ? await readByKey(tx, workspaceId, batch) : await readFeed(tx, workspaceId, batch);
  const spoken = rows.filter((row) => row.content !== null);
  if (spoken.length > 0) await writeEntries(tx, workspaceId, spoken);
  const last = rows.length === batch.limit ? rows.at(-1) : undefined;
  return last ? { xid: last.xid, conversationId: last.conversation_id, seq: last.seq } : null;
}

async function readByKey(tx: CoreTx, workspaceId: string, { position, limit }: Batch): Promise<EntryRow[]> {
  const found = await tx.query<EntryRow>(
    `select ${columns} from entries e where e.workspace_id = $1 and (e.conversation_id, e.seq) > ($2::uuid, $3::int)
     order by e.conversation_id, e.seq limit $4`,
    [
      workspaceId,
      position?.conversationId ?? '00000000-0000-0000-0000-000000000000',
      position?.seq ?? 0,
      limit,
    ],
  );
  return found.rows;
}

async function readFeed(tx: CoreTx, workspaceId: string, batch: Batch): Promise<EntryRow[]> {
  const { done, target, position, limit } = batch;
  const found = await tx.query<EntryRow>(
    `select ${columns} from entries e where e.workspace_id = $1
       and (e.xid, e.conversation_id, e.seq) > ($2::xid8, $3::uuid, $4::int)
       and e.xid < pg_snapshot_xmax($6::pg_snapshot)
       and not pg_visible_in_snapshot(e.xid, $5::pg_snapshot) and pg_visible_in_snapshot(e.xid, $6::pg_snapshot)
     order by e.xid, e.conversation_id, e.seq limit $7`,
    [
      workspaceId,
      position?.xid ?? String(BigInt(done!.split(':')[0]!) - 1n),
      position?.conversationId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      position?.seq ?? 0,
      done,
      target,
      limit,
    ],
  );
  return found.rows;
}

async function writeEntries(tx: CoreTx, workspaceId: string, rows: EntryRow[]): Promise<void> {
  const vectors = rows.map((row) => vectorOf(workspaceId, row));
  await tx.query(
    `insert into search_entries (workspace_id, conversation_id, seq, at, words)
     select $1, * from unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::text[]::tsvector[])
     on conflict (workspace_id, conversation_id, seq) do update set at = excluded.at, words = excluded.words`,
    [
      workspaceId,
      rows.map((row) => row.conversation_id),
      rows.map((row) => row.seq),
      rows.map((row) => row.at),
      vectors.map((each) => each.vector),
    ],
  );
  const oldest = new Date(Math.min(...rows.map((row) => row.at.getTime())));
  await tx.query(
    `update search_progress set oldest = least(oldest, $2) where workspace_id = $1 and what = 'entries' and (oldest is null or oldest > $2)`,
    [workspaceId, oldest],
  );
  await noteWords(
    tx,
    workspaceId,
    vectors.filter((_, i) => !rows[i]!.is_copy),
  );
}

function vectorOf(workspaceId: string, row: EntryRow): SearchVector {
  const day = dayOf(row.at);
  const content = row.content!;
  return searchVector(plainText(content), [
    searchMarks.workspace(workspaceId),
    searchMarks.day(workspaceId, day),
    searchMarks.span(workspaceId, spanOf(day)),
    searchMarks.authorKind(row.author_kind),
    ...(row.author_id ? [searchMarks.author(row.author_id)] : []),
    ...(row.kind === 'note' ? [searchMarks.note] : []),
    ...('fileId' in content ? [searchMarks.file] : []),
  ]);
}
