import type { Role } from '@causerie/protocol';
import { fail } from '../errors.ts';

/** A member of the workspace, signed in. */
export type AgentActor = { kind: 'agent'; workspaceId: string; userId: string; role: Role; name: string };
/** A program with an API key. What it writes is a bot's. */
export type BotActor = { kind: 'bot'; workspaceId: string; keyId: string; role: Role; name: string };
/** A visitor with a contact of their own. `visitorId`: the identity they came with, under which they upload files. */
export type ContactActor = { kind: 'contact'; workspaceId: string; contactId: string; visitorId: string };
/** Causerie itself: timers, jobs, rules. */
export type SystemActor = { kind: 'system'; workspaceId: string };

export type DeskActor = AgentActor | BotActor;
export type Actor = DeskActor | ContactActor | SystemActor;

const rank: Record<Role, number> = { agent: 0, supervisor: 1, admin: 2, owner: 3 };

/** What needs more than being a member. Everything a plain agent may do is not listed. */
const needed = {
  'workspace.change': 'admin',
  'members.change': 'admin',
  'owners.change': 'owner',
  'invitations.change': 'admin',
  'teams.change': 'admin',
  'apiKeys.change': 'admin',
  'inboxes.change': 'admin',
  'snippets.change': 'supervisor',
  'macros.change': 'supervisor',
  'fields.change': 'admin',
  'imports.change': 'admin',
  'contacts.export': 'supervisor',
  /** Views that a team or everybody has in their list. */
  'views.share': 'supervisor',
  'labels.change': 'supervisor',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof needed;

export function can(actor: DeskActor, permission: Permission): boolean {
  return rank[actor.role] >= rank[needed[permission]];
}

/** Refuses with `forbidden` unless the role allows it. */
export function mustBeAble(actor: DeskActor, permission: Permission): void {
  if (!can(actor, permission)) fail('forbidden');
}

/** Whether `role` stands at least as high as `other`: nobody hands out more than they have. */
export const atLeast = (role: Role, other: Role): boolean => rank[role] >= rank[other];

/** Who signs an entry. */
export function authorOf(actor: Actor): { kind: 'agent' | 'bot' | 'contact' | 'system'; id: string | null } {
  switch (actor.kind) {
    case 'agent':
      return { kind: 'agent', id: actor.userId };
    case 'bot':
      return { kind: 'bot', id: actor.keyId };
    case 'contact':
      return { kind: 'contact', id: actor.contactId };
    case 'system':
      return { kind: 'system', id: null };
  }
}
