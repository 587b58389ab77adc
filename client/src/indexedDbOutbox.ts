import type { OutboxStorage, StoredMessage } from './types.ts';

const STORE = 'messages';

/**
 * An outbox in the browser's IndexedDB: survives reloads and crashes, and is shared by the tabs of an origin that use
 * the same `name`. Use one name per server and user, so that nobody sends what another one wrote.
 * Every call rejects where the browser allows no storage (some private modes); messages then live in memory only.
 */
export function indexedDbOutbox(name: string): OutboxStorage {
  const factory = (globalThis as { indexedDB?: Factory }).indexedDB;
  let opened: Promise<Database> | undefined;

  async function run<T>(mode: 'readonly' | 'readwrite', work: (store: Store) => Request<T>): Promise<T> {
    opened ??= open(factory, name, () => {
      opened = undefined;
    });
    try {
      const database = await opened;
      return await finish(database, mode, work);
    } catch (error) {
      // Browsers close databases under memory pressure: the next call opens it anew.
      opened = undefined;
      throw error;
    }
  }

  return {
    load: () => run('readonly', (store) => store.getAll()),
    put: async (message) => void (await run('readwrite', (store) => store.put(message))),
    remove: async (entryId) => void (await run('readwrite', (store) => store.delete(entryId))),
  };
}

function open(factory: Factory | undefined, name: string, closed: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    if (!factory) throw new Error('This browser has no IndexedDB.');
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: 'entryId' });
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = closed;
      // Another tab wants to delete or upgrade it; it would wait for us for ever.
      database.onversionchange = () => {
        database.close();
        closed();
      };
      resolve(database);
    };
  });
}

/** Resolves when the transaction is complete, that is, when the change is durable and not only asked for. */
function finish<T>(
  database: Database,
  mode: 'readonly' | 'readwrite',
  work: (store: Store) => Request<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

// The part of the DOM's types that is used: the core is checked without the DOM, and so is this file.
type Request<T> = {
  readonly result: T;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
};
type OpenRequest = Request<Database> & { onupgradeneeded: (() => void) | null };
type Factory = { open(name: string, version: number): OpenRequest };
type Database = {
  createObjectStore(name: string, options: { keyPath: string }): unknown;
  transaction(store: string, mode: 'readonly' | 'readwrite'): Transaction;
  close(): void;
  onclose: (() => void) | null;
  onversionchange: (() => void) | null;
};
type Transaction = {
  objectStore(name: string): Store;
  readonly error: unknown;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  onerror: (() => void) | null;
};
type Store = {
  getAll(): Request<StoredMessage[]>;
  put(message: StoredMessage): Request<unknown>;
  delete(entryId: string): Request<unknown>;
};
