import { formatIdPair, parseIdPair } from '../../lib/idPair.ts';

export type InvitationToken = { workspaceId: string; invitationId: string; secret: string };

/** What the link of an invitation carries: which one it is, and the secret of which we keep only the hash. */
export function formatInvitationToken({ workspaceId, invitationId, secret }: InvitationToken): string {
  return `${formatIdPair(workspaceId, invitationId)}.${secret}`;
}

export function parseInvitationToken(token: string): InvitationToken | undefined {
  const [pair = '', secret = '', ...more] = token.split('.');
  const ids = parseIdPair(pair);
  if (!ids || secret === '' || more.length > 0) return undefined;
  return { workspaceId: ids[0], invitationId: ids[1], secret };
}
