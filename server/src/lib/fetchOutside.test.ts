import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchOutside } from './fetchOutside.ts';
import { isReachable, parseAllowedAddresses } from './publicAddress.ts';

const nothing = parseAllowedAddresses('');

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'ff02::1',
    'nonsense',
    '',
  ])('%s is not reached', (address) => expect(isReachable(address, nothing)).toBe(false));

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '2606:4700:4700::1111',
    '::ffff:8.8.8.8',
    '2a00:1450::1',
  ])('%s is reached', (address) => expect(isReachable(address, nothing)).toBe(true));

  test('in IPv6 clothes is judged as it is without them', () => {
    fc.assert(
      fc.property(fc.ipV4(), (v4) => {
        expect(isReachable(`::ffff:${v4}`, nothing)).toBe(isReachable(v4, nothing));
      }),
    );
  });

  test('that is allowed by network is reached, the others are not', () => {
    const allowed = parseAllowedAddresses('10.0.0.0/8, fd00::/8,127.0.0.1');
    for (const address of ['10.9.9.9', '::ffff:10.1.1.1', 'fd00::1', '127.0.0.1'])
      expect(isReachable(address, allowed)).toBe(true);
    for (const address of ['127.0.0.2', '192.168.0.1', 'fe80::1'])
      expect(isReachable(address, allowed)).toBe(false);
    expect(isReachable('127.0.0.1', parseAllowedAddresses('all'))).toBe(true);
    expect(() => parseAllowedAddresses('10.0.0.0/99')).toThrow('neither an address');
  });
});

describe('a request to the outside', () => {
  let server: Server;
  let url: string;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((request, answer) => {
      hits += 1;
      if (request.url === '/redirect') return answer.writeHead(302, { location: '/inside' }).end();
      if (request.url === '/slow') return;
      answer.end('x'.repeat(5000));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const options = { method: 'GET' as const, timeoutMs: 3000, mostBytes: 100, allowed: nothing };

  test.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '017700000001',
    'foo.localhost',
  ])('to %s never leaves', async (host) => {
    const before = hits;
    const target = url.replace('127.0.0.1', host);
    await expect(fetchOutside(target, options)).rejects.toMatchObject({ reason: 'address' });
    expect(hits).toBe(before);
  });

  test('with another scheme or a password in it is refused', async () => {
    for (const bad of [
      'ftp://example.com',
      'file:///etc/passwd',
      'javascript:1',
      'nonsense',
      'http://a:b@example.com/',
    ])
      await expect(fetchOutside(bad, options)).rejects.toMatchObject({ reason: 'url' });
  });

  test('where allowed gets the answer, cut to what was asked for; a redirect is an answer', async () => {
    const allowed = parseAllowedAddresses('127.0.0.1');
    const answer = await fetchOutside(url, { ...options, allowed });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body.length).toBe(100);
    const before = hits;
    expect((await fetchOutside(`${url}/redirect`, { ...options, allowed })).status).toBe(302);
    expect(hits).toBe(before + 1);
    await expect(fetchOutside(`${url}/slow`, { ...options, allowed, timeoutMs: 50 })).rejects.toMatchObject({
      reason: 'timeout',
    });
    await expect(fetchOutside('http://127.0.0.1:1/', { ...options, allowed })).rejects.toMatchObject({
      reason: 'connection',
    });
  });

  test('by a name needs all its addresses to be allowed', async () => {
    // `localhost` stands for 127.0.0.1, and on many machines for ::1 too.
    const allowed = parseAllowedAddresses('127.0.0.1,::1');
    expect(
      (await fetchOutside(url.replace('127.0.0.1', 'localhost'), { ...options, allowed }).catch((e) => e))
        .reason,
    ).not.toBe('address');
  });
});
