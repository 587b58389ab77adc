import { type Static, Type } from 'typebox';
import { Conversation } from './conversation.ts';
import { Instant, Uuid } from './scalars.ts';

/** What agents do with conversations beside writing in them: following, drafts, many at once. */
const closed = { additionalProperties: false } as const;

/** Who follows a conversation, in the order in which they came. */
export const FollowerList = Type.Object({ userIds: Type.Array(Uuid) }, closed);
export type FollowerList = Static<typeof FollowerList>;

export const DraftKind = Type.Enum(['reply', 'note']);
export type DraftKind = Static<typeof DraftKind>;

/** What an agent has written and not sent. The one that was written last wins; an empty text means there is none. */
export const Draft = Type.Object(
  {
    conversationId: Uuid,
    kind: DraftKind,
    text: Type.String({ maxLength: 20_000, pattern: '^[^\\u0000]*$' }),
    /** When it was written, by the writer's clock. */
    writtenAt: Instant,
  },
  closed,
);
export type Draft = Static<typeof Draft>;
export const DraftPut = Type.Object(
  { kind: DraftKind, text: Draft.properties.text, writtenAt: Instant },
  closed,
);
export const DraftList = Type.Object({ items: Type.Array(Draft) });

/** `sourceId`: the conversation that is put together with the one of the address, which gives inbox and assignee. */
export const ConversationMerge = Type.Object({ sourceId: Uuid }, closed);

/** At most this many conversations in one bulk change. */
export const MAX_BULK = 500;

/** What became of each conversation: as it is now, or why it was left as it was. */
export const BulkResult = Type.Object({
  /** For undoing; absent where nothing was changed. */
  bulkId: Type.Optional(Uuid),
  changed: Type.Array(Conversation),
  failed: Type.Array(Type.Object({ id: Uuid, code: Type.String(), message: Type.String() }, closed)),
});
export type BulkResult = Static<typeof BulkResult>;
