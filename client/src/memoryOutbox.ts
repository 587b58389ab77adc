import type { OutboxStorage, StoredMessage } from './types.ts';

/** An outbox that lives as long as the process. Survives reconnects, not reloads. */
export function memoryOutbox(): OutboxStorage {
  const messages = new Map<string, StoredMessage>();
  return {
    load: async () => [...messages.values()],
    put: async (message) => void messages.set(message.entryId, message),
    remove: async (entryId) => void messages.delete(entryId),
  };
}
