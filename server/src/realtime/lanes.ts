import type { ClientFrame } from '@causerie/protocol';

/** One socket's frames: what shares a lane is handled in the order in which it came; everything else side by side. */
export class Lanes {
  readonly #lanes = new Map<string, Promise<void>>();

  /** `work` must not reject. */
  run(frame: ClientFrame, work: () => Promise<void>): void {
    const lane = laneOf(frame);
    if (lane === undefined) return void work();
    const done = (this.#lanes.get(lane) ?? Promise.resolve()).then(work);
    this.#lanes.set(lane, done);
    void done.then(() => this.#lanes.get(lane) === done && this.#lanes.delete(lane));
  }
}

/** Messages to one conversation keep their order, and so do its subscriptions: each replay ends before the next begins. */
function laneOf(frame: ClientFrame): string | undefined {
  if (frame.type === 'send') return `send/${frame.conversationId}`;
  if (frame.type === 'subscribe' && frame.topic === 'conversation') return `follow/${frame.conversationId}`;
  if (frame.type === 'unsubscribe' && frame.topic === 'conversation') return `follow/${frame.id}`;
  if ((frame.type === 'subscribe' || frame.type === 'unsubscribe') && frame.topic === 'view')
    return `view/${frame.view}`;
  return undefined;
}
