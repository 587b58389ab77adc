import { jwtVerify, SignJWT } from 'jose';
import { fail } from '../../errors.ts';
import type { Core } from '../core.ts';
import type { ServerKeys } from '../serverKeys.ts';

type Member = { workspaceId: string; userId: string };

const secretOf = (keys: ServerKeys) => new TextEncoder().encode(keys.link);

/** Of a link in a mail: it can end these mails and nothing else, and never expires, as the mail does not. */
export function signMailPreference(keys: ServerKeys, { workspaceId, userId }: Member): Promise<string> {
  return new SignJWT({ ws: workspaceId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setAudience('mail-preference')
    .setIssuedAt()
    .sign(secretOf(keys));
}

/** No more mails of notifications for whom the link was made. A repeat is harmless. Throws `invalid_token`. */
export async function stopNotificationMails(core: Core, token: string): Promise<void> {
  const { payload } = await jwtVerify(token, secretOf(core.keys), {
    algorithms: ['HS256'],
    audience: 'mail-preference',
  }).catch((cause) => fail('invalid_token', { cause }));
  await core.db.query('update members set notify_by_email = false where workspace_id = $1 and user_id = $2', [
    payload.ws,
    payload.sub,
  ]);
}
