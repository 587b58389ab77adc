import type { Messenger } from './messenger.ts';

/** How many pages before the first message the agent gets to see. */
const PAGES = 10;
/** Between two pages that are told after the fact: the server orders them by the time at which it hears of them. */
const APART_MS = 40;
const SETTLED_MS = 1100;

type Page = { url: string; title: string };

/**
 * What is to be told once there is somebody to tell: pages seen while there was no connection, and what the site says
 * of the visitor. Until the server knows the contact, each connection hears of all pages, since it may be the one on
 * which the first message is written.
 */
export class Waiting {
  readonly #messenger: Messenger;
  readonly #queue: Page[] = [];
  #pages: Page[];
  #profile: { name?: string; email?: string } = {};
  #told = false;
  #last: Page | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(messenger: Messenger) {
    this.#messenger = messenger;
    // A site of ordinary pages loads this frame anew on each: the pages before are in the browser's memory.
    this.#pages = JSON.parse(messenger.memory.get('pages') ?? '[]') as Page[];
  }

  /** Single-page applications change the address first and the title a little later: waits for both. */
  visit(page: Page): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#see(page), this.#last ? SETTLED_MS : 0);
  }

  describe(profile: { name?: string; email?: string }): void {
    this.#profile = { ...this.#profile, ...profile };
    this.tell();
  }

  /** Another visitor from here on: what the former one looked at is none of their history. */
  forget(): void {
    this.disconnected();
    this.#pages = this.#last ? [this.#last] : [];
    this.#profile = {};
  }

  disconnected(): void {
    this.#told = false;
    this.#queue.length = 0;
  }

  tell(): void {
    const { store, memory } = this.#messenger;
    const { connection, session } = store.state;
    if (connection === 'online' && !this.#told) {
      this.#told = true;
      this.#send(this.#pages);
    }
    if (this.#told && session?.contactId) {
      this.#pages = [];
      const profile = this.#profile;
      this.#profile = {};
      if (profile.name || profile.email) void this.#messenger.patch(profile).catch(() => undefined);
    }
    memory.set('pages', this.#pages.length ? JSON.stringify(this.#pages) : undefined);
  }

  #see(page: Page): void {
    const last = this.#last ?? this.#pages.at(-1);
    this.#last = page;
    if (last?.url === page.url && last.title === page.title) return;
    this.#pages = [...this.#pages, page].slice(-PAGES);
    if (this.#told) this.#send([page]);
    this.tell();
  }

  #send(pages: readonly Page[]): void {
    const idle = !this.#queue.length;
    this.#queue.push(...pages);
    if (idle) this.#next();
  }

  #next = (): void => {
    const [page] = this.#queue;
    if (!page) return;
    this.#messenger.client.page(page.url, page.title);
    setTimeout(() => {
      this.#queue.shift();
      this.#next();
    }, APART_MS);
  };
}
