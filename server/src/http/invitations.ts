import {
  Invitation,
  InvitationAccept,
  InvitationCreate,
  InvitationCreated,
  InvitationPreview,
  Me,
  Page,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { loadMe } from '../core/users/loadMe.ts';
import { acceptInvitation } from '../core/workspaces/acceptInvitation.ts';
import { createInvitation } from '../core/workspaces/createInvitation.ts';
import { deleteInvitation } from '../core/workspaces/deleteInvitation.ts';
import { findInvitation } from '../core/workspaces/findInvitation.ts';
import { listInvitations } from '../core/workspaces/listInvitations.ts';
import type { App } from './app.ts';
import { signInNow } from './authBridge.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor, findSignedIn } from './guards.ts';
import { Done, PageQuery } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfInvitation = Type.Object({ workspaceId: Uuid, invitationId: Uuid });
const OfToken = Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) });
const base = '/v1/workspaces/:workspaceId/invitations';
/** These doors stand open to everybody, and accepting costs the computing of a password's hash. */
const rateLimit = { max: 60, timeWindow: '1 minute' };

/** Inviting people, and what the invited do with their link. */
export function invitationRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    base,
    {
      schema: describe('invitations', 'List pending invitations', {
        params: InWorkspace,
        querystring: PageQuery,
        200: Page(Invitation),
      }),
    },
    async (request) =>
      listInvitations(core, await deskActor(doors, request, 'invitations.change'), request.query),
  );

  app.post(
    base,
    {
      schema: describe('invitations', 'Invite somebody; a pending invitation of the address is replaced', {
        params: InWorkspace,
        body: InvitationCreate,
        200: InvitationCreated,
      }),
    },
    async (request) =>
      createInvitation(core, await deskActor(doors, request, 'invitations.change'), request.body),
  );

  app.delete(
    `${base}/:invitationId`,
    { schema: describe('invitations', 'Withdraw an invitation', { params: OfInvitation, 200: Done }) },
    async (request) => {
      const actor = await deskActor(doors, request, 'invitations.change');
      await deleteInvitation(core, actor, request.params.invitationId);
      return {};
    },
  );

  linkRoutes(app, doors);
}

function linkRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    '/v1/invitations/:token',
    {
      config: { rateLimit },
      schema: describe(
        'invitations',
        'Read what a link invites to',
        { params: OfToken, 200: InvitationPreview },
        'none',
      ),
    },
    async (request) => {
      const { workspaceName, email, role, roleName, invitedBy, userId } = await findInvitation(
        core.db,
        request.params.token,
        { lock: false },
      );
      return { workspaceName, email, role, roleName, invitedBy, hasAccount: userId !== null };
    },
  );

  app.post(
    '/v1/invitations/:token/accept',
    {
      config: { rateLimit },
      schema: describe(
        'invitations',
        'Accept an invitation: with a new account, or signed in to the one with its address',
        { params: OfToken, body: InvitationAccept, 200: Me },
        'none',
      ),
    },
    async (request, reply) => {
      const signedIn = await findSignedIn(doors, request);
      const { password } = request.body;
      const accepted = await acceptInvitation(core, request.params.token, { ...request.body, signedIn });
      if (accepted.created && password) {
        await signInNow(doors, request, reply, { email: accepted.email, password });
      }
      return loadMe(core.db, accepted.userId);
    },
  );
}
