import { type Static, Type } from 'typebox';
import { Contact } from './contact.ts';
import { FieldsPatch } from './field.ts';
import { Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** What can be changed in many contacts at once. */
export const ContactBulkPatch = Type.Object(
  { fields: Type.Optional(FieldsPatch), blocked: Type.Optional(Type.Boolean()) },
  closed,
);
export type ContactBulkPatch = Static<typeof ContactBulkPatch>;

export const ContactBulkChange = Type.Object(
  {
    ids: Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true }),
    patch: ContactBulkPatch,
  },
  closed,
);
export type ContactBulkChange = Static<typeof ContactBulkChange>;

/** What became of each contact: as it is now, or why it was left as it was. */
export const ContactBulkResult = Type.Object({
  /** For undoing; absent where nothing was changed. */
  bulkId: Type.Optional(Uuid),
  changed: Type.Array(Contact),
  failed: Type.Array(Type.Object({ id: Uuid, code: Type.String(), message: Type.String() }, closed)),
});
export type ContactBulkResult = Static<typeof ContactBulkResult>;
