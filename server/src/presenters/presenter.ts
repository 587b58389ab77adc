import type {
  Card,
  Content,
  Conversation,
  Entry,
  EventBody,
  LastMessage,
  Notification,
  TimelineItem,
  VisitorConversation,
} from '@causerie/protocol';
import { publicEventTypes } from '@causerie/protocol';
import type { TimelineRecord } from '../core/contacts/readTimeline.ts';
import type { ConversationRecord, LastMessageRecord } from '../core/conversations/conversationRecord.ts';
import type { EntryRecord } from '../core/conversations/entryRecord.ts';
import type { NotificationRecord } from '../core/notifications/notificationRecord.ts';
import type { Directory } from '../core/workspaces/directory.ts';
import { formatFileUrl } from '../lib/fileUrl.ts';

/** Who reads: agents see the whole log; the contact sees what is public, and the rest as `hidden`. */
export type Audience = 'agent' | 'contact';

/**
 * The only way a record becomes JSON for somebody outside, over HTTP and the socket alike. Needs the workspace's
 * directory to be loaded (`directory.load`), and then no query.
 */
export class Presenter {
  readonly #directory: Directory;
  readonly #fileSecret: string;

  constructor(directory: Directory, fileSecret: string) {
    this.#directory = directory;
    this.#fileSecret = fileSecret;
  }

  /** Loads what the presenting functions need of a workspace. */
  async ready(workspaceId: string): Promise<void> {
    await this.#directory.load(workspaceId);
  }

  conversation(record: ConversationRecord): Conversation {
    return {
      id: record.id,
      version: record.version,
      inboxId: record.inboxId,
      channel: 'web',
      contact: {
        id: record.contactId,
        name: record.contactName,
        email: record.contactEmail,
        language: record.contactLanguage,
      },
      status: record.status,
      mode: record.mode,
      priority: record.priority,
      labels: record.labels,
      subject: record.subject,
      fields: record.fields,
      assigneeId: record.assigneeId,
      teamId: record.teamId,
      lastSeq: record.lastSeq,
      lastMessage: this.#lastMessage(record.workspaceId, record.lastMessage),
      waitingSince: record.waitingSince,
      spam: record.spam,
      mergedInto: record.mergedInto,
      snoozedUntil: record.snoozedUntil,
      sla: record.sla,
      contactMessages: record.contactMessages,
      contactReadSeq: record.contactReadSeq,
      agentReadSeq: record.agentReadSeq,
      createdAt: record.createdAt,
      updatedAt: record.updatedAt,
      activeAt: record.activeAt,
    };
  }

  visitorConversation(record: ConversationRecord): VisitorConversation {
    const assignee = record.assigneeId && this.#directory.find(record.workspaceId, record.assigneeId);
    return {
      id: record.id,
      version: record.version,
      inboxId: record.inboxId,
      // That a conversation is put aside or with a bot is the desk's affair.
      status: record.status === 'resolved' ? 'resolved' : 'open',
      mode: record.mode,
      assignee: record.assigneeId && assignee ? { id: record.assigneeId, ...assignee } : null,
      lastSeq: record.lastSeq,
      lastMessage: this.#lastMessage(record.workspaceId, record.lastMessage),
      contactReadSeq: record.contactReadSeq,
      agentReadSeq: record.agentReadSeq,
      ...(record.mergedInto && { mergedInto: record.mergedInto }),
      unread: Math.max(0, record.agentMessages - record.contactReadMessages),
      createdAt: record.createdAt,
      // Of the last message: the row's own would tell when colleagues talked.
      updatedAt: record.activeAt,
    };
  }

  conversationFor(audience: Audience, record: ConversationRecord): Conversation | VisitorConversation {
    return audience === 'agent' ? this.conversation(record) : this.visitorConversation(record);
  }

  entry(audience: Audience, workspaceId: string, record: EntryRecord): Entry {
    const { conversationId, seq, id, at } = record;
    if (audience === 'contact' && !isPublic(record)) {
      // Neither the id nor the time of what is hidden is told: both would say when colleagues talked.
      return { conversationId, seq, id: hiddenId, at: hiddenAt, kind: 'hidden', author: { kind: 'system' } };
    }
    return {
      conversationId,
      seq,
      id,
      at,
      kind: record.kind,
      author: this.#author(workspaceId, record.authorKind, record.authorId),
      ...(record.content && { content: this.content(workspaceId, record.content) }),
      ...(record.event && { event: audience === 'agent' ? record.event : publicPart(record.event) }),
    };
  }

  timelineItem(workspaceId: string, record: TimelineRecord): TimelineItem {
    const { id, at } = record;
    switch (record.kind) {
      case 'conversation':
        return { kind: 'conversation', id, at, conversation: this.conversation(record.conversation) };
      case 'page':
        return { kind: 'page', id, at, page: record.page };
      case 'note':
        return { kind: 'note', id, at, entry: this.entry('agent', workspaceId, record.entry) };
      case 'event': {
        const author = this.#author(workspaceId, record.authorKind, record.authorId);
        return { kind: 'event', id, at, author, event: record.event };
      }
    }
  }

  notification(workspaceId: string, record: NotificationRecord): Notification {
    const { authorKind, authorId, ...rest } = record;
    return { ...rest, author: this.#author(workspaceId, authorKind, authorId) };
  }

  /** Adds signed addresses to what a message shows of files. */
  content(workspaceId: string, content: Content): Content {
    if ('fileId' in content) {
      const file = { workspaceId, fileId: content.fileId, name: content.name ?? 'file' };
      return {
        ...content,
        url: formatFileUrl(this.#fileSecret, file),
        ...(content.thumbnailUrl !== undefined && {
          thumbnailUrl: formatFileUrl(this.#fileSecret, file, 'thumb'),
        }),
      };
    }
    if (content.kind === 'card') return { ...content, card: this.#card(workspaceId, content.card) };
    if (content.kind === 'carousel')
      return { ...content, cards: content.cards.map((c) => this.#card(workspaceId, c)) };
    return content;
  }

  #card(workspaceId: string, card: Card): Card {
    if (!card.imageFileId) return card;
    return {
      ...card,
      imageUrl: formatFileUrl(
        this.#fileSecret,
        { workspaceId, fileId: card.imageFileId, name: 'image' },
        'thumb',
      ),
    };
  }

  #author(workspaceId: string, kind: EntryRecord['authorKind'], id: string | null): Entry['author'] {
    if (!id) return { kind };
    const person = kind === 'agent' || kind === 'bot' ? this.#directory.find(workspaceId, id) : undefined;
    return { kind, id, ...person };
  }

  #lastMessage(workspaceId: string, last: LastMessageRecord | null): LastMessage | null {
    if (!last) return null;
    return {
      seq: last.seq,
      at: last.at,
      author: this.#author(workspaceId, last.authorKind, last.authorId),
      preview: last.preview,
      kind: last.kind,
    };
  }
}

const hiddenId = '00000000-0000-0000-0000-000000000000';
const hiddenAt = '1970-01-01T00:00:00.000Z';

/** How an assignment came about is the desk's affair. */
function publicPart(event: EventBody): EventBody {
  if (event.type !== 'assigned') return event;
  const { by: _by, waitedSeconds: _waited, overCapacity: _over, ...rest } = event;
  return rest;
}

function isPublic(record: EntryRecord): boolean {
  if (record.kind === 'message') return true;
  return record.kind === 'event' && record.event !== null && publicEventTypes.includes(record.event.type);
}
