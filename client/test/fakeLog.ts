import type { Conversation, Delivery, Entry, VisitorConversation } from '@causerie/protocol';

/** A conversation of the fake server: `entries[i].seq` is `i + 1`. */
export type Log = {
  id: string;
  version: number;
  status: Conversation['status'];
  entries: Entry[];
  deliveries: Map<string, Delivery>;
  contactReadSeq: number;
  agentReadSeq: number;
};

export const contactId = '00000000-0000-7000-8000-0000000000c0';
export const agentId = '00000000-0000-7000-8000-0000000000a0';
export const when = '2026-11-21T08:00:00.000Z';

export function createLog(id: string): Log {
  return {
    id,
    version: 0,
    status: 'open',
    entries: [],
    deliveries: new Map(),
    contactReadSeq: 0,
    agentReadSeq: 0,
  };
}

/** The conversation as it is now, for one who may see it. */
export function present(log: Log, role: 'visitor' | 'agent'): Conversation | VisitorConversation {
  const shared = {
    id: log.id,
    version: log.version,
    inboxId: '00000000-0000-7000-8000-000000000001',
    status: log.status,
    mode: 'messaging' as const,
    lastSeq: log.entries.length,
    lastMessage: null,
    contactReadSeq: log.contactReadSeq,
    agentReadSeq: log.agentReadSeq,
    createdAt: when,
    updatedAt: when,
  };
  if (role === 'visitor') return { ...shared, assignee: null, unread: 0 };
  return {
    ...shared,
    channel: 'web',
    contact: { id: contactId, name: null, email: null, language: null },
    priority: 'none',
    labels: [],
    subject: null,
    fields: {},
    assigneeId: null,
    teamId: null,
    waitingSince: null,
    spam: false,
    mergedInto: null,
    snoozedUntil: null,
    sla: null,
    contactMessages: log.entries.filter((entry) => entry.author.kind === 'contact').length,
    activeAt: when,
  };
}

/** A contact does not see notes, only that there is something. */
export function seenBy(role: 'visitor' | 'agent' | undefined, entry: Entry): Entry {
  if (role === 'agent' || entry.kind !== 'note') return entry;
  const { conversationId, seq, id, at } = entry;
  return { conversationId, seq, id, at, kind: 'hidden', author: { kind: 'system' } };
}

/** Those of a stretch of the log. */
export function deliveriesOf(log: Log, entries: readonly Entry[]): Delivery[] {
  const first = entries[0]?.seq ?? 0;
  const last = entries.at(-1)?.seq ?? 0;
  return [...log.deliveries.values()].filter(({ lastSeq }) => lastSeq >= first && lastSeq <= last);
}
