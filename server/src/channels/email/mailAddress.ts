import { createHmac } from 'node:crypto';
import { sameSecret } from '../../lib/secrets.ts';
import { uuidFromBytes, uuidToBytes } from '../../lib/uuid.ts';

/**
 * Addresses of our own that come back to us: `reply+<mark>@domain` for answers to a conversation, `bounce+<mark>@domain`
 * as envelope sender, where the post office returns what it cannot deliver. The mark carries the ids and a signature,
 * since anybody can write to any address. Hexadecimal, because some mail programs change the case.
 */
export type MarkedAddress = { purpose: 'reply' | 'bounce'; workspaceId: string; id: string };

const MARK_BYTES = 10;

export function formatMarkedAddress(
  secret: string,
  domain: string,
  { purpose, workspaceId, id }: MarkedAddress,
): string {
  const ids = Buffer.concat([uuidToBytes(workspaceId), uuidToBytes(id)]);
  return `${purpose}+${ids.toString('hex')}${sign(secret, purpose, ids)}@${domain}`;
}

/** Undefined for every address that we did not make. */
export function parseMarkedAddress(secret: string, address: string): MarkedAddress | undefined {
  const match = /^(reply|bounce)\+([0-9a-f]{64})([0-9a-f]{20})@/i.exec(address.trim().toLowerCase());
  if (!match) return undefined;
  const purpose = match[1] as MarkedAddress['purpose'];
  const ids = Buffer.from(match[2]!, 'hex');
  if (!sameSecret(match[3]!, sign(secret, purpose, ids))) return undefined;
  return { purpose, workspaceId: uuidFromBytes(ids.subarray(0, 16)), id: uuidFromBytes(ids.subarray(16)) };
}

const sign = (secret: string, purpose: string, ids: Buffer): string =>
  createHmac('sha256', secret).update(purpose).update(ids).digest().subarray(0, MARK_BYTES).toString('hex');
