import { jwtVerify, SignJWT } from 'jose';
import { fail } from '../../errors.ts';
import type { ServerKeys } from '../serverKeys.ts';

/**
 * Who a widget is: an identity of kind `visitor` (this browser) or `user` (proven by the site) in one inbox.
 * It names the identity, not the contact, so that it stays right when contacts merge.
 */
export type VisitorClaims = {
  workspaceId: string;
  inboxId: string;
  identity: { kind: 'visitor' | 'user'; address: string };
  /** As the session's request told; the contact, who is made with the first message, starts with it. */
  details?: VisitorDetails;
};

/** What a widget tells of its visitor. */
export type VisitorDetails = {
  language?: string | undefined;
  timeZone?: string | undefined;
  device?: string | undefined;
};

const encode = (secret: string) => new TextEncoder().encode(secret);

/** Good for a year from the last visit: every session renews it. */
export function signVisitorToken(keys: ServerKeys, claims: VisitorClaims): Promise<string> {
  const { language, timeZone, device } = claims.details ?? {};
  return new SignJWT({
    ws: claims.workspaceId,
    inb: claims.inboxId,
    knd: claims.identity.kind,
    ...(language && { lng: language }),
    ...(timeZone && { tz: timeZone }),
    ...(device && { dev: device }),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(claims.identity.address)
    .setAudience('visitor')
    .setIssuedAt()
    .setExpirationTime('365d')
    .sign(encode(keys.visitor));
}

/** Throws `invalid_token` for whatever is not exactly a token of ours. */
export async function verifyVisitorToken(keys: ServerKeys, token: string): Promise<VisitorClaims> {
  try {
    const { payload } = await jwtVerify(token, encode(keys.visitor), {
      algorithms: ['HS256'],
      audience: 'visitor',
    });
    return {
      workspaceId: String(payload.ws),
      inboxId: String(payload.inb),
      identity: { kind: payload.knd === 'user' ? 'user' : 'visitor', address: String(payload.sub) },
      details: { language: text(payload.lng), timeZone: text(payload.tz), device: text(payload.dev) },
    };
  } catch (cause) {
    return fail('invalid_token', { cause });
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
