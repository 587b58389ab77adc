import { writeZip, type ZipEntry } from '../../engines/zip/writeZip.ts';
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
import { type FileStore, getIfThere, keyOfFile } from '../files/fileStore.ts';

const AT_ONCE = 200;

/** What an export says first, and what it takes to write the rest. */
type Export = { core: Core; workspaceId: string; contactId: string; head: object };

/**
 * Everything that is known of a contact, as the text of one JSON object, piece by piece, so that a long history never
 * stands in memory. Files are links that are good for one to two weeks. Throws `contact_not_found`, before the first piece.
 */
export async function exportContact(
  core: Core,
  actor: DeskActor,
  contactId: string,
): Promise<AsyncGenerator<string>> {
  const links = ({ fileId, name }: FileOf) =>
    `${core.publicUrl}${formatFileUrl(core.keys.file, { workspaceId: actor.workspaceId, fileId, name })}`;
  return writeText(await beginExport(core, actor, contactId), links);
}

/** The same as an archive (ZIP): `data.json`, and the files themselves below `files/`, where the JSON names them. */
export async function exportContactArchive(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  contactId: string,
): Promise<AsyncGenerator<Uint8Array>> {
  const begun = await beginExport(core, actor, contactId);
  return writeZip(archived(begun, store), new Date());
}

type FileOf = { fileId: string; name: string };

async function* archived(begun: Export, store: FileStore): AsyncGenerator<ZipEntry> {
  const { workspaceId } = begun;
  const files = new Map<string, string>();
  const pathOf = ({ fileId, name }: FileOf) => {
    const path = files.get(fileId) ?? `files/${fileId.slice(-12)} ${name.replaceAll(/[\p{Cc}/\\:]/gu, '_')}`;
    files.set(fileId, path);
    return path;
  };
  yield { name: 'data.json', pieces: encoded(writeText(begun, pathOf)) };
  for (const [fileId, name] of files) {
    const bytes = await getIfThere(store, keyOfFile(workspaceId, fileId));
    // One whose time was over is not there any more; the JSON names it still.
    if (bytes) yield { name, pieces: [bytes] };
  }
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

async function beginExport(core: Core, actor: DeskActor, contactId: string): Promise<Export> {
  const { workspaceId } = actor;
  const contact = await loadContact(core.db, workspaceId, contactId);
  const [pages, events] = await Promise.all([
    core.db.query<{ at: Date; url: string; title: string }>(
      'select at, url, title from page_views where workspace_id = $1 and contact_id = $2 order by at, id',
      [workspaceId, contactId],
    ),
    core.db.query<{ at: Date; event: object }>(
      'select at, event from contact_events where workspace_id = $1 and contact_id = $2 order by at, id',
      [workspaceId, contactId],
    ),
  ]);
  await recordAudit(core.db, actor, {
    action: 'contact.exported',
    target: { kind: 'contact', id: contactId },
  });
  const head = {
    exportedAt: new Date().toISOString(),
    contact: { ...contact, pages: pages.rows, events: events.rows },
  };
  return { core, workspaceId, contactId, head };
}

async function* writeText(
  { core, workspaceId, contactId, head }: Export,
  place: (file: FileOf) => string,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"conversations":[`;
  // Of what was merged, the one in which everything stands.
  const conversations = await core.db.query<ConversationRow>(
    `select ${conversationColumns} from ${conversationTables}
     where c.workspace_id = $1 and c.contact_id = $2 and c.merged_into is null order by c.created_at, c.id`,
    [workspaceId, contactId],
  );
  let isFirst = true;
  for (const conversation of conversations.rows.map(toConversationRecord)) {
    yield `${isFirst ? '' : ','}${JSON.stringify(conversation).slice(0, -1)},"log":[`;
    yield* writeLog(core, workspaceId, conversation.id, place);
    yield ']}';
    isFirst = false;
  }
  yield ']}\n';
}

/** Without private notes: they are the company's thoughts, not the person's data given to it. */
async function* writeLog(
  core: Core,
  workspaceId: string,
  conversationId: string,
  place: (file: FileOf) => string,
): AsyncGenerator<string> {
  let isFirst = true;
  for (let after = 0; ; ) {
    const read = await readEntriesAfter(core.db, workspaceId, conversationId, after, AT_ONCE);
    for (const entry of read.entries.filter((each) => each.kind !== 'note')) {
      const content = entry.content;
      const file =
        content && 'fileId' in content
          ? place({ fileId: content.fileId, name: content.name ?? 'file' })
          : undefined;
      yield `${isFirst ? '' : ','}${JSON.stringify({ ...entry, ...(file && { file }) })}`;
      isFirst = false;
    }
    after = read.entries.at(-1)?.seq ?? after;
    if (!read.more) return;
  }
}
