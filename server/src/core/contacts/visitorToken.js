import { jwtVerify, SignJWT } from 'jose';
import { fail } from '../../errors.ts';
const encode = (secret) => new TextEncoder().encode(secret);
/** Good for a year from the last visit: every session renews it. */
export function signVisitorToken(keys, claims) {
    return new SignJWT({ ws: claims.workspaceId, inb: claims.inboxId, knd: claims.identity.kind })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(claims.identity.address)
        .setAudience('visitor')
        .setIssuedAt()
        .setExpirationTime('365d')
        .sign(encode(keys.visitor));
}
/** Throws `invalid_token` for whatever is not exactly a token of ours. */
export async function verifyVisitorToken(keys, token) {
    try {
        const { payload } = await jwtVerify(token, encode(keys.visitor), {
            algorithms: ['HS256'],
            audience: 'visitor',
        });
        return {
            workspaceId: String(payload.ws),
            inboxId: String(payload.inb),
            identity: { kind: payload.knd === 'user' ? 'user' : 'visitor', address: String(payload.sub) },
        };
    }
    catch (cause) {
        return fail('invalid_token', { cause });
    }
}
