import { createHash } from 'node:crypto';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { deleteConversations, deleteJobs, type RemovalCounts } from './deleteConversations.ts';
import { deleteFiles } from './deleteFiles.ts';
import { recordRemoval } from './recordRemoval.ts';

/**
 * Erases a contact with everything that is theirs, in one transaction: profile, identities, pages, conversations, files,
 * mails, what was to be sent to them or told of them. A proof without personal data remains. Throws `contact_not_found`.
 */
export async function eraseContact(core: Core, actor: DeskActor, contactId: string): Promise<RemovalCounts> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    // Against whoever is about to begin a conversation with them: they wait, and then find nobody.
    const locked = await tx.query<{ email: string | null }>(
      'select email from contacts where workspace_id = $1 and id = $2 for update',
      [workspaceId, contactId],
    );
    const contact = locked.rows[0] ?? fail('contact_not_found');
    const identities = await tx.query<{ kind: string; address: string }>(
      'select kind, address from identities where workspace_id = $1 and contact_id = $2',
      [workspaceId, contactId],
    );
    const conversations = await tx.query<{ id: string }>(
      'select id from conversations where workspace_id = $1 and contact_id = $2',
      [workspaceId, contactId],
    );
    const counts = await deleteConversations(
      tx,
      workspaceId,
      conversations.rows.map((row) => row.id),
    );
    const emails = new Set([
      ...(contact.email ? [contact.email] : []),
      ...identities.rows.filter((row) => row.kind === 'email').map((row) => row.address),
    ]);
    add(counts, await deleteTraces(tx, workspaceId, contactId, [...emails]));
    add(counts, {
      files: await deleteUploads(
        tx,
        workspaceId,
        identities.rows.map((row) => row.address),
      ),
    });
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [workspaceId, contactId]);
    add(counts, { contacts: 1, identities: identities.rows.length });
    const reason = { contact: createHash('sha256').update(contactId).digest('hex') };
    await recordRemoval(tx, actor, { kind: 'erasure', reason, counts });
    // No name: the log outlives the person's data.
    await recordAudit(tx, actor, { action: 'contact.erased', target: { kind: 'contact', id: contactId } });
    tx.announce({ kind: 'contact_removed', workspaceId, contactId });
    return counts;
  });
}

function add(counts: RemovalCounts, more: RemovalCounts): void {
  for (const [name, n] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + n;
}

/** What carries the person's addresses without belonging to one of their conversations. */
async function deleteTraces(
  tx: CoreTx,
  workspaceId: string,
  contactId: string,
  emails: string[],
): Promise<RemovalCounts> {
  const pages = await tx.query('delete from page_views where workspace_id = $1 and contact_id = $2', [
    workspaceId,
    contactId,
  ]);
  const webhooks = await tx.query(
    'delete from webhook_deliveries where workspace_id = $1 and contact_id = $2',
    [workspaceId, contactId],
  );
  // Mails that could not be put into a conversation: known only by what stands in them.
  const mails = await tx.query(
    `delete from inbound_payloads p using unnest($2::text[]) a (address)
     where p.workspace_id = $1 and position(convert_to(lower(a.address), 'UTF8') in convert_to(lower(convert_from(p.raw, 'LATIN1')), 'UTF8')) > 0`,
    [workspaceId, emails],
  );
  // Rows of imported files that could not be taken, and what a file's columns looked like.
  const imported = await tx.query(
    `delete from import_problems p using unnest($2::text[]) a (address)
     where p.workspace_id = $1 and position(lower(a.address) in lower(p.data::text)) > 0`,
    [workspaceId, emails],
  );
  await tx.query(
    `update imports i set contents = '{}' where i.workspace_id = $1 and exists (
       select from unnest($2::text[]) a (address) where position(lower(a.address) in lower(i.contents::text)) > 0)`,
    [workspaceId, emails],
  );
  return {
    importProblems: imported.rowCount ?? 0,
    pageViews: pages.rowCount ?? 0,
    webhookDeliveries: webhooks.rowCount ?? 0,
    inboundPayloads: mails.rowCount ?? 0,
    jobs: await deleteJobs(tx, 'address', emails),
  };
}

/** What they uploaded and never sent. */
async function deleteUploads(tx: CoreTx, workspaceId: string, addresses: string[]): Promise<number> {
  const uploads = await tx.query<{ id: string }>(
    `select id from files where workspace_id = $1 and uploader_kind = 'visitor' and uploader_id = any ($2)`,
    [workspaceId, addresses],
  );
  return deleteFiles(
    tx,
    workspaceId,
    uploads.rows.map((row) => row.id),
  );
}
