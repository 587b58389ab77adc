import { type Static, Type } from 'typebox';
import { Line, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

export const BuiltInRole = Type.Enum(['owner', 'admin', 'supervisor', 'agent']);
export type BuiltInRole = Static<typeof BuiltInRole>;

/** One of the built-in roles, or the id of one of the workspace's own. */
export const Role = Type.Union([BuiltInRole, Uuid]);
export type Role = Static<typeof Role>;

/** A permission is `noun.verb`, such as `contacts.export`; docs/roles.md lists them. */
const Permissions = Type.Array(Type.String({ pattern: '^[a-zA-Z]+\\.[a-zA-Z]+$', maxLength: 60 }), {
  maxItems: 100,
  uniqueItems: true,
});

/** A role with what it allows. Built-in ones have their name as id and cannot be changed. */
export const RoleDefinition = Type.Object(
  {
    id: Role,
    name: Line(60),
    builtIn: Type.Boolean(),
    permissions: Permissions,
    /** How many members and API keys have it. */
    members: Type.Integer(),
    apiKeys: Type.Integer(),
  },
  closed,
);
export type RoleDefinition = Static<typeof RoleDefinition>;

export const RoleCreate = Type.Object({ name: Line(60), permissions: Permissions }, closed);
export type RoleCreate = Static<typeof RoleCreate>;
export const RolePatch = Type.Partial(RoleCreate, closed);
export type RolePatch = Static<typeof RolePatch>;
