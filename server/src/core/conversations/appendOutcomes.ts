import {
  type ConversationRecord,
  type ConversationRow,
  type LastMessageRecord,
  toConversationRecord,
} from './conversationRecord.ts';
import type { EntryRecord } from './entryRecord.ts';
import type { PreparedMessage } from './messageInput.ts';

/** What became of a message: `done` and `repeat` are in the log; `slow` is for the careful path. */
export type AppendOutcome =
  | { outcome: 'done'; entry: EntryRecord; conversation: ConversationRecord }
  | { outcome: 'repeat'; conversationId: string; seq: number; at: string }
  | { outcome: 'slow' | 'missing' | 'taken' | 'blocked' };

type Left = Exclude<AppendOutcome['outcome'], 'done' | 'slow'>;

/** A row of `appendStatement`'s answer. */
export type ResultRow = ConversationRow & {
  /** Absent where nothing was appended at all. */
  ords: number[] | null;
  entry_at: string;
  rest:
    | [ord: number, outcome: Left, conversationId: string | null, seq: number | null, at: string | null][]
    | null;
};

/** What became of each member; one that the answer does not name needs more than an append. */
export function toOutcomes(batch: PreparedMessage[], rows: ResultRow[]): AppendOutcome[] {
  const outcomes: AppendOutcome[] = batch.map(() => ({ outcome: 'slow' }));
  for (const row of rows) {
    if (row.ords === null) continue;
    const conversation = toConversationRecord(row);
    let seq = conversation.lastSeq - row.ords.length;
    for (const ord of row.ords) {
      const message = batch[ord - 1]!;
      seq += 1;
      const entry = toEntry(message, seq, row.entry_at);
      if (message.kind === 'message') conversation.lastMessage = toLastMessage(entry, message);
      outcomes[ord - 1] = { outcome: 'done', entry, conversation };
    }
  }
  for (const [ord, outcome, conversationId, seq, at] of rows[0]?.rest ?? []) {
    outcomes[ord - 1] =
      outcome === 'repeat'
        ? { outcome, conversationId: conversationId!, seq: seq!, at: new Date(at!).toISOString() }
        : { outcome };
  }
  return outcomes;
}

function toEntry(message: PreparedMessage, seq: number, at: string): EntryRecord {
  return {
    conversationId: message.conversationId,
    seq,
    id: message.id,
    at,
    kind: message.kind,
    authorKind: message.authorKind,
    authorId: message.authorId,
    content: message.content,
    event: null,
  };
}

/** As the statement writes it. */
function toLastMessage({ seq, at }: EntryRecord, message: PreparedMessage): LastMessageRecord {
  const { authorKind, authorId, preview, content } = message;
  return { seq, at, authorKind, authorId, preview, kind: content.kind };
}
