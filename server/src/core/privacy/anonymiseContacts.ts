import type { CoreTx } from '../core.ts';
import { expireExports } from '../exports/startExport.ts';
import { deleteJobs, type RemovalCounts } from './deleteConversations.ts';
import { deleteFiles } from './deleteFiles.ts';
import { forgetImports } from './forgetImports.ts';
import { forgetMerges } from './forgetMerges.ts';
import { readIdentityTerms } from './identityTerms.ts';

/** Events of a log that carry an address, and the part that does. */
const addressed = {
  email_given: 'email',
  identified: 'externalId',
  mail_sent: 'address',
  transcript_sent: 'address',
};

/**
 * Takes from contacts all that tells who they are: profile, identities, pages, addresses in events and deliveries, mails
 * as they came. What was said stays, without a name.
 */
export async function anonymiseContacts(
  tx: CoreTx,
  workspaceId: string,
  ids: readonly string[],
): Promise<RemovalCounts> {
  const run = async (text: string) => (await tx.query(text, [workspaceId, ids])).rowCount ?? 0;
  // Before the profile goes, which says what to look for.
  const terms = await readIdentityTerms(tx, workspaceId, ids);
  const importProblems = await forgetImports(tx, workspaceId, terms, []);
  await forgetMerges(tx, workspaceId, ids);
  await expireExports(tx, workspaceId);
  await run('delete from contact_bulk_items where workspace_id = $1 and contact_id = any ($2)');
  await run('delete from import_changes where workspace_id = $1 and contact_id = any ($2)');
  await run('delete from import_sources where workspace_id = $1 and contact_id = any ($2)');
  await run('delete from search_contacts where workspace_id = $1 and contact_id = any ($2)');
  await deleteJobs(tx, 'address', terms.addresses);
  const uploads = await tx.query<{ id: string }>(
    `select f.id from identities i join files f on f.workspace_id = i.workspace_id and f.uploader_kind = 'visitor' and f.uploader_id = i.address
     where i.workspace_id = $1 and i.contact_id = any ($2)`,
    [workspaceId, ids],
  );
  const files = await deleteFiles(
    tx,
    workspaceId,
    uploads.rows.map((row) => row.id),
  );
  const theirs = `select id from conversations where workspace_id = $1 and contact_id = any ($2)`;
  const contacts = await run(
    `update contacts set name = null, email = null, phone = null, company = null, city = null, country = null,
       time_zone = null, device = null, note = null, fields = '{}', anonymised_at = now(), version = version + 1
     where workspace_id = $1 and id = any ($2)`,
  );
  const identities = await run('delete from identities where workspace_id = $1 and contact_id = any ($2)');
  const pageViews = await run('delete from page_views where workspace_id = $1 and contact_id = any ($2)');
  let events = 0;
  for (const [type, part] of Object.entries(addressed)) {
    events += await run(
      `update entries set event = jsonb_set(event, '{${part}}', '""')
       where workspace_id = $1 and conversation_id in (${theirs}) and kind = 'event' and event ->> 'type' = '${type}'`,
    );
  }
  const deliveries = await run(
    `update deliveries set address = '', reason = null where workspace_id = $1 and conversation_id in (${theirs})`,
  );
  const inboundPayloads = await run(
    `delete from inbound_payloads where workspace_id = $1 and conversation_id in (${theirs})`,
  );
  await run(
    `delete from webhook_deliveries where workspace_id = $1 and (contact_id = any ($2) or conversation_id in (${theirs}))`,
  );
  await tx.query('delete from webhook_deliveries where workspace_id = $1 and contact_id = any ($2::uuid[])', [
    workspaceId,
    terms.formerIds,
  ]);
  await run(
    `update conversations set version = version + 1, changed_xid = pg_current_xact_id(), updated_at = now()
     where workspace_id = $1 and contact_id = any ($2)`,
  );
  for (const contactId of ids) tx.announce({ kind: 'contact', workspaceId, contactId });
  return { contacts, identities, pageViews, events, deliveries, inboundPayloads, importProblems, files };
}
