import { jwtVerify, SignJWT } from 'jose';
import { fail } from '../../errors.ts';
const encode = (secret) => new TextEncoder().encode(secret);
export function signResumeToken(keys, claims, expiresAt) {
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
export async function verifyResumeToken(keys, token) {
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
    }
    catch (cause) {
        const expired = cause.code === 'ERR_JWT_EXPIRED';
        return fail(expired ? 'link_expired' : 'invalid_token', { cause });
    }
}
