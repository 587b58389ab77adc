import type { AgentRead, Availability, Delivery, Draft, ServerFrameOf } from '@causerie/protocol';
import type { ConversationRecord } from './conversations/conversationRecord.ts';
import type { EntryRecord } from './conversations/entryRecord.ts';
import type { NotificationRecord } from './notifications/notificationRecord.ts';

/**
 * What core tells the world after a commit, complete enough that no receiver needs a query. Plain JSON, so that
 * it can travel between nodes. Losing one is harmless: entries have gapless numbers, rows have versions.
 */
export type Announcement = { workspaceId: string } & (
  | { kind: 'entries'; conversation: ConversationRecord; entries: EntryRecord[] }
  | { kind: 'conversation'; conversation: ConversationRecord }
  | { kind: 'delivery'; conversation: ConversationRecord; delivery: Delivery }
  | { kind: 'agent_read'; userId: string; read: AgentRead }
  | { kind: 'followers'; conversationId: string; userIds: string[] }
  /** Something for one member; without a notification: some were read. */
  | { kind: 'notified'; userId: string; notification?: NotificationRecord }
  | { kind: 'draft'; userId: string; draft: Draft }
  | { kind: 'contact'; contactId: string }
  /** The contact `from` is no more: what was theirs is `contactId`'s. */
  | { kind: 'contact_merged'; from: string; contactId: string }
  /** Erased with all that was in them. */
  | { kind: 'removed'; conversations: { id: string; contactId: string }[] }
  | { kind: 'contact_removed'; contactId: string }
  /** A merge was undone: visitors of these identities are `contactId` again, no longer `from`. */
  | { kind: 'contact_split'; from: string; contactId: string; addresses: string[] }
  | { kind: 'availability'; userId: string; availability: Availability }
  /** Of the moment: a conversation's place in the queue, as its contact is told. Null: it waits no more. */
  | {
      kind: 'queue_place';
      conversationId: string;
      contactId: string;
      place: number | null;
      expectedSeconds: number | null;
    }
  | { kind: 'changed'; what: ServerFrameOf<'changed'>['what'] }
);

export type Announce = (announcements: Announcement[]) => void;
