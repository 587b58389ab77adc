import dns from 'node:dns/promises';
import { createServer, type Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchOutside } from './fetchOutside.ts';
import { parseAllowedAddresses } from './publicAddress.ts';

/** A name server in an attacker's hand. */
const names = { answers: [] as string[][], asked: [] as string[] };
const attackersLookup = async (name: string) => {
  names.asked.push(name);
  return (names.answers.shift() ?? []).map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
};
/** Not by a mock of the module: files of one process share what they import, and may have imported it before. */
const { lookup } = dns;
const setLookup = (to: unknown) => {
  Object.assign(dns, { lookup: to });
  syncBuiltinESMExports();
};

let server: Server;
let port: number;
let hits = 0;
beforeAll(async () => {
  setLookup(attackersLookup);
  server = createServer((_request, answer) => {
    hits += 1;
    answer.end('secret of the network');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  setLookup(lookup);
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  hits = 0;
  names.asked = [];
});

const call = (allow = '', host = 'rebind.example.com') =>
  fetchOutside(`http://${host}:${port}/`, {
    method: 'GET',
    timeoutMs: 5000,
    mostBytes: 100,
    allowed: parseAllowedAddresses(allow),
  });

test('a name that stands for an address inside is refused', async () => {
  for (const inside of [
    '127.0.0.1',
    '::ffff:127.0.0.1',
    '::1',
    '169.254.169.254',
    '0.0.0.0',
    '64:ff9b::7f00:1',
    'fe80::1%eth0',
  ]) {
    names.answers = [[inside]];
    await expect(call(), inside).rejects.toMatchObject({ reason: 'address' });
  }
  expect(hits).toBe(0);
});

test('a name with one address outside and one inside is refused, in whichever order', async () => {
  for (const answer of [
    ['8.8.8.8', '127.0.0.1'],
    ['127.0.0.1', '8.8.8.8'],
  ]) {
    names.answers = [answer];
    await expect(call()).rejects.toMatchObject({ reason: 'address' });
  }
  expect(hits).toBe(0);
});

test('a name that answers differently the second time is asked once, and the checked address is called', async () => {
  // 127.0.0.1 stands for the address that was found good; the second answer would be asked for by whoever resolved again.
  names.answers = [['127.0.0.1'], ['127.0.0.2']];
  expect((await call('127.0.0.1')).body.toString()).toBe('secret of the network');
  expect(names.asked).toEqual(['rebind.example.com']);
  expect(names.answers).toEqual([['127.0.0.2']]);
  expect(hits).toBe(1);
});

test('a name with no address says so', async () => {
  names.answers = [[]];
  await expect(call()).rejects.toMatchObject({ reason: 'name' });
});
