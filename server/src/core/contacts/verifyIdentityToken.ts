import { createPublicKey } from 'node:crypto';
import { EmailAddress } from '@causerie/protocol';
import { jwtVerify } from 'jose';
import { Value } from 'typebox/value';
import { fail } from '../../errors.ts';

/** What a site states of its signed-in visitor, after its signature was checked. */
export type ProvenVisitor = {
  externalId: string;
  name?: string;
  email?: string;
  phone?: string;
  /** Custom fields by key, unchecked. */
  fields?: Record<string, unknown>;
};

export type IdentityKeysOfInbox = { secret: string | null; publicKey: string | null };

const MOST_AGE = '24h';
/** Longest `sub`, in UTF-16 code units. */
const MOST_NAME = 200;

/**
 * Checks a site's JWT (RFC 7519): HS256 with the inbox's secret, or RS256 / EdDSA with the public key that the site
 * registered. The algorithm follows from the key, never from the token alone. `sub` and `exp` are required.
 * Throws `invalid_token`.
 */
export async function verifyIdentityToken(keys: IdentityKeysOfInbox, token: string): Promise<ProvenVisitor> {
  const algorithm = algorithmOf(token);
  const key =
    algorithm === 'HS256'
      ? keys.secret && new TextEncoder().encode(keys.secret)
      : keys.publicKey && createPublicKey(keys.publicKey);
  if (!key) return fail('invalid_token', { message: `This inbox has no key for ${algorithm} tokens.` });
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      requiredClaims: ['sub', 'exp'],
      clockTolerance: 60,
      ...(payloadOf(token).iat !== undefined && { maxTokenAge: MOST_AGE }),
    });
    const externalId = String(payload.sub);
    // Cut to size, two names could become one person.
    if (externalId.trim() === '' || externalId.length > MOST_NAME)
      throw new Error('sub is empty or too long');
    const text = (name: string, most: number) => {
      const value = payload[name];
      return typeof value === 'string' && value.trim() !== '' && !value.includes('\0')
        ? value.slice(0, most)
        : undefined;
    };
    const [name, email, phone] = [text('name', 200), text('email', 254)?.toLowerCase(), text('phone', 30)];
    return {
      externalId,
      ...(name && { name }),
      ...(email && Value.Check(EmailAddress, email) && { email }),
      ...(phone && { phone }),
      ...(isObject(payload.fields) && { fields: payload.fields }),
    };
  } catch (cause) {
    return fail('invalid_token', {
      cause,
      message: 'The signed statement of who this visitor is does not hold.',
    });
  }
}

function algorithmOf(token: string): 'HS256' | 'RS256' | 'EdDSA' {
  const { alg } = part(token, 0);
  if (alg === 'HS256' || alg === 'RS256' || alg === 'EdDSA') return alg;
  return fail('invalid_token', { message: 'Sign with HS256, RS256 or EdDSA.' });
}

const payloadOf = (token: string) => part(token, 1);

function part(token: string, index: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString());
    return Object(value) as Record<string, unknown>;
  } catch (cause) {
    return fail('invalid_token', { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
