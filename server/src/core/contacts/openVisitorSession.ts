import type { VisitorSession } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import { listConversations } from '../conversations/readConversations.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { type InboxRecord, loadInboxByKey } from '../inboxes/loadInboxByKey.ts';
import { noteInboxRefused } from '../inboxes/noteInboxRefused.ts';
import { noteInboxSeen } from '../inboxes/noteInboxSeen.ts';
import { findContactOfVisitor } from './contactOfVisitor.ts';
import { identifyVisitor, proveAddress } from './identifyVisitor.ts';
import { isOriginAllowed } from './isOriginAllowed.ts';
import { isTimeZone } from './patchContact.ts';
import { type ResumeClaims, verifyResumeToken } from './resumeToken.ts';
import { verifyIdentityToken } from './verifyIdentityToken.ts';
import {
  signVisitorToken,
  type VisitorClaims,
  type VisitorDetails,
  verifyVisitorToken,
} from './visitorToken.ts';

export type VisitorSessionRequest = {
  inboxKey: string;
  token?: string | undefined;
  identityToken?: string | undefined;
  resumeToken?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
  origin?: string | undefined;
  device?: string | undefined;
};

/** Who the visitor is now, and what they have said before. Presenters add what the inbox looks like. */
export type VisitorSessionRecord = Pick<
  VisitorSession,
  'token' | 'contactId' | 'name' | 'email' | 'resumed'
> & {
  claims: VisitorClaims;
  inbox: InboxRecord;
  conversations: ConversationRecord[];
};

/**
 * What a widget asks for when it opens. An earlier token that no longer holds starts a new visitor (it gives nothing);
 * a statement of identity or a resume link that does not hold is refused: `invalid_token`, `link_expired`.
 * Other errors: `inbox_not_found`, `forbidden_origin`.
 */
export async function openVisitorSession(
  core: Core,
  request: VisitorSessionRequest,
): Promise<VisitorSessionRecord> {
  const resume = request.resumeToken ? await verifyResumeToken(core.keys, request.resumeToken) : undefined;
  const inbox = await loadInboxByKey(core.db, request.inboxKey);
  if (
    request.origin &&
    request.origin !== core.publicUrl &&
    !isOriginAllowed(inbox.settings.allowedOrigins, request.origin)
  ) {
    await noteInboxRefused(core, inbox, request.origin);
    fail('forbidden_origin');
  }
  await noteInboxSeen(core, inbox);
  const earlier = await earlierClaims(core, inbox, request.token);
  const identified = await identify(core, inbox, earlier, request);
  const claims = resume ? await resumeElsewhere(core, inbox, resume, identified) : identified;
  const contactId = await findContactOfVisitor(core.db, claims);
  const details = detailsOf(request);
  const contact = contactId ? await touchContact(core, inbox.workspaceId, contactId, details) : undefined;
  const { conversations } = contactId
    ? await listConversations(core.db, inbox.workspaceId, {
        view: 'all',
        actor: { kind: 'system', workspaceId: inbox.workspaceId },
        userId: undefined,
        contactId,
        sort: 'newest',
        limit: 50,
      })
    : { conversations: [] };
  return {
    claims,
    inbox,
    conversations,
    token: await signVisitorToken(core.keys, { ...claims, details }),
    ...(contactId && { contactId }),
    ...(contact?.name && { name: contact.name }),
    ...(contact?.email && { email: contact.email }),
    ...(resume && { resumed: resume.conversationId }),
  };
}

/** A zone that nobody knows would stop whoever has to write a time in it. */
function detailsOf({ language, timeZone, device }: VisitorSessionRequest): VisitorDetails {
  return { language, timeZone: timeZone && isTimeZone(timeZone) ? timeZone : undefined, device };
}

const anonymous = (inbox: InboxRecord): VisitorClaims => ({
  workspaceId: inbox.workspaceId,
  inboxId: inbox.id,
  identity: { kind: 'visitor', address: uuid() },
});

async function earlierClaims(
  core: Core,
  inbox: InboxRecord,
  token: string | undefined,
): Promise<VisitorClaims | undefined> {
  const claims = token ? await verifyVisitorToken(core.keys, token).catch(() => undefined) : undefined;
  return claims?.workspaceId === inbox.workspaceId ? { ...claims, inboxId: inbox.id } : undefined;
}

async function identify(
  core: Core,
  inbox: InboxRecord,
  earlier: VisitorClaims | undefined,
  request: VisitorSessionRequest,
): Promise<VisitorClaims> {
  if (!request.identityToken) return earlier ?? anonymous(inbox);
  const proven = await verifyIdentityToken(inbox.identityKeys, request.identityToken);
  await transact(core, (tx) => identifyVisitor(tx, earlier, inbox.workspaceId, proven));
  return {
    workspaceId: inbox.workspaceId,
    inboxId: inbox.id,
    identity: { kind: 'user', address: proven.externalId },
  };
}

/** This browser becomes one more of the contact's: a visitor id of its own, so that it can be told apart and taken back. */
async function resumeElsewhere(
  core: Core,
  inbox: InboxRecord,
  resume: ResumeClaims,
  current: VisitorClaims,
): Promise<VisitorClaims> {
  if (resume.workspaceId !== inbox.workspaceId) fail('invalid_token');
  return transact(core, async (tx) => {
    const owner = await contactOfConversation(tx, resume);
    if (resume.email) await proveAddress(tx, inbox.workspaceId, owner, 'email', resume.email);
    if ((await findContactOfVisitor(tx, current)) === owner) return current;
    const claims = anonymous(inbox);
    await tx.query(
      `insert into identities (workspace_id, id, contact_id, kind, address, verified) values ($1, $2, $3, 'visitor', $4, true)`,
      [inbox.workspaceId, uuid(), owner, claims.identity.address],
    );
    const system = { kind: 'system', workspaceId: inbox.workspaceId } as const;
    const before = await lockConversation(tx, system, resume.conversationId);
    await writeChange(tx, before, [
      { author: system, kind: 'event', event: { type: 'session_resumed', via: 'link' } },
    ]);
    tx.announce({ kind: 'contact', workspaceId: inbox.workspaceId, contactId: owner });
    return claims;
  });
}

async function contactOfConversation(tx: CoreTx, resume: ResumeClaims): Promise<string> {
  const found = await tx.query<{ contact_id: string }>(
    'select contact_id from conversations where workspace_id = $1 and id = $2',
    [resume.workspaceId, resume.conversationId],
  );
  return found.rows[0]?.contact_id ?? fail('conversation_not_found');
}

async function touchContact(core: Core, workspaceId: string, contactId: string, details: VisitorDetails) {
  const found = await core.db.query<{ name: string | null; email: string | null }>(
    `update contacts set last_seen_at = now(), language = coalesce($3, language), time_zone = coalesce($4, time_zone), device = coalesce($5, device)
     where workspace_id = $1 and id = $2 returning name, email`,
    [workspaceId, contactId, details.language, details.timeZone, details.device],
  );
  return found.rows[0];
}
