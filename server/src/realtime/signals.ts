import type { Author, PageView, Viewer } from '@causerie/protocol';

/** What is true only now and is never stored: typing, looking, being there. Each session says it of itself. */
export type Signal = { workspaceId: string } & (
  | {
      kind: 'typing';
      conversationId: string;
      contactId: string;
      author: Author;
      typing: boolean;
      sessionId: string;
    }
  /** `viewer: null`: that screen shows another conversation now, or none. */
  | { kind: 'viewing'; conversationId: string; sessionId: string; viewer: Viewer | null }
  | { kind: 'agent_here'; userId: string; sessionId: string; here: boolean }
  | { kind: 'contact_here'; contactId: string; sessionId: string; here: boolean }
  | { kind: 'contact_page'; contactId: string; page: PageView }
  /** A visitor without a contact got one: their other tabs want to hear of it. */
  | { kind: 'visitor_known'; address: string; contactId: string }
);
