import type { Content } from '@causerie/protocol';
import type { ConversationSet, NewEntry } from '../../conversations/changeConversation.ts';
import type { Vectors } from '../../embeddings/embedder.ts';
import type { Decided } from './decideMessage.ts';
import type { Tried } from './tried.ts';

/** What the bot does now; `entries` are written together with what is on record of them, or not at all. */
export type Plan = {
  entries: NewEntry[];
  set: ConversationSet;
  /** For the record. `acted`: the first of the entries is what it says. `chosen`: the contact chose, nothing was foretold. */
  decided?: { decision: Decided; chosen?: boolean; acted: boolean };
  settled: {
    seq: number;
    outcome: 'helpful' | 'unhelpful' | 'accepted' | 'corrected' | 'person_needed' | 'silent';
    isRight: boolean | null;
    faqId?: string | undefined;
  }[];
};

/** What the contact has written since the bot last looked, as far as it can matter. */
export type Turn = {
  workspaceId: string;
  conversationId: string;
  contactId: string;
  contactLanguage: string | null;
  unseen: { seq: number; content: Content }[];
  tried: Tried[];
  /** Of what the contact wrote, and of its questions, looked up before; by the text as it is decided on. */
  vectors: Vectors;
};

/** What was written since, as the one text that is decided on; without words it is empty. */
export const askedText = (unseen: readonly { content: Content }[]): string =>
  unseen.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : [])).join('\n');

/** The columns of a conversation that is done with. */
export const resolvedNow = (): ConversationSet => ({
  status: 'resolved',
  snoozed_until: null,
  waiting_since: null,
  resolved_at: new Date(),
  bot_due_at: null,
});
