import { type Static, Type } from 'typebox';
import { Instant, Nullable, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** One line of the audit log. `before` and `after` hold only what changed, and never a secret. */
export const AuditEntry = Type.Object(
  {
    id: Uuid,
    at: Instant,
    actor: Type.Object({
      kind: Type.Enum(['agent', 'bot', 'system']),
      id: Nullable(Uuid),
      name: Nullable(Type.String()),
    }),
    /** `noun.what_happened`; docs/audit.md lists them. */
    action: Type.String(),
    target: Nullable(Type.Object({ kind: Type.String(), id: Type.String(), name: Nullable(Type.String()) })),
    before: Nullable(Type.Record(Type.String(), Type.Unknown())),
    after: Nullable(Type.Record(Type.String(), Type.Unknown())),
    ip: Nullable(Type.String()),
    userAgent: Nullable(Type.String()),
  },
  closed,
);
export type AuditEntry = Static<typeof AuditEntry>;

const filters = {
  actorId: Type.Optional(Uuid),
  /** An action (`role.changed`), or a noun for all of its actions (`role`). */
  action: Type.Optional(Type.String({ pattern: '^[a-z_]+(\\.[a-z_]+)?$', maxLength: 60 })),
  targetId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
};

export const AuditQuery = Type.Object(
  {
    ...filters,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    cursor: Type.Optional(Type.String({ maxLength: 400 })),
  },
  closed,
);
export type AuditQuery = Static<typeof AuditQuery>;

export const AuditExportQuery = Type.Object(filters, closed);
export type AuditExportQuery = Static<typeof AuditExportQuery>;
