/** FNV-1a over UTF-16 units with a final mix, 32 bits, never 0 (0 marks an empty slot). */
export function hashText(text: string, seed: number, from = 0, to = text.length): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) | 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** A hash that tells what kind of feature of its family it stands for, 0 to 3, in its two lowest bits. */
export function markKind(hash: number, kind: number): number {
  return (hash & ~3) | kind;
}

export function kindOf(hash: number): number {
  return hash & 3;
}

/** The hash of an ordered pair of hashes. */
export function hashPair(first: number, second: number, seed: number): number {
  return mix(Math.imul(first, 0x85ebca6b) ^ Math.imul(second ^ seed, 0xc2b2ae35));
}

function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16) || 1;
}
