import { Member, MemberPatch, Page, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import type { DeskActor } from '../core/actor.ts';
import { listMembers } from '../core/workspaces/listMembers.ts';
import type { MemberRecord } from '../core/workspaces/memberRecord.ts';
import { patchMember } from '../core/workspaces/patchMember.ts';
import { removeMember } from '../core/workspaces/removeMember.ts';
import { fail } from '../errors.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfMember = Type.Object({ workspaceId: Uuid, userId: Type.Union([Uuid, Type.Literal('me')]) });
const base = '/v1/workspaces/:workspaceId/members';

/** The people of a workspace. */
export function memberRoutes(app: App, doors: Doors): void {
  const { core, presence } = doors;
  const present = (workspaceId: string, record: MemberRecord): Member => ({
    ...record,
    connected: presence.isConnected(workspaceId, record.userId),
  });

  app.get(
    base,
    {
      schema: describe('members', 'List members', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Member),
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const page = await listMembers(core, actor, request.query);
      return { ...page, items: page.items.map((member) => present(actor.workspaceId, member)) };
    },
  );

  app.patch(
    `${base}/:userId`,
    {
      schema: describe('members', 'Change a member’s role, or availability (`me`: one’s own)', {
        params: OfMember,
        body: MemberPatch,
        200: Member,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const record = await patchMember(core, actor, userIdOf(actor, request.params.userId), request.body);
      return present(actor.workspaceId, record);
    },
  );

  app.delete(
    `${base}/:userId`,
    { schema: describe('members', 'Remove a member (`me`: leave)', { params: OfMember, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request);
      await removeMember(core, actor, userIdOf(actor, request.params.userId));
      return {};
    },
  );
}

/** A program is no member: it has no `me`. */
function userIdOf(actor: DeskActor, userId: string): string {
  if (userId !== 'me') return userId;
  return actor.kind === 'agent' ? actor.userId : fail('member_not_found');
}
