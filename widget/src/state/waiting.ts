import type { Messenger } from './messenger.ts';

type Page = { url: string; title: string };

/** How many pages before the first message the agent gets to see. */
const PAGES = 10;

/** What is only worth telling once there is a contact to tell it of: pages seen before, and what the site says of them. */
export class Waiting {
  readonly #messenger: Messenger;
  #pages: Page[];
  #profile: { name?: string; email?: string } = {};

  constructor(messenger: Messenger) {
    this.#messenger = messenger;
    // A site of ordinary pages loads this frame anew on each: the pages before are in the browser's memory.
    this.#pages = JSON.parse(messenger.memory.get('pages') ?? '[]') as Page[];
  }

  visit(url: string, title: string): void {
    this.#pages = [...this.#pages.filter((p) => p.url !== url), { url, title }].slice(-PAGES);
    this.#messenger.client.page(url, title);
    this.#messenger.memory.set('pages', JSON.stringify(this.#pages));
    this.tell();
  }

  describe(profile: { name?: string; email?: string }): void {
    this.#profile = { ...this.#profile, ...profile };
    this.tell();
  }

  tell(): void {
    const { client, store, memory } = this.#messenger;
    if (!store.state.session?.contactId || store.state.connection !== 'online') return;
    for (const { url, title } of this.#pages.splice(0)) client.page(url, title);
    memory.set('pages', undefined);
    const profile = this.#profile;
    this.#profile = {};
    if (profile.name || profile.email) void this.#messenger.patch(profile).catch(() => undefined);
  }
}
