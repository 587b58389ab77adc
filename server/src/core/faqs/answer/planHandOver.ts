import type { SystemActor } from '../../actor.ts';
import type { ConversationRecord } from '../../conversations/conversationRecord.ts';
import { waitedOf } from '../../routing/waitedOf.ts';
import { botWordsOf } from './botWords.ts';
import { say } from './composeAnswer.ts';
import type { Plan, Turn } from './plan.ts';

export type HandOver = 'asked' | 'unhelpful' | 'no_answer' | 'unavailable';

/**
 * To people: the conversation opens, so that it is in the queue with the time that the contact has waited since their first
 * message. Where the bot had said something, or a person was asked for, the contact is told, and the agent gets a
 * summary; where not, nothing has happened that anybody need be told of.
 */
export function planHandOver(before: ConversationRecord, turn: Turn, reason: HandOver): Plan {
  const { workspaceId } = before;
  const author: SystemActor = { kind: 'system', workspaceId };
  const quiet = turn.tried.length === 0 && reason !== 'asked';
  const words = botWordsOf(turn.tried.at(-1)?.language, turn.contactLanguage);
  const askedSeq = turn.tried[0]?.seq ?? turn.unseen[0]?.seq;
  return {
    entries: quiet
      ? []
      : [
          say(workspaceId, words.handedOver),
          {
            author,
            kind: 'event',
            event: {
              type: 'handed_over',
              reason,
              ...(askedSeq !== undefined && { askedSeq }),
              tried: turn.tried.map(({ answerSeq, kind, titles, outcome }) => ({
                seq: answerSeq,
                kind,
                titles,
                outcome,
              })),
              ...waitedOf(before),
            },
          },
        ],
    set: { status: 'open', bot_due_at: null },
    settled: [],
  };
}
