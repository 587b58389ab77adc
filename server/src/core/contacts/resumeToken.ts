import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { fail } from '../../errors.ts';
import type { ServerKeys } from '../serverKeys.ts';

/**
 * What a resume link carries. `email`: the link was mailed to that address, so that whoever follows it has shown
 * that they read it. It opens this conversation on any device until it expires.
 */
export type ResumeClaims = {
  workspaceId: string;
  inboxId: string;
  conversationId: string;
  contactId: string;
  email?: string;
};

const encode = (secret: string) => new TextEncoder().encode(secret);

export function signResumeToken(keys: ServerKeys, claims: ResumeClaims, expiresAt: Date): Promise<string> {
  return new SignJWT({
    ws: claims.workspaceId,
    inb: claims.inboxId,
    cnv: claims.conversationId,
    ...(claims.email && { eml: claims.email }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.contactId)
    .setAudience('resume')
    .setIssuedAt()
    .setExpirationTime(expiresAt)
    .sign(encode(keys.link));
}

/** Throws `link_expired` or `invalid_token`. */
export async function verifyResumeToken(keys: ServerKeys, token: string): Promise<ResumeClaims> {
  try {
    const { payload } = await jwtVerify(token, encode(keys.link), {
      algorithms: ['HS256'],
      audience: 'resume',
    });
    return {
      workspaceId: String(payload.ws),
      inboxId: String(payload.inb),
      conversationId: String(payload.cnv),
      contactId: String(payload.sub),
      ...(typeof payload.eml === 'string' && { email: payload.eml }),
    };
  } catch (cause) {
    const expired = (cause as { code?: string }).code === 'ERR_JWT_EXPIRED';
    return fail(expired ? 'link_expired' : 'invalid_token', { cause });
  }
}

/**
 * The inbox that a link is for, unproven: only for showing the messenger, which tells the visitor if the link is no
 * good. Throws `invalid_token` where it is no token at all.
 */
export function inboxOfResumeToken(token: string): Pick<ResumeClaims, 'workspaceId' | 'inboxId'> {
  try {
    const { ws, inb } = decodeJwt(token);
    if (typeof ws === 'string' && typeof inb === 'string') return { workspaceId: ws, inboxId: inb };
  } catch {
    // Cut off, or no token of ours.
  }
  return fail('invalid_token');
}
