import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
/** 256 random bits as URL-safe text. */
export const randomSecret = () => randomBytes(32).toString('base64url');
/** What is stored of a random secret. Plain SHA-256 suffices: 256 random bits cannot be guessed from their hash. */
export const hashSecret = (secret) => createHash('sha256').update(secret).digest('base64url');
/** Compares in constant time, so that the answer's timing tells nothing of the secret. */
export function sameSecret(a, b) {
    const [x, y] = [Buffer.from(a), Buffer.from(b)];
    return x.length === y.length && timingSafeEqual(x, y);
}
