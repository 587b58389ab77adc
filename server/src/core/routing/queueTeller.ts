import type { Core } from '../core.ts';
import { promiseQueuePlaces, type QueuePlace } from './queuePlaces.ts';

/**
 * Tells visitors of their place in the queue when it changes. What was told last is kept here and nowhere else: after
 * a restart everybody is told once more, which harms nobody.
 */
export class QueueTeller {
  readonly #core: Core;
  readonly #told = new Map<string, Map<string, QueuePlace>>();

  constructor(core: Core) {
    this.#core = core;
  }

  async tell(workspaceId: string): Promise<void> {
    const before = this.#told.get(workspaceId) ?? new Map<string, QueuePlace>();
    const places = await promiseQueuePlaces(this.#core, workspaceId);
    const now = new Map(places.map((place) => [place.conversationId, place]));
    if (now.size > 0) this.#told.set(workspaceId, now);
    else this.#told.delete(workspaceId);
    const news = places.filter((place) => !isSame(place, before.get(place.conversationId)));
    const left = [...before.values()].filter((place) => !now.has(place.conversationId));
    this.#core.announce([
      ...news.map((place) => ({ kind: 'queue_place' as const, workspaceId, ...place })),
      ...left.map(({ conversationId, contactId }) => ({
        kind: 'queue_place' as const,
        workspaceId,
        conversationId,
        contactId,
        place: null,
        expectedSeconds: null,
      })),
    ]);
  }

  /** Workspaces in which somebody was told something that may have become wrong. */
  get workspaces(): string[] {
    return [...this.#told.keys()];
  }
}

const isSame = (a: QueuePlace, b: QueuePlace | undefined): boolean =>
  b !== undefined && a.place === b.place && a.expectedSeconds === b.expectedSeconds;
