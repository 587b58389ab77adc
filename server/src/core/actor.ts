import type { BuiltInRole, Role } from '@causerie/protocol';
import { fail } from '../errors.ts';

/** What a member or a key may do, as it was when the request came or the socket opened. */
type Standing = { role: Role; permissions: ReadonlySet<Permission>; from?: Whence };
/** Where a request came from, for the audit log. */
export type Whence = { ip: string; userAgent: string | undefined };
/** A member of the workspace, signed in, with the teams they are in. */
export type AgentActor = Standing & {
  kind: 'agent';
  workspaceId: string;
  userId: string;
  teamIds: readonly string[];
  name: string;
};
/** A program with an API key. What it writes is a bot's. */
export type BotActor = Standing & { kind: 'bot'; workspaceId: string; keyId: string; name: string };
/** A visitor with a contact of their own. `visitorId`: the identity they came with, under which they upload files. */
export type ContactActor = { kind: 'contact'; workspaceId: string; contactId: string; visitorId: string };
/** Causerie itself: timers, jobs, rules. */
export type SystemActor = { kind: 'system'; workspaceId: string };

/** The bot of the FAQs. It writes what the worker decides, and asks for nothing. */
export type AssistantActor = { kind: 'assistant'; workspaceId: string };

export type DeskActor = AgentActor | BotActor;
export type Actor = DeskActor | ContactActor | SystemActor;

/**
 * Every permission, with the lowest built-in role that has it. A role of the workspace's own has exactly those that it
 * lists. What is not here every member may do.
 */
const needed = {
  /** See every conversation; without it only those assigned to oneself or to one's teams. */
  'conversations.all': 'agent',
  /** Write messages and notes, start conversations. */
  'conversations.reply': 'agent',
  /** Assign, resolve, snooze, label, prioritise. */
  'conversations.change': 'agent',
  /** Look people up, and see what is known of them. */
  'contacts.read': 'agent',
  'contacts.change': 'agent',
  'contacts.export': 'supervisor',
  'contacts.erase': 'admin',
  'reports.read': 'supervisor',
  'workspace.change': 'admin',
  'members.change': 'admin',
  'owners.change': 'owner',
  'invitations.change': 'admin',
  'teams.change': 'admin',
  'roles.change': 'admin',
  'apiKeys.change': 'admin',
  'inboxes.change': 'admin',
  'webhooks.change': 'admin',
  'retention.change': 'admin',
  'audit.read': 'admin',
  'snippets.change': 'supervisor',
  'macros.change': 'supervisor',
  /** FAQs, their examples, what the bot may do, and training. */
  'faqs.change': 'supervisor',
  /** The endpoint that examples and customers' messages are sent to for their vectors. */
  'embeddings.change': 'admin',
  'fields.change': 'admin',
  'imports.change': 'admin',
  'slaPolicies.change': 'admin',
  /** Views that a team or everybody has in their list. */
  'views.share': 'supervisor',
  'labels.change': 'supervisor',
} as const satisfies Record<string, BuiltInRole>;

export type Permission = keyof typeof needed;

export const allPermissions = Object.keys(needed) as Permission[];

const rank: Record<BuiltInRole, number> = { agent: 0, supervisor: 1, admin: 2, owner: 3 };

const upTo = (role: BuiltInRole): ReadonlySet<Permission> =>
  new Set(allPermissions.filter((permission) => rank[role] >= rank[needed[permission]]));

const ofBuiltIn: Record<BuiltInRole, ReadonlySet<Permission>> = {
  owner: upTo('owner'),
  admin: upTo('admin'),
  supervisor: upTo('supervisor'),
  agent: upTo('agent'),
};

/** `stored`: what a role of the workspace's own lists; null for a built-in one. Names that are no permission any more are dropped. */
export function permissionsOf(role: Role, stored: readonly string[] | null): ReadonlySet<Permission> {
  if (isBuiltIn(role)) return ofBuiltIn[role];
  return new Set(allPermissions.filter((permission) => stored?.includes(permission)));
}

export const isBuiltIn = (role: Role): role is BuiltInRole => Object.hasOwn(rank, role);

export function can(actor: DeskActor, permission: Permission): boolean {
  return actor.permissions.has(permission);
}

/** Refuses with `forbidden` unless the role allows it. */
export function mustBeAble(actor: DeskActor, permission: Permission): void {
  if (!can(actor, permission)) fail('forbidden');
}

/** Nobody hands out more than they have. */
export const hasAll = (actor: DeskActor, permissions: Iterable<Permission>): boolean =>
  [...permissions].every((permission) => can(actor, permission));

/** Who signs an entry. */
export function authorOf(actor: Actor | AssistantActor): {
  kind: 'agent' | 'bot' | 'contact' | 'system';
  id: string | null;
} {
  switch (actor.kind) {
    case 'agent':
      return { kind: 'agent', id: actor.userId };
    case 'bot':
      return { kind: 'bot', id: actor.keyId };
    case 'contact':
      return { kind: 'contact', id: actor.contactId };
    case 'assistant':
      return { kind: 'bot', id: null };
    case 'system':
      return { kind: 'system', id: null };
  }
}
