import type { Client } from '@causerie/client';
import { toAppError } from '../api/AppError.ts';
import type { DeskApi } from '../api/desk.ts';
import { draftKept, draftsToKeep, onDrafts, takeDraft } from '../messages/drafts.ts';

/** While somebody types, the server is told at most this often, milliseconds. */
const PAUSE_MS = 1000;

/**
 * Keeps drafts the same on all devices of their writer: local first, the server when it can be reached, the one written
 * last wins. Returns the function that stops.
 */
export function syncDrafts({ client, api }: { client: Client; api: DeskApi }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;

  async function flush() {
    timer = undefined;
    if (sending || client.state !== 'online') return;
    sending = true;
    try {
      for (const draft of draftsToKeep()) {
        try {
          const held = await api.putDraft(draft);
          draftKept(draft);
          if (held.writtenAt > draft.writtenAt) takeDraft(held);
        } catch (thrown) {
          const { status } = toAppError(thrown);
          // Of a conversation that is no more, or another workspace's: it stays here only.
          if (status < 400 || status >= 500) break;
          draftKept(draft);
        }
      }
    } finally {
      sending = false;
    }
  }
  const soon = () => {
    timer ??= setTimeout(() => void flush(), PAUSE_MS);
  };
  const load = async () => {
    try {
      for (const draft of (await api.drafts()).items) takeDraft(draft);
      soon();
    } catch {
      // Asked again when the connection is back.
    }
  };
  const stops = [
    onDrafts(soon),
    client.on('draft', (draft) => void takeDraft(draft)),
    client.on('state', ({ state }) => void (state === 'online' && load())),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}
