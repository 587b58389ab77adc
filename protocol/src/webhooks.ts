import { type Static, Type } from 'typebox';
import { EventName } from './events.ts';
import { Instant, Line, Nullable, Uuid, WebUrl } from './scalars.ts';

const closed = { additionalProperties: false } as const;

const Events = Type.Array(EventName, { maxItems: 100, uniqueItems: true });

/** An address that is told of events as they happen. */
export const Webhook = Type.Object(
  {
    id: Uuid,
    name: Line(80),
    url: WebUrl,
    /** Names of events; empty: all. */
    events: Events,
    paused: Type.Boolean(),
    /** `person`: somebody paused it; `failing`: nothing got through for days; `gone`: the other side answered 410. */
    pausedBecause: Nullable(Type.Enum(['person', 'failing', 'gone'])),
    /** Since when nothing has got through; null while it works. */
    failingSince: Nullable(Instant),
    lastSuccessAt: Nullable(Instant),
    /** Deliveries that are not through yet. */
    queued: Type.Integer(),
    /** Until when requests are signed with the secret before, too. */
    oldSecretUntil: Nullable(Instant),
    createdAt: Instant,
  },
  closed,
);
export type Webhook = Static<typeof Webhook>;

export const WebhookCreate = Type.Object(
  { name: Line(80), url: WebUrl, events: Type.Optional(Events) },
  closed,
);
export type WebhookCreate = Static<typeof WebhookCreate>;
export const WebhookPatch = Type.Object(
  {
    name: Type.Optional(Line(80)),
    url: Type.Optional(WebUrl),
    events: Type.Optional(Events),
    paused: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type WebhookPatch = Static<typeof WebhookPatch>;
export const WebhookSecret = Type.Object({ secret: Type.String() });
/** Hours during which requests carry a signature of the old secret too. */
export const WebhookRotate = Type.Object(
  { overlapHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168 })) },
  closed,
);
export const WebhooksList = Type.Object({
  items: Type.Array(Webhook),
  eventNames: Type.Array(Type.String()),
});

/** One event on its way to one webhook. */
export const WebhookDelivery = Type.Object(
  {
    id: Uuid,
    eventId: Type.String(),
    eventType: Type.String(),
    conversationId: Nullable(Uuid),
    /** `blocked`: an earlier one of the same conversation is not through yet. */
    status: Type.Enum(['queued', 'blocked', 'delivered', 'failed']),
    attempts: Type.Integer(),
    /** When it is tried next. */
    dueAt: Nullable(Instant),
    attemptedAt: Nullable(Instant),
    responseStatus: Nullable(Type.Integer()),
    durationMs: Nullable(Type.Integer()),
    error: Nullable(Type.String()),
    createdAt: Instant,
    /** Only where one delivery is read: what was sent, and the beginning of the answer. */
    request: Type.Optional(Type.String()),
    response: Type.Optional(Nullable(Type.String())),
  },
  closed,
);
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookDeliveriesQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum(['queued', 'delivered', 'failed'])),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,18}$' })),
  },
  closed,
);
