import { formatIdPair, parseIdPair } from '../../lib/idPair.ts';

export type ApiKeyParts = { workspaceId: string; keyId: string; secret: string };

const FORM = /^csk_([A-Za-z0-9_-]{43})_([A-Za-z0-9_-]{43})$/;
const PREFIX_LENGTH = 16;

/**
 * An API key as its owner gets it: `csk_`, which key it is, and the secret of which we keep only the hash. The key's
 * own id comes before the workspace's, so that the first characters already tell keys apart.
 */
export function formatApiKey({ workspaceId, keyId, secret }: ApiKeyParts): string {
  return `csk_${formatIdPair(keyId, workspaceId)}_${secret}`;
}

export function parseApiKey(text: string): ApiKeyParts | undefined {
  const [, pair = '', secret = ''] = FORM.exec(text) ?? [];
  const ids = parseIdPair(pair);
  return ids && { keyId: ids[0], workspaceId: ids[1], secret };
}

/** What a list shows to recognise a key by. Holds nothing of the secret. */
export const apiKeyPrefix = (text: string): string => text.slice(0, PREFIX_LENGTH);
