import type {
  ConversationMode,
  ConversationSla,
  ConversationStatus,
  FieldValues,
  Priority,
} from '@causerie/protocol';

/** The last message as the row keeps it. Names are not stored: presenters look them up. */
export type LastMessageRecord = {
  seq: number;
  at: string;
  authorKind: 'contact' | 'agent' | 'bot' | 'system';
  authorId: string | null;
  preview: string;
  kind: string;
};

/** A conversation's row joined with what a list shows of its contact, as core and the bus know it. */
export type ConversationRecord = {
  workspaceId: string;
  id: string;
  version: number;
  inboxId: string;
  contactId: string;
  contactName: string | null;
  contactEmail: string | null;
  contactLanguage: string | null;
  status: ConversationStatus;
  mode: ConversationMode;
  priority: Priority;
  labels: string[];
  subject: string | null;
  fields: FieldValues;
  assigneeId: string | null;
  teamId: string | null;
  lastSeq: number;
  lastMessage: LastMessageRecord | null;
  waitingSince: string | null;
  spam: boolean;
  mergedInto: string | null;
  /** What this contact begins or reopens is spam. */
  contactSpam: boolean;
  snoozedUntil: string | null;
  sla: ConversationSla | null;
  contactMessages: number;
  agentMessages: number;
  contactReadSeq: number;
  contactReadMessages: number;
  agentReadSeq: number;
  /** Live by its inbox: at most one open of its contact there, and a message makes its session live again. */
  single: boolean;
  activeAt: string;
  createdAt: string;
  updatedAt: string;
};

/** Text in ISO 8601 where the query asked for it (`momentsAsText`). */
type Moment = Date | string;

export type ConversationRow = {
  workspace_id: string;
  id: string;
  version: number;
  inbox_id: string;
  contact_id: string;
  contact_name: string | null;
  contact_email: string | null;
  contact_language: string | null;
  status: ConversationStatus;
  mode: ConversationMode;
  priority: Priority;
  labels: string[];
  subject: string | null;
  fields: FieldValues;
  assignee_id: string | null;
  team_id: string | null;
  last_seq: number;
  last_message: LastMessageRecord | null;
  waiting_since: Moment | null;
  spam: boolean;
  merged_into: string | null;
  contact_spam: boolean;
  snoozed_until: Moment | null;
  sla: ConversationSla | null;
  contact_messages: number;
  agent_messages: number;
  contact_read_seq: number;
  contact_read_messages: number;
  agent_read_seq: number;
  single: boolean;
  active_at: Moment;
  created_at: Moment;
  updated_at: Moment;
};

/** The columns of `ConversationRow`, for a query in which the conversation is `c` and its contact `ct`. */
export const conversationColumns = `c.workspace_id, c.id, c.version, c.inbox_id, c.contact_id,
  ct.name as contact_name, ct.email as contact_email, ct.language as contact_language,
  c.status, c.mode, c.priority, c.labels, c.subject, c.fields, c.assignee_id, c.team_id, c.last_seq, c.last_message,
  c.waiting_since, c.spam, c.merged_into, ct.spam_since is not null as contact_spam, c.snoozed_until, c.sla, c.contact_messages,
  c.agent_messages, c.contact_read_seq,
  c.contact_read_messages, c.agent_read_seq, c.single, c.active_at, c.created_at, c.updated_at`;

/** The tables that `conversationColumns` reads. */
export const conversationTables = `conversations c
  join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`;

const iso = (moment: Moment): string => (typeof moment === 'string' ? moment : moment.toISOString());
const isoOrNull = (moment: Moment | null): string | null => (moment === null ? null : iso(moment));

export function toConversationRecord(row: ConversationRow): ConversationRecord {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    version: Number(row.version),
    inboxId: row.inbox_id,
    contactId: row.contact_id,
    contactName: row.contact_name,
    contactEmail: row.contact_email,
    contactLanguage: row.contact_language,
    status: row.status,
    mode: row.mode,
    priority: row.priority,
    labels: row.labels,
    subject: row.subject,
    fields: row.fields,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    lastSeq: row.last_seq,
    lastMessage: row.last_message,
    waitingSince: isoOrNull(row.waiting_since),
    spam: row.spam,
    mergedInto: row.merged_into,
    contactSpam: row.contact_spam,
    snoozedUntil: isoOrNull(row.snoozed_until),
    sla: row.sla,
    contactMessages: row.contact_messages,
    agentMessages: row.agent_messages,
    contactReadSeq: row.contact_read_seq,
    contactReadMessages: row.contact_read_messages,
    agentReadSeq: row.agent_read_seq,
    single: row.single,
    activeAt: iso(row.active_at),
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
  };
}
