import { type Static, Type } from 'typebox';
import { Conversation } from './conversation.ts';
import { Instant, Line, Nullable, Uuid } from './scalars.ts';
import { Availability } from './workspace.ts';

const closed = { additionalProperties: false } as const;
const Count = Type.Integer();

/** Seconds; null where there was nothing to measure. `p90`: nine of ten were at most this. */
const Durations = Type.Object(
  {
    count: Count,
    median: Nullable(Type.Number()),
    mean: Nullable(Type.Number()),
    p90: Nullable(Type.Number()),
  },
  closed,
);
export type Durations = Static<typeof Durations>;

/** Every figure is defined in docs/kpis.md. */
export const Kpis = Type.Object(
  {
    started: Count,
    resolved: Count,
    firstResponse: Durations,
    response: Durations,
    waiting: Durations,
    resolution: Durations,
    ratings: Count,
    /** Mean mark, 1 to 5. */
    rating: Nullable(Type.Number()),
    /** Share of marks that are 4 or 5, 0 to 1. */
    satisfied: Nullable(Type.Number()),
  },
  closed,
);
export type Kpis = Static<typeof Kpis>;

export const ReportGroup = Type.Enum(['day', 'hour', 'weekday', 'inbox', 'team', 'agent', 'label']);
export type ReportGroup = Static<typeof ReportGroup>;

const PlainDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

export const ReportQuery = Type.Object(
  {
    /** First and last day, on the workspace's clock. */
    from: PlainDate,
    to: PlainDate,
    groupBy: Type.Optional(ReportGroup),
    inboxId: Type.Optional(Uuid),
    teamId: Type.Optional(Uuid),
    agentId: Type.Optional(Uuid),
    label: Type.Optional(Line(50)),
    /** `wall`: all time counts; `open`: only the opening hours of the inbox. */
    clock: Type.Optional(Type.Enum(['wall', 'open'])),
  },
  closed,
);
export type ReportQuery = Static<typeof ReportQuery>;

/** `key`: a day (`2026-11-27`), an hour (`0` to `23`), a weekday (`1`, Monday, to `7`), an id, or a label; null: none. */
export const ReportRow = Type.Object({ key: Nullable(Type.String()), kpis: Kpis }, closed);
export type ReportRow = Static<typeof ReportRow>;

/** `previous`: the period of the same length just before. */
export const Report = Type.Object({
  timeZone: Type.String(),
  from: PlainDate,
  to: PlainDate,
  total: Kpis,
  previous: Kpis,
  rows: Type.Array(ReportRow),
});
export type Report = Static<typeof Report>;

export const RatingsQuery = Type.Object(
  {
    from: PlainDate,
    to: PlainDate,
    inboxId: Type.Optional(Uuid),
    teamId: Type.Optional(Uuid),
    agentId: Type.Optional(Uuid),
    label: Type.Optional(Line(50)),
    /** `true`: marks of 4 and 5 only; `false`: the others only. */
    satisfied: Type.Optional(Type.Boolean()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  closed,
);
export type RatingsQuery = Static<typeof RatingsQuery>;

/** A mark that a contact gave, where it stands in its conversation. `agentId`: whose it is counted as. */
export const GivenRating = Type.Object(
  {
    conversationId: Uuid,
    seq: Type.Integer(),
    at: Instant,
    score: Type.Integer({ minimum: 1, maximum: 5 }),
    comment: Nullable(Type.String()),
    agentId: Nullable(Uuid),
    inboxId: Uuid,
    contact: Type.Object({ id: Uuid, name: Nullable(Type.String()), email: Nullable(Type.String()) }),
  },
  closed,
);
export type GivenRating = Static<typeof GivenRating>;

export const BoardAgent = Type.Object(
  {
    userId: Uuid,
    name: Type.String(),
    avatarUrl: Type.Optional(Type.String()),
    availability: Availability,
    connected: Type.Boolean(),
    /** Open conversations that are theirs, and how many of those wait for an answer. */
    load: Count,
    waiting: Count,
    today: Kpis,
  },
  closed,
);
export type BoardAgent = Static<typeof BoardAgent>;

/** What a supervisor sees of this moment. `today`: the same figures as a report of today. */
export const Board = Type.Object({
  at: Instant,
  timeZone: Type.String(),
  open: Count,
  unassigned: Count,
  waitingCount: Count,
  longestWaitSince: Nullable(Instant),
  free: Count,
  today: Kpis,
  agents: Type.Array(BoardAgent),
  /** Longest waiting first, at most fifty. */
  waiting: Type.Array(Conversation),
  /** With an agent and active lately, at most fifty. */
  active: Type.Array(Conversation),
});
export type Board = Static<typeof Board>;
