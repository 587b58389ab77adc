import { type Content, plainText } from '@causerie/protocol';
import type { Transcript, TranscriptLine } from '../../engines/transcript/transcript.ts';
import { type TranscriptWords, transcriptWords } from '../../engines/transcript/words.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import type { EntryRecord } from '../conversations/entryRecord.ts';
import { loadConversation } from '../conversations/readConversations.ts';
import { readEntriesBefore } from '../conversations/readEntries.ts';
import type { Core } from '../core.ts';
import { type FileStore, keyOfThumbnail } from '../files/fileStore.ts';

/** Longer conversations are told from their end; a document of more pages is read by nobody. */
const MOST_ENTRIES = 5000;
const PAGE = 500;
/** What small pictures may take in all; further ones are only named. */
const MOST_PICTURE_BYTES = 8_000_000;

export type TranscriptOptions = {
  /** Private notes too; for the company's own eyes. */
  notes: boolean;
  language: string;
  /** IANA name; `invalid_value` where there is no such zone. */
  timeZone: string;
  /** Small pictures from here; none where absent. */
  pictures?: FileStore;
};

type Names = (entry: EntryRecord) => string;

/** A conversation as a document. Errors: `conversation_not_found`, `invalid_value` (time zone). */
export async function readTranscript(
  core: Core,
  actor: DeskActor,
  conversationId: string,
  options: TranscriptOptions,
): Promise<Transcript> {
  const conversation = await loadConversation(core.db, actor, conversationId);
  const { language, words } = transcriptWords(options.language);
  const formats = formatsOf(language, options.timeZone);
  const entries = await readAll(core, actor.workspaceId, conversationId);
  const told = entries.filter((entry) => isTold(entry, options.notes, words));
  const contactName = conversation.contactName ?? conversation.contactEmail ?? words.visitor;
  const names = await readNames(core, actor.workspaceId, contactName, words);
  const inbox = await core.db.query<{ name: string }>(
    'select name from inboxes where workspace_id = $1 and id = $2',
    [actor.workspaceId, conversation.inboxId],
  );
  const contact = [...new Set([conversation.contactName, conversation.contactEmail])]
    .filter(Boolean)
    .join(', ');
  const [first, last] = [told[0], told.at(-1)];
  return {
    language,
    title: words.title(contactName),
    facts: [
      ...(contact ? [words.contact(contact)] : []),
      words.inbox(inbox.rows[0]?.name ?? ''),
      ...(first && last ? [words.period(formats.full(first.at), formats.full(last.at))] : []),
      ...(entries[0] && entries[0].seq > 1 ? [words.more(String(MOST_ENTRIES))] : []),
    ],
    lines: await linesOf(actor.workspaceId, told, { names, words, formats, pictures: options.pictures }),
    closing: words.made(formats.full(new Date().toISOString()), actor.name, options.timeZone),
  };
}

async function readAll(core: Core, workspaceId: string, conversationId: string): Promise<EntryRecord[]> {
  const entries: EntryRecord[] = [];
  for (let before: number | undefined; entries.length < MOST_ENTRIES; ) {
    const page = await readEntriesBefore(core.db, workspaceId, conversationId, before, PAGE);
    entries.unshift(...page.entries);
    if (!page.more) break;
    before = page.entries[0]!.seq;
  }
  return entries;
}

function isTold(entry: EntryRecord, notes: boolean, words: TranscriptWords): boolean {
  if (entry.kind === 'event') return entry.event !== null && entry.event.type in words.events;
  return entry.kind === 'message' || notes;
}

async function readNames(
  core: Core,
  workspaceId: string,
  contact: string,
  words: TranscriptWords,
): Promise<Names> {
  const found = await core.db.query<{ id: string; name: string }>(
    `select u.id, u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1
     union all select k.id, k.name from api_keys k where k.workspace_id = $1`,
    [workspaceId],
  );
  const names = new Map(found.rows.map((row) => [row.id, row.name]));
  return (entry) => {
    if (entry.authorKind === 'contact') return contact;
    const fallback = entry.authorKind === 'bot' ? words.bot : words.system;
    return (entry.authorId && names.get(entry.authorId)) || fallback;
  };
}

type Formats = ReturnType<typeof formatsOf>;
type Parts = { names: Names; words: TranscriptWords; formats: Formats; pictures: FileStore | undefined };

async function linesOf(workspaceId: string, entries: EntryRecord[], parts: Parts): Promise<TranscriptLine[]> {
  const { names, words, formats, pictures } = parts;
  const lines: TranscriptLine[] = [];
  let day = '';
  let bytesLeft = pictures ? MOST_PICTURE_BYTES : 0;
  for (const entry of entries) {
    const today = formats.day(entry.at);
    if (today !== day) lines.push({ kind: 'day', text: today });
    day = today;
    if (entry.kind === 'event') {
      lines.push({ kind: 'event', text: `${words.events[entry.event!.type]} · ${formats.time(entry.at)}` });
      continue;
    }
    const content = entry.content!;
    const picture = pictures && bytesLeft > 0 ? await readPicture(pictures, workspaceId, content) : undefined;
    bytesLeft -= picture?.length ?? 0;
    lines.push({
      kind: entry.kind,
      author: entry.kind === 'note' ? words.note(names(entry)) : names(entry),
      theirs: entry.authorKind === 'contact',
      time: formats.time(entry.at),
      ...saidIn(content),
      ...(picture && { picture }),
    });
  }
  return lines;
}

function saidIn(content: Content): { text: string; file?: string } {
  if (!('fileId' in content)) return { text: plainText(content) };
  return { text: ('caption' in content && content.caption) || '', file: content.name ?? content.kind };
}

/** The thumbnail, which we have made ourselves. One that is not there any more is no reason to fail. */
async function readPicture(
  store: FileStore,
  workspaceId: string,
  content: Content,
): Promise<string | undefined> {
  if (content.kind !== 'image' || content.thumbnailUrl === undefined) return undefined;
  const bytes = await store.get(keyOfThumbnail(workspaceId, content.fileId)).catch(() => undefined);
  return bytes && `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
}

function formatsOf(language: string, timeZone: string) {
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone });
    return (at: string) => format.format(new Date(at));
  };
  try {
    return {
      full: make({ dateStyle: 'long', timeStyle: 'short' }),
      day: make({ dateStyle: 'full' }),
      time: make({ timeStyle: 'short' }),
    };
  } catch {
    return fail('invalid_value', { field: '/timeZone' });
  }
}
