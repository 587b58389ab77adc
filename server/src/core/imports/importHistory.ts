import type { HistoryConversation, HistoryRecord } from '../../engines/imports/history/historyRecord.ts';
import type { Core, CoreTx } from '../core.ts';
import { insertInbox } from '../inboxes/insertInbox.ts';
import { standardSettings } from '../inboxes/standardSettings.ts';
import { loadDefaultCountry } from '../workspaces/loadDefaultCountry.ts';
import { ensureHistoryContact } from './historyContact.ts';
import { writeHistory } from './historyConversation.ts';
import { createHistoryPeople, type HistoryPeople } from './historyPeople.ts';
import type { ImportRow } from './importRow.ts';
import { type Batch, settleBatch } from './settleBatch.ts';

export const RECORDS_AT_ONCE = 20;

/**
 * The next records of another system's history, `RECORDS_AT_ONCE` of them. Each is taken whole or named as a problem, without harm to its
 * neighbours; what was taken in before is found by its source and only what is new of it is added. History keeps its
 * times, and nothing follows from it: no routing, no mails, no target times, no webhooks.
 */
export async function importHistory(core: Core, row: ImportRow, slice: HistoryRecord[]): Promise<void> {
  await settleBatch(core, row, RECORDS_AT_ONCE, async (tx) => {
    const batch: Batch = { counts: {}, problems: [] };
    const context: HistoryContext = {
      row,
      inboxId: await ensureInbox(tx, row),
      country: await loadDefaultCountry(tx, row.workspace_id),
      people: createHistoryPeople(tx, row.workspace_id),
      count: (name, n = 1) => {
        batch.counts[name] = (batch.counts[name] ?? 0) + n;
      },
    };
    for (const [i, record] of slice.entries()) {
      const problem = await takeIn(tx, record, context);
      if (!problem) continue;
      context.count('failed');
      batch.problems.push({ row: row.done + i + 1, ...problem });
    }
    return batch;
  });
}

export type HistoryContext = {
  row: ImportRow;
  inboxId: string;
  country: string | null;
  people: HistoryPeople;
  count: (name: string, n?: number) => void;
};
type Refusal = { place: string; reason: string; data: unknown };

async function takeIn(
  tx: CoreTx,
  record: HistoryRecord,
  context: HistoryContext,
): Promise<Refusal | undefined> {
  if (record.kind === 'problem')
    return { place: record.place, reason: record.reason, data: clipped(record.data) };
  await tx.query('savepoint record');
  try {
    if (record.kind === 'contact') await ensureHistoryContact(tx, record.contact, context, record.createdAt);
    else await takeConversation(tx, record, context);
    await tx.query('release savepoint record');
    return undefined;
  } catch (thrown) {
    const { code, retryable, message } = thrown as { code?: string; retryable?: boolean; message?: string };
    // Given up for another transaction's sake, or no database: the whole batch is tried again.
    if (retryable || code === '40P01' || code === '40001') throw thrown;
    await tx.query('rollback to savepoint record');
    const place = record.kind === 'contact' ? record.contact.source : record.source;
    return { place, reason: (message ?? 'unknown').slice(0, 300), data: null };
  }
}

async function takeConversation(tx: CoreTx, record: HistoryConversation, context: HistoryContext) {
  const contactId = await ensureHistoryContact(tx, record.contact, context, record.createdAt);
  await writeHistory(tx, record, contactId, context);
}

/** Enough to recognise a record by, not the whole of it. */
const clipped = (data: unknown): unknown =>
  JSON.stringify(data)?.replaceAll('\\u0000', '').slice(0, 1000) ?? null;

const names = {
  chatwoot: 'Chatwoot',
  intercom: 'Intercom',
  zendesk: 'Zendesk',
  causerie: 'Import',
  contacts: 'Import',
};

/** The inbox that was chosen, or one of the system's name, made with the first batch. */
async function ensureInbox(tx: CoreTx, row: ImportRow): Promise<string> {
  if (row.settings.inboxId) return row.settings.inboxId;
  const name = names[row.kind];
  const found = await tx.query<{ id: string }>(
    'select id from inboxes where workspace_id = $1 and name = $2 and deleted_at is null order by created_at limit 1',
    [row.workspace_id, name],
  );
  if (found.rows[0]) return found.rows[0].id;
  const workspace = await tx.query<{ language: string }>('select language from workspaces where id = $1', [
    row.workspace_id,
  ]);
  const inbox = await insertInbox(tx, row.workspace_id, {
    name,
    mode: 'messaging',
    teamId: null,
    hours: null,
    settings: standardSettings(workspace.rows[0]?.language ?? 'en'),
  });
  tx.announce({ kind: 'changed', workspaceId: row.workspace_id, what: 'inboxes' });
  return inbox.id;
}
