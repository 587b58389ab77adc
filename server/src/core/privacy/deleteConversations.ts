import type { CoreTx } from '../core.ts';
import { markModels } from '../faqs/training/forgetRemoved.ts';
import { deleteFiles } from './deleteFiles.ts';
import { redactCopies } from './redactCopies.ts';

export type RemovalCounts = Record<string, number>;

/**
 * Removes conversations wholly: their logs, deliveries, read cursors, files that nothing else shows, mails as they came,
 * jobs, and what webhooks were to be told. Whoever has one open sees it vanish. Returns what went.
 */
export async function deleteConversations(
  tx: CoreTx,
  workspaceId: string,
  chosen: readonly string[],
): Promise<RemovalCounts> {
  if (chosen.length === 0) return {};
  const ids = await withCopies(tx, workspaceId, chosen);
  const locked = await tx.query<{ id: string; contact_id: string }>(
    'select id, contact_id from conversations where workspace_id = $1 and id = any ($2) order by id for update',
    [workspaceId, ids],
  );
  const files = await tx.query<{ id: string }>(
    `select distinct f.id from entries e join files f on f.workspace_id = e.workspace_id and f.id::text = e.content ->> 'fileId'
     where e.workspace_id = $1 and e.conversation_id = any ($2)`,
    [workspaceId, ids],
  );
  const words = await listRareWords(tx, workspaceId, ids);
  const last = await tx.query<{ at: Date | null }>(
    `select max(at) as at from entries where workspace_id = $1 and conversation_id = any ($2) and author_kind = 'contact'`,
    [workspaceId, ids],
  );
  await redactCopies(tx, workspaceId, ids);
  const count = async (text: string) => (await tx.query(text, [workspaceId, ids])).rowCount ?? 0;
  await forgetBulkChanges(tx, workspaceId, ids);
  const counts: RemovalCounts = {
    inboundPayloads: await count(
      'delete from inbound_payloads where workspace_id = $1 and conversation_id = any ($2)',
    ),
    webhookDeliveries: await count(
      'delete from webhook_deliveries where workspace_id = $1 and conversation_id = any ($2)',
    ),
    jobs: await deleteJobs(tx, 'conversationId', ids),
    entries: await countEntries(tx, workspaceId, ids),
    conversations: await count('delete from conversations where workspace_id = $1 and id = any ($2)'),
  };
  await forgetWords(tx, workspaceId, words);
  if (last.rows[0]!.at) await markModels(tx, workspaceId, last.rows[0]!.at);
  counts.files = await deleteFiles(
    tx,
    workspaceId,
    files.rows.map((row) => row.id),
  );
  tx.announce({
    kind: 'removed',
    workspaceId,
    conversations: locked.rows.map((row) => ({ id: row.id, contactId: row.contact_id })),
  });
  return counts;
}

/** What changes of many found in them, and left: labels may be words of theirs. */
async function forgetBulkChanges(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.query(
    `delete from bulk_run_items where workspace_id = $1 and conversation_id = any ($2)
       and run_id in (select id from bulk_runs where workspace_id = $1)`,
    [workspaceId, ids],
  );
  await tx.query(
    `update bulk_changes b set items = coalesce((select jsonb_agg(i) from jsonb_array_elements(b.items) i
         where not (i->>'id')::uuid = any ($2)), '[]')
     where b.workspace_id = $1 and exists (select from jsonb_array_elements(b.items) i where (i->>'id')::uuid = any ($2))`,
    [workspaceId, ids],
  );
}

/** With those that were merged into them, and with merges that were undone, whose logs still hold copies of theirs. */
async function withCopies(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `with recursive family as (
       select unnest($2::uuid[]) as id
       union
       select o.id from family f cross join lateral (
         select c.id from conversations c where c.workspace_id = $1 and c.merged_into = f.id
         union all
         select m.id from merges m where m.workspace_id = $1 and f.id in (m.target_id, m.source_id) and m.undone_at is not null) o)
     select id from family`,
    [workspaceId, ids],
  );
  return found.rows.map((row) => row.id);
}

/** Used so seldom that a word may be somebody's name or number; what many say is nobody's. */
const RARE = 64;

/** Rare words of these conversations, as the search knows them to complete what is typed. */
async function listRareWords(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const found = await tx.query<{ word: string }>(
    `select distinct k.word from search_entries s cross join lateral unnest(s.words) w
     join search_words k on k.workspace_id = s.workspace_id and k.word = w.lexeme and k.uses < $3
     where s.workspace_id = $1 and s.conversation_id = any ($2)`,
    [workspaceId, ids, RARE],
  );
  return found.rows.map((row) => row.word);
}

/** Words that nothing says any more, now that the conversations are gone. */
async function forgetWords(tx: CoreTx, workspaceId: string, words: string[]): Promise<void> {
  if (words.length === 0) return;
  await tx.query(
    `delete from search_words k where k.workspace_id = $1 and k.word = any ($2) and not exists (
       select from search_entries s where s.workspace_id = $1
         and s.words @@ ('''' || replace(replace(k.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)`,
    [workspaceId, words],
  );
}

async function countEntries(tx: CoreTx, workspaceId: string, ids: readonly string[]): Promise<number> {
  const counted = await tx.query<{ n: number }>(
    'select count(*)::int as n from entries where workspace_id = $1 and conversation_id = any ($2)',
    [workspaceId, ids],
  );
  return counted.rows[0]!.n;
}

/** Jobs that have not begun and carry one of these values in that part. */
export async function deleteJobs(tx: CoreTx, part: string, values: readonly string[]): Promise<number> {
  const deleted = await tx.query(
    `delete from graphile_worker._private_jobs where locked_at is null and payload ->> $1 = any ($2)`,
    [part, values],
  );
  return deleted.rowCount ?? 0;
}
