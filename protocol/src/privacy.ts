import { type Static, Type } from 'typebox';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Days = Nullable(Type.Integer({ minimum: 1, maximum: 36_500 }));

/** After how many days what is removed; null keeps it for ever. */
export const RetentionRules = Type.Object(
  {
    /** Conversations, wholly, this long after they were resolved. */
    resolvedConversations: Days,
    /** What is known of contacts who were not seen for this long; their conversations stay. */
    inactiveContacts: Days,
    pageViews: Days,
    /** Files, this long after they were sent; the messages stay. */
    files: Days,
    /** Mails as they came in, once they were handled. */
    inboundPayloads: Days,
    auditEntries: Nullable(Type.Integer({ minimum: 365, maximum: 36_500 })),
  },
  closed,
);
export type RetentionRules = Static<typeof RetentionRules>;
export type RetentionRule = keyof RetentionRules;

/** How many of each would be removed now. */
export const RetentionPreview = Type.Object(
  {
    resolvedConversations: Type.Integer(),
    inactiveContacts: Type.Integer(),
    pageViews: Type.Integer(),
    files: Type.Integer(),
    inboundPayloads: Type.Integer(),
    auditEntries: Type.Integer(),
  },
  closed,
);
export type RetentionPreview = Static<typeof RetentionPreview>;

/** A proof that something was removed. */
export const RemovalRecord = Type.Object(
  {
    number: Type.Integer(),
    at: Instant,
    kind: Type.Enum(['retention', 'erasure']),
    /** `{ rule, days }`, or `{ contact }`: the SHA-256 of the erased contact's id, in hex. */
    reason: Type.Record(Type.String(), Type.Unknown()),
    counts: Type.Record(Type.String(), Type.Integer()),
    actorKind: Type.Enum(['agent', 'bot', 'system']),
    actorId: Nullable(Uuid),
    previousHash: Type.String(),
    /** SHA-256 over all of the above; docs/privacy.md tells how to compute it. */
    hash: Type.String(),
  },
  closed,
);
export type RemovalRecord = Static<typeof RemovalRecord>;

/** Whether every record is unchanged and none is missing; `brokenAt`: the first number where that fails. */
export const RemovalCheck = Type.Object({
  intact: Type.Boolean(),
  records: Type.Integer(),
  brokenAt: Nullable(Type.Integer()),
});
export type RemovalCheck = Static<typeof RemovalCheck>;
