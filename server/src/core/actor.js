import { fail } from '../errors.ts';
const rank = { agent: 0, supervisor: 1, admin: 2, owner: 3 };
/** What needs more than being a member. Everything a plain agent may do is not listed. */
const needed = {
    'workspace.change': 'admin',
    'members.change': 'admin',
    'owners.change': 'owner',
    'invitations.change': 'admin',
    'teams.change': 'admin',
    'apiKeys.change': 'admin',
    'inboxes.change': 'admin',
};
export function can(actor, permission) {
    return rank[actor.role] >= rank[needed[permission]];
}
/** Refuses with `forbidden` unless the role allows it. */
export function mustBeAble(actor, permission) {
    if (!can(actor, permission))
        fail('forbidden');
}
/** Whether `role` stands at least as high as `other`: nobody hands out more than they have. */
export const atLeast = (role, other) => rank[role] >= rank[other];
/** Who signs an entry. */
export function authorOf(actor) {
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
