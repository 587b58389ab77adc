import type { FastifyRequest } from 'fastify';
import { type AgentActor, type DeskActor, mustBeAble, type Permission, type Whence } from '../core/actor.ts';
import { findMember } from '../core/workspaces/findMember.ts';
import { verifyApiKey } from '../core/workspaces/verifyApiKey.ts';
import { fail } from '../errors.ts';
import type { Doors } from './doors.ts';

export type SignedIn = { userId: string; name: string; email: string };

/** The user behind the session cookie. Throws `unauthorised`. */
export async function signedIn(doors: Doors, request: FastifyRequest): Promise<SignedIn> {
  return (await findSignedIn(doors, request)) ?? fail('unauthorised');
}

/** The same where nobody need be signed in. */
export async function findSignedIn(doors: Doors, request: FastifyRequest): Promise<SignedIn | undefined> {
  mustBeSameOrigin(doors, request);
  // Without a refresh: the longer life would be written to the database while the new cookie is thrown away.
  const query = { disableRefresh: true };
  const session = await doors.auth.api
    .getSession({ headers: headersOf(request), query })
    .catch(sessionUnreadable);
  return session
    ? { userId: session.user.id, name: session.user.name, email: session.user.email }
    : undefined;
}

/** The sign-in library hides the cause, but nothing except the database can keep it from reading a session. */
export function sessionUnreadable(cause: unknown): never {
  return fail('unavailable', { cause });
}

/**
 * Who acts in the workspace of the address: a member by cookie, or a program by API key. Somebody who is not a
 * member learns nothing, not even that the workspace exists: `workspace_not_found`.
 */
export async function deskActor(
  doors: Doors,
  request: FastifyRequest<{ Params: { workspaceId: string } }>,
  permission?: Permission,
): Promise<DeskActor> {
  const { workspaceId } = request.params;
  const actor = await findDeskActor(doors, request, workspaceId);
  if (permission) mustBeAble(actor, permission);
  return actor;
}

/** The same where only a person will do. */
export async function agentActor(
  doors: Doors,
  request: FastifyRequest<{ Params: { workspaceId: string } }>,
  permission?: Permission,
): Promise<AgentActor> {
  const actor = await deskActor(doors, request, permission);
  if (actor.kind !== 'agent')
    return fail('forbidden', { message: 'This is for signed-in people, not for API keys.' });
  return actor;
}

async function findDeskActor(doors: Doors, request: FastifyRequest, workspaceId: string): Promise<DeskActor> {
  const key = bearer(request);
  if (key !== undefined) {
    const actor = (await verifyApiKey(doors.core.db, key)) ?? fail('unauthorised');
    return actor.workspaceId === workspaceId
      ? { ...actor, from: whence(request) }
      : fail('workspace_not_found');
  }
  const user = await signedIn(doors, request);
  const member = (await findMember(doors.core.db, workspaceId, user.userId)) ?? fail('workspace_not_found');
  return {
    kind: 'agent',
    workspaceId,
    userId: user.userId,
    ...member,
    name: user.name,
    from: whence(request),
  };
}

/** Where the request came from, for the audit log. */
export function whence(request: FastifyRequest): Whence {
  return { ip: request.ip, userAgent: request.headers['user-agent'] };
}

export function bearer(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
}

/** A cookie is sent by browsers unasked, so a request that changes something must come from our own pages. */
export function mustBeSameOrigin(doors: Doors, request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (origin !== doors.config.publicUrl && origin !== `${request.protocol}://${request.host}`)
    fail('forbidden_origin');
}

/** The request's headers as the sign-in library wants them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set('x-causerie-client-ip', request.ip);
  return headers;
}
