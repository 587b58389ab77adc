import { afterEach, expect, test, vi } from 'vitest';
import { indexedDbOutbox } from './indexedDbOutbox.ts';
import type { StoredMessage } from './types.ts';

// A stand-in for the browser's IndexedDB with just its timing: requests and transactions end later, in order. What the
// real one does with it was checked in Chromium; here the file's own logic is.

type Handlers = Record<string, (() => void) | null>;

class FakeIndexedDb {
  readonly databases = new Map<string, Map<string, StoredMessage>>();
  readonly connections: (Handlers & { close(): void })[] = [];
  failOpen = false;
  failWrites = false;
  opens = 0;

  open(name: string) {
    this.opens++;
    const request: Handlers & { result?: unknown; error?: unknown } = { onsuccess: null, onerror: null };
    setTimeout(() => {
      if (this.failOpen) {
        request.error = new Error('no storage here');
        request.onerror?.();
        return;
      }
      const fresh = !this.databases.has(name);
      const store = this.databases.get(name) ?? new Map<string, StoredMessage>();
      this.databases.set(name, store);
      const database = this.#connect(store);
      this.connections.push(database);
      request.result = database;
      if (fresh) request.onupgradeneeded?.();
      request.onsuccess?.();
    });
    return request;
  }

  #connect(store: Map<string, StoredMessage>) {
    let closed = false;
    return {
      onclose: null,
      onversionchange: null,
      createObjectStore: () => {},
      close: () => {
        closed = true;
      },
      transaction: () => {
        if (closed) throw new Error('the database is closed');
        return this.#transact(store);
      },
    };
  }

  #transact(store: Map<string, StoredMessage>) {
    const transaction: Handlers & { error?: unknown; objectStore?: unknown } = {
      oncomplete: null,
      onabort: null,
    };
    const later = (work: () => unknown) => {
      const request: { result?: unknown } = {};
      setTimeout(() => {
        if (this.failWrites) {
          transaction.error = new Error('quota');
          transaction.onabort?.();
          return;
        }
        request.result = work();
        transaction.oncomplete?.();
      });
      return request;
    };
    return Object.assign(transaction, {
      objectStore: () => ({
        getAll: () => later(() => structuredClone([...store.values()])),
        put: (message: StoredMessage) => later(() => store.set(message.entryId, structuredClone(message))),
        delete: (id: string) => later(() => store.delete(id)),
      }),
    });
  }
}

const message = (entryId: string): StoredMessage => ({
  entryId,
  conversationId: 'c',
  kind: 'message',
  content: { kind: 'text', text: 'hello' },
  createdAt: 1,
});

function install(): FakeIndexedDb {
  const fake = new FakeIndexedDb();
  vi.stubGlobal('indexedDB', fake);
  return fake;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('keeps messages, shared by all who use the name, and opens the database once', async () => {
  const fake = install();
  const [a, b, other] = [indexedDbOutbox('x'), indexedDbOutbox('x'), indexedDbOutbox('y')];
  await Promise.all([a.put(message('1')), a.put(message('2')), a.put(message('1')), a.remove('2')]);
  expect(await b.load()).toEqual([message('1')]);
  expect(await other.load()).toEqual([]);
  expect(fake.opens).toBe(3);
});

test('rejects where there is no storage, and works again when there is', async () => {
  const outbox = indexedDbOutbox('x');
  await expect(outbox.load()).rejects.toThrow('no IndexedDB');
  const fake = install();
  const later = indexedDbOutbox('x');
  fake.failOpen = true;
  await expect(later.put(message('1'))).rejects.toThrow('no storage');
  fake.failOpen = false;
  fake.failWrites = true;
  await expect(later.put(message('1'))).rejects.toThrow('quota');
  fake.failWrites = false;
  await later.put(message('1'));
  expect(await later.load()).toHaveLength(1);
});

test('a database that the browser closed, or another tab wants to change, is opened anew', async () => {
  const fake = install();
  const outbox = indexedDbOutbox('x');
  await outbox.put(message('1'));
  fake.connections[0]!.onclose?.();
  await outbox.put(message('2'));
  fake.connections[1]!.onversionchange?.();
  expect(await outbox.load()).toHaveLength(2);
  expect(fake.opens).toBe(3);
});
