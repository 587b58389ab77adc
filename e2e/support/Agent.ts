import type { Locator, Page } from '@playwright/test';
import { demoPassword } from './Api.ts';
import { expect } from './patience.ts';

/** What is read of the console's router. */
type Router = { state: { status: string; resolvedLocation?: { pathname: string } } };

/** Somebody at the console. */
export class Agent {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(email: string, password = demoPassword): Promise<void> {
    const { page } = this;
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  }

  /** Goes to an address as a link does: without loading the console anew, which takes several times as long. */
  async visit(url: string): Promise<void> {
    const { pathname, search } = new URL(url);
    await this.page.evaluate((to) => history.pushState({}, '', to), pathname + search);
    // The router is where its transition has ended: what was shown before is gone.
    await this.page.waitForFunction((to) => {
      const { state } = (globalThis as unknown as { __TSR_ROUTER__: Router }).__TSR_ROUTER__;
      return state.status === 'idle' && state.resolvedLocation?.pathname === to;
    }, pathname);
  }

  /**
   * Two keys, one after the other. They belong together for a second, which a busy machine may take between them: what
   * the second one opens by itself then is closed again.
   */
  async goBy(first: string, second: string, heading: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('Escape');
      for (const key of [first, second]) await this.page.keyboard.press(key);
      await expect(this.page.getByRole('heading', { name: heading, level: 1 })).toBeVisible({
        timeout: 3000,
      });
    }).toPass();
  }

  get list(): Locator {
    return this.page.getByRole('list', { name: 'Conversations' });
  }
  get log(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }
  get reply(): Locator {
    return this.page.getByRole('textbox', { name: 'Reply' });
  }

  async goTo(view: 'Mine' | 'Unassigned' | 'All' | 'Snoozed' | 'Resolved'): Promise<void> {
    await this.page.getByRole('link', { name: view, exact: true }).click();
  }

  /** A row of the list by its last words. */
  row(words: string | RegExp): Locator {
    return this.list.getByRole('listitem').filter({ hasText: words });
  }

  async openRow(words: string | RegExp): Promise<void> {
    await this.row(words).first().getByRole('link').click();
    await expect(this.log).toBeVisible();
  }

  /** The first conversation of all that are open, by the keyboard. */
  async openFirst(): Promise<void> {
    await this.goTo('All');
    await expect(this.list.getByRole('listitem').first()).toBeVisible();
    await this.page.keyboard.press('j');
    await expect(this.log).toBeVisible();
  }

  async write(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.page.getByRole('button', { name: 'Send reply' }).click();
    await expect(this.said(text)).toBeVisible();
  }

  async note(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Note' }).click();
    await this.page.getByRole('textbox', { name: 'Note', exact: true }).fill(text);
    await this.page.getByRole('button', { name: 'Add note' }).click();
    await expect(this.said(text)).toBeVisible();
    await this.page.getByRole('tab', { name: 'Reply' }).click();
  }

  said(text: string | RegExp): Locator {
    return this.log.getByText(text, typeof text === 'string' ? { exact: true } : undefined).first();
  }

  /** Which of these texts the thread shows, in its order; one that is there twice is given twice. */
  async order(texts: readonly string[]): Promise<string[]> {
    const all = await this.log.innerText();
    return all.split('\n').flatMap((line) => texts.filter((text) => line.trim() === text));
  }
}
