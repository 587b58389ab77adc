import type { IncomingMessage } from 'node:http';
import type { HelloFrame } from '@causerie/protocol';
import type { DeskActor } from '../core/actor.ts';
import { findContactOfVisitor } from '../core/contacts/contactOfVisitor.ts';
import { verifyVisitorToken } from '../core/contacts/visitorToken.ts';
import type { Auth } from '../core/users/auth.ts';
import { findMember } from '../core/workspaces/findMember.ts';
import { verifyApiKey } from '../core/workspaces/verifyApiKey.ts';
import { fail } from '../errors.ts';
import { AgentSession } from './agentSession.ts';
import type { Realtime } from './realtime.ts';
import type { Session } from './session.ts';
import type { SocketSession } from './socketSession.ts';
import { VisitorSession } from './visitorSession.ts';

/** What is needed to know who says hello. */
export type Greeter = {
  auth: Auth;
  publicUrl: string;
  /** Whether who is behind a running session is still signed in, a member, and of the same role. */
  checkStanding(session: AgentSession): Promise<Standing>;
};

export type Standing = 'good' | 'changed' | 'gone';

const headersOfSession = new WeakMap<Session, Headers>();

/** Answers a hello with a session, or throws: `unauthorised`, `invalid_token`, `workspace_not_found`, `forbidden_origin`. */
export async function greet(
  greeter: Greeter,
  realtime: Realtime,
  session: Session,
  hello: HelloFrame,
  request: IncomingMessage,
): Promise<SocketSession> {
  if (hello.role === 'visitor') return greetVisitor(realtime, session, hello);
  const actor = hello.token
    ? await programOf(realtime, hello.token)
    : await agentOf(greeter, realtime, session, hello, request);
  if (hello.workspaceId !== undefined && actor.workspaceId !== hello.workspaceId) fail('workspace_not_found');
  return new AgentSession(realtime, session, actor);
}

async function greetVisitor(
  realtime: Realtime,
  session: Session,
  hello: HelloFrame,
): Promise<VisitorSession> {
  const claims = await verifyVisitorToken(realtime.core.keys, hello.token ?? '');
  const contactId = await findContactOfVisitor(realtime.core.db, claims);
  return new VisitorSession(realtime, session, claims, contactId, hello.language);
}

async function programOf(realtime: Realtime, key: string): Promise<DeskActor> {
  return (await verifyApiKey(realtime.core.db, key)) ?? fail('unauthorised');
}

async function agentOf(
  greeter: Greeter,
  realtime: Realtime,
  session: Session,
  hello: HelloFrame,
  request: IncomingMessage,
): Promise<DeskActor> {
  const { origin, cookie, host } = request.headers;
  // Browsers send the cookie with any page's socket; only our own pages may use it.
  if (origin !== undefined && origin !== greeter.publicUrl && URL.parse(origin)?.host !== host)
    fail('forbidden_origin');
  const headers = new Headers({ ...(cookie && { cookie }) });
  const found = await greeter.auth.api.getSession({ headers });
  if (!found || !hello.workspaceId) return fail('unauthorised');
  const member =
    (await findMember(realtime.core.db, hello.workspaceId, found.user.id)) ?? fail('workspace_not_found');
  headersOfSession.set(session, headers);
  return {
    kind: 'agent',
    workspaceId: hello.workspaceId,
    userId: found.user.id,
    role: member.role,
    name: found.user.name,
  };
}

/** The check that running sessions must pass again and again. `changed`: still welcome, but not as what they came as. */
export async function checkStanding(
  auth: Auth,
  realtime: Realtime,
  { actor, session }: AgentSession,
): Promise<Standing> {
  if (actor.kind === 'bot')
    return (await keyExists(realtime, actor.workspaceId, actor.keyId)) ? 'good' : 'gone';
  const headers = headersOfSession.get(session);
  const found = headers && (await auth.api.getSession({ headers, query: { disableRefresh: true } }));
  const member = found && (await findMember(realtime.core.db, actor.workspaceId, actor.userId));
  if (!member) return 'gone';
  return member.role === actor.role ? 'good' : 'changed';
}

async function keyExists(realtime: Realtime, workspaceId: string, keyId: string): Promise<boolean> {
  const found = await realtime.core.db.query('select 1 from api_keys where workspace_id = $1 and id = $2', [
    workspaceId,
    keyId,
  ]);
  return found.rowCount === 1;
}
