import { createHash } from 'node:crypto';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { expireExports } from '../exports/startExport.ts';
import { markModels } from '../faqs/training/forgetRemoved.ts';
import { queueTraining } from '../faqs/training/queueTraining.ts';
import type { FileStore } from '../files/fileStore.ts';
import { deleteConversations, deleteJobs, type RemovalCounts } from './deleteConversations.ts';
import { deleteFiles } from './deleteFiles.ts';
import { forgetExamples } from './forgetExamples.ts';
import { findImportsOf, forgetImports } from './forgetImports.ts';
import { forgetMerges } from './forgetMerges.ts';
import { type IdentityTerms, readIdentityTerms } from './identityTerms.ts';
import { recordRemoval } from './recordRemoval.ts';

/**
 * Erases a contact with everything that is theirs, in one transaction: profile, identities, pages, conversations, files,
 * mails, what was to be sent to them or told of them. A proof without personal data remains. Throws `contact_not_found`.
 */
export async function eraseContact(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  contactId: string,
): Promise<RemovalCounts> {
  const { workspaceId } = actor;
  // Outside the transaction, since files are read: one that is uploaded meanwhile is a new thing.
  const before = await readIdentityTerms(core.db, workspaceId, [contactId]);
  const imports = await findImportsOf(core, store, workspaceId, before);
  return transact(core, async (tx) => {
    // Against whoever is about to begin a conversation with them: they wait, and then find nobody.
    const locked = await tx.query('select from contacts where workspace_id = $1 and id = $2 for update', [
      workspaceId,
      contactId,
    ]);
    if (locked.rowCount === 0) fail('contact_not_found');
    const terms = await readIdentityTerms(tx, workspaceId, [contactId]);
    const identities = await tx.query<{ kind: string; address: string }>(
      'select kind, address from identities where workspace_id = $1 and contact_id = $2',
      [workspaceId, contactId],
    );
    const conversations = await tx.query<{ id: string }>(
      'select id from conversations where workspace_id = $1 and contact_id = $2',
      [workspaceId, contactId],
    );
    const theirs = conversations.rows.map((row) => row.id);
    const faqExamples = await forgetExamples(tx, workspaceId, theirs);
    const counts = await deleteConversations(tx, workspaceId, theirs);
    add(counts, { faqExamples });
    add(counts, await deleteTraces(tx, workspaceId, contactId, terms));
    add(counts, { importProblems: await forgetImports(tx, workspaceId, terms, imports) });
    await forgetMerges(tx, workspaceId, [contactId]);
    await expireExports(tx, workspaceId);
    add(counts, {
      files: await deleteUploads(
        tx,
        workspaceId,
        identities.rows.map((row) => row.address),
      ),
    });
    await tx.query('delete from contacts where workspace_id = $1 and id = $2', [workspaceId, contactId]);
    add(counts, { contacts: 1, identities: identities.rows.length });
    // What past messages taught is learnt anew from those that are left, and no model before keeps its bytes.
    if ((await markModels(tx, workspaceId)) || faqExamples > 0)
      await queueTraining(tx, workspaceId, { full: true });
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
  { addresses, formerIds }: IdentityTerms,
): Promise<RemovalCounts> {
  const emails = addresses.filter((address) => address.includes('@'));
  const pages = await tx.query('delete from page_views where workspace_id = $1 and contact_id = $2', [
    workspaceId,
    contactId,
  ]);
  const webhooks = await tx.query(
    'delete from webhook_deliveries where workspace_id = $1 and contact_id = any ($2)',
    [workspaceId, [contactId, ...formerIds]],
  );
  // Mails that could not be put into a conversation: known only by what stands in them.
  const mails = await tx.query(
    `delete from inbound_payloads p using unnest($2::text[]) a (address)
     where p.workspace_id = $1 and position(convert_to(lower(a.address), 'UTF8') in convert_to(lower(convert_from(p.raw, 'LATIN1')), 'UTF8')) > 0`,
    [workspaceId, emails],
  );
  return {
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
