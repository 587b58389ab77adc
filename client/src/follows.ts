import type { ClientFrame, ServerFrameOf } from '@causerie/protocol';

/**
 * What else is followed beside conversations (the list of rows, contacts), and what the server should know of this
 * user (page, what is on the screen): all that has to be said again on every new connection.
 */
export class Follows {
  readonly #send: (frame: ClientFrame) => boolean;
  #followers = 0;
  /**
   * Where the rows of the list's followers end. Watermarks cannot be compared, so each one that a follower brought is
   * asked from; once all are answered everybody is live, and the newest one stands for all.
   */
  #watermarks = new Set<string | undefined>();
  #unanswered = 0;
  /** Views that only the server can decide, with where each one's list ends. */
  readonly #views = new Map<string, string>();
  readonly #contacts = new Map<string, number>();
  #view: ClientFrame | undefined;
  #page: ClientFrame | undefined;

  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send;
  }

  online(): void {
    this.#unanswered = 0;
    if (this.#followers) for (const since of this.#watermarks) this.#subscribe(since);
    for (const [view, since] of this.#views) this.#subscribeView(view, since);
    for (const contactId of this.#contacts.keys()) this.#subscribeContact(contactId);
    if (this.#view) this.#send(this.#view);
    if (this.#page) this.#send(this.#page);
  }

  /** Without a watermark: what happens from now on. */
  conversations(watermark?: string): () => void {
    this.#followers++;
    this.#watermarks.add(watermark);
    this.#subscribe(watermark);
    return once(() => {
      if (--this.#followers) return;
      this.#watermarks.clear();
      this.#unanswered = 0;
      this.#send({ type: 'unsubscribe', topic: 'conversations' });
    });
  }

  rows(frame: ServerFrameOf<'rows'>): void {
    if (frame.watermark === undefined || !this.#followers) return;
    this.#unanswered--;
    if (this.#unanswered > 0) return;
    this.#unanswered = 0;
    this.#watermarks = new Set([frame.watermark]);
  }

  /** One follower a view: its list is on one screen. A second call goes on from another watermark. */
  listView(view: string, watermark: string): () => void {
    this.#views.set(view, watermark);
    this.#subscribeView(view, watermark);
    return once(() => {
      this.#views.delete(view);
      this.#send({ type: 'unsubscribe', topic: 'view', view });
    });
  }

  viewRows({ view, watermark }: ServerFrameOf<'view_rows'>): void {
    if (watermark !== undefined && this.#views.has(view)) this.#views.set(view, watermark);
  }

  contact(contactId: string): () => void {
    const holders = this.#contacts.get(contactId) ?? 0;
    this.#contacts.set(contactId, holders + 1);
    if (!holders) this.#subscribeContact(contactId);
    return once(() => {
      const left = this.#contacts.get(contactId)! - 1;
      this.#contacts.set(contactId, left);
      if (left) return;
      this.#contacts.delete(contactId);
      this.#send({ type: 'unsubscribe', topic: 'contact', id: contactId });
    });
  }

  view(conversationId: string | null): void {
    this.#view = { type: 'view', conversationId };
    this.#send(this.#view);
  }

  page(url: string, title: string): void {
    // A longer one would be a bad frame, and the end of the connection.
    this.#page = { type: 'page', url: url.slice(0, 2000), title: title.slice(0, 300) };
    this.#send(this.#page);
  }

  #subscribe(since: string | undefined): void {
    if (this.#send({ type: 'subscribe', topic: 'conversations', since })) this.#unanswered++;
  }

  #subscribeView(view: string, since: string): void {
    this.#send({ type: 'subscribe', topic: 'view', view, since });
  }

  #subscribeContact(contactId: string): void {
    this.#send({ type: 'subscribe', topic: 'contact', contactId });
  }
}

/** A function that does something the first time only: clean-ups are called twice by some frameworks. */
function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}
