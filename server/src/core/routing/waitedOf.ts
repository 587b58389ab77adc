import type { ConversationRecord } from '../conversations/conversationRecord.ts';

/** How long the contact has been waiting, for the event of an assignment: reports go by it. */
export function waitedOf({ waitingSince }: ConversationRecord): { waitedSeconds?: number } {
  if (waitingSince === null) return {};
  return { waitedSeconds: Math.max(0, Math.round((Date.now() - Date.parse(waitingSince)) / 1000)) };
}
