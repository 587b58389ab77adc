/**
 * A conversation as another system kept it, in our words. `source` names each thing in its system and never changes
 * there: reading the same file again finds what was taken in before.
 */
export type HistoryRecord = HistoryContact | HistoryConversation | HistoryProblem;

export type HistoryPerson = {
  source: string;
  name?: string;
  email?: string;
  phone?: string;
  company?: string;
  city?: string;
  country?: string;
  language?: string;
  externalId?: string;
};
export type HistoryContact = { kind: 'contact'; contact: HistoryPerson; createdAt?: string };

export type HistoryMessage = {
  source: string;
  /** ISO 8601. */
  at: string;
  author: { kind: 'contact' | 'agent' | 'bot'; person?: HistoryPerson };
  text: string;
  /** Colleagues only. */
  note: boolean;
};

export type HistoryConversation = {
  kind: 'conversation';
  source: string;
  contact: HistoryPerson;
  subject?: string;
  status: 'open' | 'resolved' | 'snoozed';
  priority?: 'low' | 'medium' | 'high' | 'urgent';
  labels: string[];
  assignee?: HistoryPerson;
  createdAt: string;
  /** Oldest first. */
  messages: HistoryMessage[];
};

/** A record of the file that could not be read. */
export type HistoryProblem = { kind: 'problem'; place: string; reason: string; data: unknown };
