/** At most two letters for an avatar: first of the first and of the last word; of an address, what stands before the @. */
export function initialsOf(name: string | null | undefined): string {
  const parts = (name ?? '')
    .replace(/@.*$/, '')
    .split(/[\s'’._-]+/)
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const first = parts[0];
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  return [first, last]
    .map((part) => part?.match(/[\p{L}\p{N}]/u)?.[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** One of eight hues, evenly spread (FNV-1a over the id). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash >>> 0) % 8) + 1;
}
