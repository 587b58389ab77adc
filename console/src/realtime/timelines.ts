import type { Client, Timeline } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';

/** How many conversations stay subscribed after one has left them, so that going back shows them at once. */
const KEPT = 8;

export type Timelines = ReturnType<typeof createTimelines>;

/** Holds the timelines that were opened last; the least recently opened one is let go. */
export function createTimelines(client: Client) {
  const held = new Map<string, Timeline<Conversation>>();
  return {
    open(id: string): Timeline<Conversation> {
      const timeline = held.get(id) ?? client.conversation<Conversation>(id);
      held.delete(id);
      held.set(id, timeline);
      const oldest = held.keys().next();
      if (held.size > KEPT && !oldest.done) {
        held.get(oldest.value)?.release();
        held.delete(oldest.value);
      }
      return timeline;
    },
    close() {
      for (const timeline of held.values()) timeline.release();
      held.clear();
    },
  };
}
