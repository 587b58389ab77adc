import { fail } from '../../errors.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { createUser } from '../users/createUser.ts';
import { findInvitation, type OpenInvitation } from './findInvitation.ts';

export type InvitationAccept = {
  /** Who is signed in, if anybody. */
  signedIn?: { userId: string; email: string } | undefined;
  name?: string | undefined;
  password?: string | undefined;
  language?: string | undefined;
};

/** `created`: a new account, which is to be signed in with the password just chosen. */
export type InvitationAccepted = { userId: string; email: string; created: boolean };

/**
 * Makes the invited person a member, once, however often the link is used at the same moment. Without an account they
 * choose name and password; with one they must be signed in, so that a link alone never gives access to an account.
 * Errors: `invitation_not_found`, `unauthorised` (sign in first), `forbidden` (signed in as somebody else),
 * `invalid_value` (name or password missing), `already_member`.
 */
export async function acceptInvitation(
  core: Core,
  token: string,
  options: InvitationAccept,
): Promise<InvitationAccepted> {
  return transact(core, async (tx) => {
    const invitation = await findInvitation(tx, token, { lock: true });
    const { workspaceId } = invitation;
    const userId = invitation.userId
      ? existingUser(invitation, options)
      : await newUser(tx, invitation, options).catch(addressTaken);
    const inserted = await tx.query(
      'insert into members (workspace_id, user_id, role) values ($1, $2, $3) on conflict do nothing',
      [workspaceId, userId, invitation.role],
    );
    if (inserted.rowCount === 0) fail('already_member');
    await tx.query('update invitations set accepted_at = now() where workspace_id = $1 and id = $2', [
      workspaceId,
      invitation.id,
    ]);
    await recordAudit(
      tx,
      { kind: 'system', workspaceId },
      {
        action: 'invitation.accepted',
        target: { kind: 'user', id: userId, name: options.name ?? invitation.email },
        after: { email: invitation.email, role: invitation.role },
      },
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'members' });
    tx.announce({ kind: 'changed', workspaceId, what: 'invitations' });
    return { userId, email: invitation.email, created: invitation.userId === null };
  });
}

function existingUser(invitation: OpenInvitation, { signedIn }: InvitationAccept): string {
  if (!signedIn) {
    return fail('unauthorised', {
      message: 'You have an account with this address. Sign in first, then accept.',
    });
  }
  if (signedIn.userId !== invitation.userId) mustBeInvited(invitation);
  return signedIn.userId;
}

async function newUser(tx: CoreTx, invitation: OpenInvitation, options: InvitationAccept): Promise<string> {
  // Somebody else's browser: an account made there would be confused with theirs.
  if (options.signedIn) mustBeInvited(invitation);
  const { name, password, language = null } = options;
  if (name === undefined)
    return fail('invalid_value', { field: '/name', message: 'Say how you are called.' });
  if (password === undefined)
    return fail('invalid_value', { field: '/password', message: 'Choose a password.' });
  return createUser(tx, { name, email: invitation.email, password, language });
}

function mustBeInvited({ email }: OpenInvitation): never {
  return fail('forbidden', {
    message: `This invitation is for ${email}. Sign out, or sign in with that address.`,
  });
}

/** The same person accepted an invitation of another workspace at the same moment: now they have an account. */
function addressTaken(thrown: unknown): never {
  if ((thrown as { constraint?: string }).constraint === 'users_email_key') fail('conflict');
  throw thrown;
}
