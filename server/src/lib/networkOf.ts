import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whom a limit per address is for: an IPv4 address, or the first half of an IPv6 address, since everybody who has one has
 * 2^64 of them (RFC 6177). What is no address is itself.
 */
export function networkOf(address: string): string {
  const bare = address.split('%')[0]!;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  if (!isIPv6(bare)) return address;
  // The URL parser writes each group in one way and the longest row of zeros as `::`.
  const [head = '', tail] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    groups.push(...Array.from({ length: 8 - groups.length - after.length }, () => '0'), ...after);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}
