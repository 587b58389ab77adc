import { createPublicKey, type KeyObject } from 'node:crypto';
import { fail } from '../../errors.ts';

/** Bits below which an RSA key is refused (NIST SP 800-131A, revision 2). */
const LEAST_RSA_BITS = 2048;

/**
 * A site's public key in its standard PEM form (SPKI). Throws `invalid_value` unless it is RSA of at least 2048 bits
 * or Ed25519. A private key is refused too, lest we store what only the site may have.
 */
export function parsePublicKey(pem: string): string {
  if (pem.includes('PRIVATE KEY')) {
    refuse('This is a private key. Keep it secret, and give its public key here.');
  }
  const key = readKey(pem);
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  const isStrongRsa = key.asymmetricKeyType === 'rsa' && bits >= LEAST_RSA_BITS;
  if (!isStrongRsa && key.asymmetricKeyType !== 'ed25519') {
    refuse(`Use an RSA key of at least ${LEAST_RSA_BITS} bits, or an Ed25519 key.`);
  }
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function readKey(pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (cause) {
    return refuse('This is not a public key in PEM form.', cause);
  }
}

function refuse(message: string, cause?: unknown): never {
  return fail('invalid_value', { field: '/publicKey', message, cause });
}
