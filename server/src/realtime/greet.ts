import type { IncomingMessage } from 'node:http';
import type { HelloFrame } from '@causerie/protocol';
import { type AgentActor, type BotActor, can, type DeskActor } from '../core/actor.ts';
import { findContactOfVisitor } from '../core/contacts/contactOfVisitor.ts';
import { verifyVisitorToken } from '../core/contacts/visitorToken.ts';
import type { Auth } from '../core/users/auth.ts';
import { type FoundMember, findMember } from '../core/workspaces/findMember.ts';
import { findKeyStanding, verifyApiKey } from '../core/workspaces/verifyApiKey.ts';
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
    ...member,
    name: found.user.name,
  };
}

/** The check that running sessions must pass again and again. `changed`: still welcome, but not as what they came as. */
export async function checkStanding(
  auth: Auth,
  realtime: Realtime,
  { actor, session }: AgentSession,
): Promise<Standing> {
  if (actor.kind === 'bot') return checkKey(realtime, actor);
  const headers = headersOfSession.get(session);
  const found = headers && (await auth.api.getSession({ headers, query: { disableRefresh: true } }));
  const member = found && (await findMember(realtime.core.db, actor.workspaceId, actor.userId));
  if (!member) return 'gone';
  return hasSameStanding(actor, member) ? 'good' : 'changed';
}

const hasSameStanding = (actor: AgentActor, member: FoundMember): boolean =>
  actor.permissions.size === member.permissions.size &&
  actor.permissions.isSubsetOf(member.permissions) &&
  // Teams decide what one sees only for those who do not see everything.
  (can(actor, 'conversations.all') || actor.teamIds.join() === member.teamIds.join());

/** The key itself was proved at the hello; a program comes back by itself with what its role allows now. */
async function checkKey(realtime: Realtime, actor: BotActor): Promise<Standing> {
  const found = await findKeyStanding(realtime.core.db, actor.workspaceId, actor.keyId);
  if (!found) return 'gone';
  return actor.permissions.size === found.size && actor.permissions.isSubsetOf(found) ? 'good' : 'changed';
}
