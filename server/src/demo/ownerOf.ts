import { type AgentActor, permissionsOf } from '../core/actor.ts';
import type { People } from './planConversation.ts';

/** The sample company's first agent, who is its owner: whoever must have written what comes with the demo. */
export function ownerOf({ workspaceId, agents, names }: People): AgentActor {
  const [key, userId] = [...agents][0]!;
  return {
    kind: 'agent',
    workspaceId,
    userId,
    role: 'owner',
    permissions: permissionsOf('owner', null),
    teamIds: [],
    name: names.get(key)!,
  };
}
