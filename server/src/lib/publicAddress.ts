import { BlockList, isIP, isIPv4 } from 'node:net';

/** IPv4 networks that are not the public Internet (IANA special-purpose registry, RFC 6890 and later). */
const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, prefix, 'ipv4');

/** Of IPv6 only global unicast is public, and of that not what carries an IPv4 address inside or is for examples. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
const specialUnicast = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  specialUnicast.addSubnet(network, prefix, 'ipv6');

/** Addresses that may be reached although they are not public. */
export type AllowedAddresses = 'all' | BlockList;

/** Networks (`10.0.0.0/8`), addresses, or `all`, separated by commas. Throws an Error for anything else. */
export function parseAllowedAddresses(text: string | undefined): AllowedAddresses {
  const list = new BlockList();
  for (const part of (text ?? '').split(',').map((each) => each.trim())) {
    if (part === '') continue;
    if (part === 'all') return 'all';
    const [address = '', prefix] = part.split('/');
    const family = isIP(address);
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
    if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128))
      throw new Error(`${part} is neither an address nor a network like 10.0.0.0/8`);
    list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Whether we may connect to this IP address: one of the public Internet, or one that is allowed by name. */
export function isReachable(address: string, allowed: AllowedAddresses): boolean {
  if (allowed === 'all') return true;
  const plain = withoutMapping(address);
  if (isIPv4(plain)) return allowed.check(plain, 'ipv4') || !special.check(plain, 'ipv4');
  if (isIP(plain) !== 6) return false;
  if (allowed.check(plain, 'ipv6')) return true;
  return globalUnicast.check(plain, 'ipv6') && !specialUnicast.check(plain, 'ipv6');
}

/** `::ffff:7f00:1` is 127.0.0.1 in other clothes. A zone (`%eth0`) goes: it only belongs to link-local addresses. */
function withoutMapping(address: string): string {
  const bare = address.split('%')[0]!;
  if (isIP(bare) !== 6) return bare;
  const canonical = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!mapped) return canonical;
  const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
