import { type Static, Type } from 'typebox';
import { Instant, Line, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

export const SlaTarget = Type.Enum(['first_response', 'next_response', 'resolution']);
export type SlaTarget = Static<typeof SlaTarget>;

/** What is promised for one target of a conversation, and how it stands. */
export const SlaState = Type.Object(
  {
    target: SlaTarget,
    /** `running`: the clock runs. `paused`: it waits for the customer, or is snoozed. `met`, `missed`: it is over. */
    state: Type.Enum(['running', 'paused', 'met', 'missed']),
    /** When it is due, as far as can be told now; null while paused. Over: when it was due. */
    dueAt: Nullable(Instant),
    /** When it becomes urgent: three quarters of the time are gone. */
    warnAt: Nullable(Instant),
  },
  closed,
);
export type SlaState = Static<typeof SlaState>;

/** A conversation's promises, by the policy that holds for it. */
export const ConversationSla = Type.Object(
  { policyId: Uuid, policyName: Type.String(), targets: Type.Array(SlaState) },
  closed,
);
export type ConversationSla = Static<typeof ConversationSla>;

/** Up to a year. */
const Minutes = Type.Integer({ minimum: 1, maximum: 525_600 });

const parts = {
  name: Line(80),
  /** For which conversations; an empty list asks for nothing. Of the labels, one is enough. */
  inboxIds: Type.Array(Uuid, { maxItems: 100 }),
  priorities: Type.Array(Type.Enum(['none', 'low', 'medium', 'high', 'urgent']), { maxItems: 5 }),
  labels: Type.Array(Line(50), { maxItems: 50 }),
  firstResponseMinutes: Nullable(Minutes),
  nextResponseMinutes: Nullable(Minutes),
  resolutionMinutes: Nullable(Minutes),
  /** `business`: by the opening hours of the conversation's inbox (always, where it has none). `calendar`: around the clock. */
  hours: Type.Enum(['business', 'calendar']),
  /** The time to resolution stands still while the customer is to answer. */
  pauseWaiting: Type.Boolean(),
  /** All clocks stand still while the conversation is snoozed. */
  pauseSnoozed: Type.Boolean(),
};

/** A promise of response times. The first that matches, in the order of the list, holds for a conversation. */
export const SlaPolicy = Type.Object({ id: Uuid, ...parts }, closed);
export type SlaPolicy = Static<typeof SlaPolicy>;

const { name, ...others } = parts;
export const SlaPolicyCreate = Type.Object({ name, ...Type.Partial(Type.Object(others)).properties }, closed);
export type SlaPolicyCreate = Static<typeof SlaPolicyCreate>;
export const SlaPolicyPatch = Type.Partial(Type.Object(parts), closed);
export type SlaPolicyPatch = Static<typeof SlaPolicyPatch>;

/** These come first, in this order; those that are not named follow as they were. */
export const SlaOrderPut = Type.Object({ ids: Type.Array(Uuid, { maxItems: 200 }) }, closed);
