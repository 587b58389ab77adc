import type { Author, PageView } from '@causerie/protocol';

/** What is true only now and is never stored: typing, looking, being there. */
export type Signal = { workspaceId: string } & (
  | {
      kind: 'typing';
      conversationId: string;
      contactId: string;
      author: Author;
      typing: boolean;
      sessionId: string;
    }
  | {
      kind: 'viewing';
      conversationId: string;
      userId: string;
      name: string;
      sessionId: string;
      viewing: boolean;
      typing: boolean;
    }
  | { kind: 'contact_presence'; contactId: string; online: boolean; page?: PageView }
  | { kind: 'agent_presence'; userId: string; connected: boolean }
  /** A visitor without a contact got one: their other tabs want to hear of it. */
  | { kind: 'visitor_known'; address: string; contactId: string }
);
