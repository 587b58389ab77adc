import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect } from './patience.ts';

/** Names of the widget's parts in a language. */
const names = {
  en: {
    open: /^Open chat/,
    message: 'Message',
    send: 'Send',
    log: 'Messages',
    back: 'Back',
    close: 'Close chat',
  },
  fr: {
    open: /^Ouvrir le chat/,
    message: 'Message',
    send: 'Envoyer',
    log: 'Messages',
    back: 'Retour',
    close: 'Fermer le chat',
  },
};

/** A customer, in front of a page that carries the widget (or of the messenger by itself). */
export class Visitor {
  readonly page: Page;
  /** Where the messenger is: its frame on the page, or the page itself. */
  readonly chat: FrameLocator | Page;
  readonly names: (typeof names)['en'];

  constructor(page: Page, options: { standalone?: boolean; language?: keyof typeof names } = {}) {
    this.page = page;
    this.chat = options.standalone ? page : page.frameLocator('iframe[title="Chat"]');
    this.names = names[options.language ?? 'en'];
  }

  get launcher(): Locator {
    return this.page.getByRole('button', { name: this.names.open });
  }
  get message(): Locator {
    return this.chat.getByRole('textbox', { name: this.names.message, exact: true });
  }
  get log(): Locator {
    return this.chat.getByRole('log', { name: this.names.log });
  }
  /** The line at the top that tells of the connection. */
  get notice(): Locator {
    return this.chat.getByRole('status').first();
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await expect(this.message).toBeVisible();
  }

  async close(): Promise<void> {
    await this.button(this.names.close).first().click();
    await expect(this.launcher).toBeVisible();
  }

  /** By its whole name. */
  button(name: string | RegExp): Locator {
    return this.chat.getByRole('button', { name, exact: true });
  }

  async write(text: string): Promise<void> {
    await this.fill(text);
    await this.button(this.names.send).click();
    await expect(this.said(text)).toBeVisible();
  }

  /** Text goes to where the focus is, and a frame of another site gets the focus a moment late: look, and fill again. */
  async fill(text: string): Promise<void> {
    await expect(async () => {
      await this.message.fill(text);
      await expect(this.message).toHaveValue(text, { timeout: 500 });
    }).toPass();
  }

  /** A message in the thread. */
  said(text: string | RegExp): Locator {
    return this.log.getByText(text, typeof text === 'string' ? { exact: true } : undefined).first();
  }

  /** Which of these texts the thread shows, in its order; one that is there twice is given twice. */
  async order(texts: readonly string[]): Promise<string[]> {
    const all = await this.log.innerText();
    return all.split('\n').flatMap((line) => texts.filter((text) => line.trim() === text));
  }
}
