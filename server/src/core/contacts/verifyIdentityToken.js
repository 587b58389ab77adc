import { createPublicKey } from 'node:crypto';
import { EmailAddress } from '@causerie/protocol';
import { jwtVerify } from 'jose';
import { Value } from 'typebox/value';
import { fail } from '../../errors.ts';
const MOST_AGE = '24h';
/**
 * Checks a site's JWT (RFC 7519): HS256 with the inbox's secret, or RS256 / EdDSA with the public key that the site
 * registered. The algorithm follows from the key, never from the token alone. `sub` and `exp` are required.
 * Throws `invalid_token`.
 */
export async function verifyIdentityToken(keys, token) {
    const algorithm = algorithmOf(token);
    const key = algorithm === 'HS256'
        ? keys.secret && new TextEncoder().encode(keys.secret)
        : keys.publicKey && createPublicKey(keys.publicKey);
    if (!key)
        return fail('invalid_token', { message: `This inbox has no key for ${algorithm} tokens.` });
    try {
        const { payload } = await jwtVerify(token, key, {
            algorithms: [algorithm],
            requiredClaims: ['sub', 'exp'],
            clockTolerance: 60,
            ...(payloadOf(token).iat !== undefined && { maxTokenAge: MOST_AGE }),
        });
        const text = (name, most) => {
            const value = payload[name];
            return typeof value === 'string' && value.trim() !== '' && !value.includes('\0')
                ? value.slice(0, most)
                : undefined;
        };
        const [name, email, phone] = [text('name', 200), text('email', 254)?.toLowerCase(), text('phone', 30)];
        return {
            externalId: String(payload.sub).slice(0, 200),
            ...(name && { name }),
            ...(email && Value.Check(EmailAddress, email) && { email }),
            ...(phone && { phone }),
        };
    }
    catch (cause) {
        return fail('invalid_token', {
            cause,
            message: 'The signed statement of who this visitor is does not hold.',
        });
    }
}
function algorithmOf(token) {
    const { alg } = part(token, 0);
    if (alg === 'HS256' || alg === 'RS256' || alg === 'EdDSA')
        return alg;
    return fail('invalid_token', { message: 'Sign with HS256, RS256 or EdDSA.' });
}
const payloadOf = (token) => part(token, 1);
function part(token, index) {
    try {
        return JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
    }
    catch (cause) {
        return fail('invalid_token', { cause });
    }
}
