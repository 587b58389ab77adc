import { formatFileUrl } from '../../lib/fileUrl.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { loadContact } from '../contacts/contactRecord.ts';
import {
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import { readEntriesAfter } from '../conversations/readEntries.ts';
import type { Core } from '../core.ts';

const AT_ONCE = 200;

/**
 * Everything that is known of a contact, as the text of one JSON object, piece by piece, so that a long history never
 * stands in memory. Files are links that are good for one to two weeks. Throws `contact_not_found`, before the first piece.
 */
export async function exportContact(
  core: Core,
  actor: DeskActor,
  contactId: string,
): Promise<AsyncGenerator<string>> {
  const { workspaceId } = actor;
  const contact = await loadContact(core.db, workspaceId, contactId);
  const pages = await core.db.query<{ at: Date; url: string; title: string }>(
    'select at, url, title from page_views where workspace_id = $1 and contact_id = $2 order by at, id',
    [workspaceId, contactId],
  );
  const fields = await core.db.query<{ fields: object }>(
    'select fields from contacts where workspace_id = $1 and id = $2',
    [workspaceId, contactId],
  );
  await recordAudit(core.db, actor, {
    action: 'contact.exported',
    target: { kind: 'contact', id: contactId },
  });
  const head = {
    exportedAt: new Date().toISOString(),
    contact: { ...contact, fields: fields.rows[0]?.fields ?? {}, pages: pages.rows },
  };
  return write(core, workspaceId, contactId, head);
}

async function* write(
  core: Core,
  workspaceId: string,
  contactId: string,
  head: object,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  const conversations = await core.db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables}
     where c.workspace_id = $1 and c.contact_id = $2 and c.merged_into is null order by c.created_at, c.id`,
    [workspaceId, contactId],
  );
  let isFirst = true;
  for (const conversation of conversations.rows.map(toConversationRecord)) {
    yield `${isFirst ? '' : ','}${JSON.stringify(conversation).slice(0, -1)},"log":[`;
    yield* writeLog(core, workspaceId, conversation.id);
    yield ']}';
    isFirst = false;
  }
  yield ']}\n';
}

/** Without private notes: they are the company's thoughts, not the person's data given to it. */
async function* writeLog(core: Core, workspaceId: string, conversationId: string): AsyncGenerator<string> {
  let isFirst = true;
  for (let after = 0; ; ) {
    const read = await readEntriesAfter(core.db, workspaceId, conversationId, after, AT_ONCE);
    for (const entry of read.entries.filter((each) => each.kind !== 'note')) {
      const content = entry.content;
      const file =
        content && 'fileId' in content
          ? `${core.publicUrl}${formatFileUrl(core.keys.file, { workspaceId, fileId: content.fileId, name: content.name ?? 'file' })}`
          : undefined;
      yield `${isFirst ? '' : ','}${JSON.stringify({ ...entry, ...(file && { file }) })}`;
      isFirst = false;
    }
    after = read.entries.at(-1)?.seq ?? after;
    if (!read.more) return;
  }
}
