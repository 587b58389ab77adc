import { type Static, Type } from 'typebox';
import { Line, Uuid } from './scalars.ts';

/** Labels that the workspace keeps: conversations carry them by name. */
const closed = { additionalProperties: false } as const;

export const LabelColour = Type.Enum(['violet', 'red', 'green', 'amber', 'blue', 'pink', 'olive', 'brown']);
export type LabelColour = Static<typeof LabelColour>;

const parts = {
  name: Line(50),
  colour: LabelColour,
  description: Type.String({ maxLength: 300, pattern: '^[^\\u0000-\\u001f]*$' }),
};

export const Label = Type.Object({ id: Uuid, ...parts }, closed);
export type Label = Static<typeof Label>;

export const LabelCreate = Type.Object(
  {
    name: parts.name,
    colour: Type.Optional(parts.colour),
    description: Type.Optional(parts.description),
  },
  closed,
);
export type LabelCreate = Static<typeof LabelCreate>;
/** A new name goes to every conversation and saved view that has the old one. */
export const LabelPatch = Type.Partial(LabelCreate, closed);
export type LabelPatch = Static<typeof LabelPatch>;

/** `free`: agents may type labels that are not in the list. */
export const LabelList = Type.Object({ items: Type.Array(Label), free: Type.Boolean() });
export type LabelList = Static<typeof LabelList>;
export const LabelSettings = Type.Object({ free: Type.Boolean() }, closed);
