import { type Static, Type } from 'typebox';
import { Priority } from './conversation.ts';
import { Instant, Line, Nullable, Paragraphs, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;
const Labels = Type.Array(Line(50), { minItems: 1, maxItems: 20 });

/** One thing that a macro does. Texts may hold variables, as snippets do. */
export const MacroAction = Type.Union([
  Type.Object({ type: Type.Literal('reply'), text: Paragraphs(10_000) }, closed),
  /** Replies with the snippet in the contact's language, its files with it. */
  Type.Object({ type: Type.Literal('snippet'), snippetId: Uuid }, closed),
  Type.Object({ type: Type.Literal('note'), text: Paragraphs(10_000) }, closed),
  Type.Object({ type: Type.Literal('assign'), to: Type.Union([Type.Enum(['me', 'nobody']), Uuid]) }, closed),
  Type.Object({ type: Type.Literal('team'), teamId: Nullable(Uuid) }, closed),
  Type.Object({ type: Type.Literal('status'), status: Type.Enum(['open', 'pending', 'resolved']) }, closed),
  Type.Object(
    { type: Type.Literal('snooze'), minutes: Type.Integer({ minimum: 1, maximum: 525_600 }) },
    closed,
  ),
  Type.Object({ type: Type.Literal('add_labels'), labels: Labels }, closed),
  Type.Object({ type: Type.Literal('remove_labels'), labels: Labels }, closed),
  Type.Object({ type: Type.Literal('priority'), priority: Priority }, closed),
]);
export type MacroAction = Static<typeof MacroAction>;

export const Macro = Type.Object(
  {
    id: Uuid,
    name: Line(80),
    /** Only for members of this team; null: for everybody. */
    teamId: Nullable(Uuid),
    actions: Type.Array(MacroAction),
    createdAt: Instant,
    updatedAt: Instant,
  },
  closed,
);
export type Macro = Static<typeof Macro>;

export const MacroCreate = Type.Object(
  {
    name: Line(80),
    teamId: Type.Optional(Nullable(Uuid)),
    actions: Type.Array(MacroAction, { minItems: 1, maxItems: 20 }),
  },
  closed,
);
export type MacroCreate = Static<typeof MacroCreate>;
export const MacroPatch = Type.Partial(MacroCreate, closed);
export type MacroPatch = Static<typeof MacroPatch>;

/** `id` is made by who asks, so that a repeat runs nothing twice. */
export const MacroRun = Type.Object({ id: Uuid }, closed);
