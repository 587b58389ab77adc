import { uuidFromBytes, uuidToBytes } from './uuid.ts';

const ID_BYTES = 16;

/** Two ids as 43 URL-safe characters: the first part of keys and links that must name a row of a workspace. */
export function formatIdPair(first: string, second: string): string {
  return Buffer.concat([uuidToBytes(first), uuidToBytes(second)]).toString('base64url');
}

/** The two ids again, in their order; undefined for whatever is not such text exactly. */
export function parseIdPair(text: string): [first: string, second: string] | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  // The last character holds two bits too many: only one spelling of an id is valid.
  if (bytes.toString('base64url') !== text) return undefined;
  return [uuidFromBytes(bytes.subarray(0, ID_BYTES)), uuidFromBytes(bytes.subarray(ID_BYTES))];
}
