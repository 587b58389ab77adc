import { findContactOfVisitor } from '../core/contacts/contactOfVisitor.ts';
import { verifyVisitorToken } from '../core/contacts/visitorToken.ts';
import { findMember } from '../core/workspaces/findMember.ts';
import { verifyApiKey } from '../core/workspaces/verifyApiKey.ts';
import { fail } from '../errors.ts';
import { AgentSession } from './agentSession.ts';
import { VisitorSession } from './visitorSession.ts';
const headersOfSession = new WeakMap();
/** Answers a hello with a session, or throws: `unauthorised`, `invalid_token`, `workspace_not_found`, `forbidden_origin`. */
export async function greet(greeter, realtime, session, hello, request) {
    if (hello.role === 'visitor')
        return greetVisitor(realtime, session, hello);
    const actor = hello.token
        ? await programOf(realtime, hello.token)
        : await agentOf(greeter, realtime, session, hello, request);
    if (hello.workspaceId !== undefined && actor.workspaceId !== hello.workspaceId)
        fail('workspace_not_found');
    return new AgentSession(realtime, session, actor);
}
async function greetVisitor(realtime, session, hello) {
    const claims = await verifyVisitorToken(realtime.core.keys, hello.token ?? '');
    const contactId = await findContactOfVisitor(realtime.core.db, claims);
    return new VisitorSession(realtime, session, claims, contactId, hello.language);
}
async function programOf(realtime, key) {
    return (await verifyApiKey(realtime.core.db, key)) ?? fail('unauthorised');
}
async function agentOf(greeter, realtime, session, hello, request) {
    const { origin, cookie, host } = request.headers;
    // Browsers send the cookie with any page's socket; only our own pages may use it.
    if (origin !== undefined && origin !== greeter.publicUrl && new URL(origin).host !== host)
        fail('forbidden_origin');
    const headers = new Headers({ ...(cookie && { cookie }) });
    const found = await greeter.auth.api.getSession({ headers });
    if (!found || !hello.workspaceId)
        return fail('unauthorised');
    const member = (await findMember(realtime.core.db, hello.workspaceId, found.user.id)) ?? fail('workspace_not_found');
    headersOfSession.set(session, headers);
    return {
        kind: 'agent',
        workspaceId: hello.workspaceId,
        userId: found.user.id,
        role: member.role,
        name: found.user.name,
    };
}
/** The check that running sessions must pass again and again. */
export async function isStillValid(auth, realtime, { actor, session }) {
    if (actor.kind === 'bot')
        return keyExists(realtime, actor.workspaceId, actor.keyId);
    const headers = headersOfSession.get(session);
    const found = headers && (await auth.api.getSession({ headers, query: { disableRefresh: true } }));
    return Boolean(found && (await findMember(realtime.core.db, actor.workspaceId, actor.userId)));
}
async function keyExists(realtime, workspaceId, keyId) {
    const found = await realtime.core.db.query('select 1 from api_keys where workspace_id = $1 and id = $2', [
        workspaceId,
        keyId,
    ]);
    return found.rowCount === 1;
}
