import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf } from './networkOf.ts';

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'nonsense'],
  ['', ''],
])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network));

test('whoever has a network of IPv6 is one, whichever address they take', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
  const half = fc.array(group, { minLength: 4, maxLength: 4 }).map((groups) => groups.join(':'));
  fc.assert(
    fc.property(half, half, half, (network, a, b) => {
      expect(networkOf(`${network}:${a}`)).toBe(networkOf(`${network}:${b}`));
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (a, b) => {
      const groupsOf = (address: string) => networkOf(address).replace('::/64', '').split(':');
      for (const address of [a, b])
        if (!networkOf(address).includes('.')) expect(groupsOf(address)).toHaveLength(4);
    }),
  );
});
