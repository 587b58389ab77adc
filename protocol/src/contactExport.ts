import { type Static, Type } from 'typebox';
import { Filter } from './filter.ts';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** Contacts as a file (CSV), made in the background and kept for a day. */
export const ContactExport = Type.Object(
  {
    id: Uuid,
    /** `expired`: the file is gone. */
    status: Type.Enum(['running', 'done', 'cancelled', 'failed', 'expired']),
    /** How many contacts there were when it began, and how many are in the file. */
    total: Type.Integer(),
    done: Type.Integer(),
    bytes: Type.Integer(),
    authorId: Uuid,
    createdAt: Instant,
    finishedAt: Nullable(Instant),
    /** Until when the file can be fetched. */
    expiresAt: Nullable(Instant),
  },
  closed,
);
export type ContactExport = Static<typeof ContactExport>;

export const ContactExportCreate = Type.Object(
  {
    id: Uuid,
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    filter: Type.Optional(Filter),
    /** Only these, whatever else is asked. */
    ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 500, uniqueItems: true })),
  },
  closed,
);
export type ContactExportCreate = Static<typeof ContactExportCreate>;
