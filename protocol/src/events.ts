import { type Static, Type } from 'typebox';
import { Contact } from './contact.ts';
import { Conversation } from './conversation.ts';
import { Delivery, Entry } from './entry.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** The name of an event: `noun.what_happened`. docs/events.md lists them; others may be added. */
export const EventName = Type.String({ pattern: '^[a-z]+\\.[a-z_]+$', maxLength: 60 });

/**
 * Something that happened in a workspace. `entry` is as it was written, for ever; `conversation`, `contact` and
 * `delivery` are as they are when the event is read, absent where they are gone by then.
 */
export const WorkspaceEvent = Type.Object(
  {
    /** The same whenever and however often the event is told. */
    id: Type.String(),
    type: EventName,
    at: Instant,
    workspaceId: Uuid,
    /** Events of one conversation come in the order in which they happened. */
    conversationId: Nullable(Uuid),
    contactId: Nullable(Uuid),
    entry: Type.Optional(Entry),
    conversation: Type.Optional(Conversation),
    contact: Type.Optional(Contact),
    delivery: Type.Optional(Delivery),
  },
  closed,
);
export type WorkspaceEvent = Static<typeof WorkspaceEvent>;

export const EventsQuery = Type.Object(
  {
    /** The cursor of the answer before. Absent: from the very beginning. `latest`: from now on. */
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    /** Seconds to wait for something to happen, where nothing has. */
    wait: Type.Optional(Type.Integer({ minimum: 0, maximum: 25 })),
    /** Only these, separated by commas. */
    types: Type.Optional(Type.String({ pattern: '^[a-z_.,]+$', maxLength: 2000 })),
  },
  closed,
);

/** `cursor`: keep it once the items are dealt with, and ask on with it. `more`: there is more already. */
export const EventsPage = Type.Object({
  items: Type.Array(WorkspaceEvent),
  cursor: Type.String(),
  more: Type.Boolean(),
});
export type EventsPage = Static<typeof EventsPage>;
