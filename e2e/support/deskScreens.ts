import type { Page } from '@playwright/test';
import type { Api } from './Api.ts';
import { expect } from './patience.ts';

/** A screen of the console; `states` are what opens on it (menus, dialogs), each from the screen as it was. */
export type DeskScreen = {
  name: string;
  /** Below the workspace. */
  path: string;
  /** What is there once the screen has its data. */
  ready: (page: Page) => Promise<void>;
  states?: [name: string, open: (page: Page) => Promise<void>][];
};

const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
/** The heading is there, and nothing is still on its way. */
const settled = async (page: Page) => {
  await heading(page);
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
};
const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();
const key = (keys: string) => (page: Page) => page.getByRole('main').press(keys);

/** One after the other. */
const all =
  (...steps: ((page: Page) => Promise<unknown>)[]) =>
  async (page: Page) => {
    for (const step of steps) await step(page);
  };
const dialog = (page: Page) => expect(page.getByRole('dialog').first()).toBeVisible();
const menu = (page: Page) => expect(page.getByRole('menu').first()).toBeVisible();
const combobox = (page: Page) => expect(page.getByRole('combobox').last()).toBeFocused();
const item = (name: string | RegExp) => (page: Page) => page.getByRole('menuitem', { name }).click();

/** A page of the settings, and the dialogs that its buttons open. */
const settings = (name: string, path: string, ...buttons: (string | RegExp)[]): DeskScreen => ({
  name,
  path: `settings${path}`,
  ready: settled,
  states: buttons.map((button) => [`${name}, ${button}`, all(press(button), dialog)]),
});

/** Every screen of agents and supervisors: what axe looks at, and pictures are taken of. A new screen gets its line. */
export async function deskScreens(
  api: Api,
): Promise<Record<'inbox' | 'people' | 'supervisor' | 'settings', DeskScreen[]>> {
  const inbox = await api.inbox();
  const conversation =
    (await api.conversations()).find((c) => c.contact.name) ?? (await api.conversations())[0]!;
  const thread = async (page: Page) => {
    await expect(page.getByRole('log', { name: 'Messages' }).getByRole('article').first()).toBeVisible();
    await expect(
      page.getByRole('complementary', { name: 'Contact' }).locator('[aria-busy="true"]'),
    ).toHaveCount(0);
  };
  const list = (page: Page) =>
    expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()).toBeVisible();
  return {
    inbox: [
      {
        name: 'list',
        path: 'inbox/all',
        ready: list,
        states: [
          ['views', all(press('All views'), dialog)],
          ['new view', all(press('All views'), press('New view'), dialog)],
          [
            'bulk bar',
            (page) => page.getByRole('list', { name: 'Conversations' }).getByRole('checkbox').first().check(),
          ],
          ['notifications', all(press('Notifications'), dialog)],
          ['account menu', all(press(/^Amélie Laurent/), menu)],
          ['palette', all(key('Control+k'), dialog)],
          ['shortcuts', all(press('Shortcuts'), dialog)],
        ],
      },
      {
        name: 'thread',
        path: `inbox/all/${conversation.id}`,
        ready: thread,
        states: [
          [
            'emoji',
            all(press('Emoji'), (page) => expect(page.getByPlaceholder('Search emoji')).toBeVisible()),
          ],
          ['insert menu', all(press('Insert'), menu)],
          ['how to send', all(press('How to send'), menu)],
          [
            'snippets',
            all(press('Insert a snippet'), (page) => expect(page.getByRole('listbox')).toBeVisible()),
          ],
          ['macros', all(key('q'), dialog)],
          ['assign menu', all(key('a'), menu)],
          ['label menu', all(key('l'), combobox)],
          ['snooze menu', all(key('s'), menu)],
          ['snooze by words', all(key('z'), dialog)],
          ['transfer', all(key('t'), dialog)],
          ['more', all(press('More'), menu)],
          ['merge conversations', all(press('More'), item(/^Merge with another/), dialog)],
          ['note', (page) => page.getByRole('tab', { name: 'Note' }).click()],
        ],
      },
    ],
    people: [
      {
        name: 'contacts',
        path: 'contacts',
        ready: (page) => expect(page.getByRole('table').getByRole('link').first()).toBeVisible(),
        states: [
          ['columns', all(press('Columns'), dialog)],
          [
            'condition',
            all(press('Add a condition'), (page) => expect(page.getByRole('listbox')).toBeVisible()),
          ],
          ['add contact', all(press('Add contact'), dialog)],
        ],
      },
      {
        name: 'contact',
        path: `contacts/${conversation.contact.id}`,
        ready: (page) =>
          expect(page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first()).toBeVisible(),
        states: [
          ['start a conversation', all(press('Start a conversation'), dialog)],
          ['merge contacts', all(press('More'), item('Merge with another contact'), dialog)],
        ],
      },
      {
        name: 'search, empty',
        path: 'search',
        ready: heading,
        states: [['filters', all(press('Add a filter'), menu)]],
      },
      {
        name: 'search',
        path: 'search?q=lamp%20-is:note',
        ready: (page) =>
          expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option').first()).toBeVisible(),
        states: [
          [
            'hit in its thread',
            async (page) => {
              await page.getByRole('option').first().click();
              await thread(page);
            },
          ],
        ],
      },
      {
        name: 'nothing found',
        path: 'search?q=zzzzzz',
        ready: (page) => expect(page.getByText('Nothing found')).toBeVisible(),
      },
    ],
    supervisor: [
      {
        name: 'board',
        path: 'board',
        ready: settled,
      },
      {
        name: 'reports',
        path: 'reports',
        ready: (page) => expect(page.getByRole('table').first()).toBeVisible(),
      },
    ],
    settings: [
      settings('settings', ''),
      settings('inboxes', '/inboxes', 'New inbox'),
      {
        ...settings('inbox', `/inboxes/${inbox.id}`),
        states: [
          [
            'a site that is not allowed',
            (page) => expect(page.getByText('https://other.example.com carries this')).toBeVisible(),
          ],
        ],
      },
      settings('members', '/members', 'Invite', 'Routing of Amélie Laurent'),
      settings('teams', '/teams', 'New team'),
      settings('roles', '/roles', 'New role'),
      settings('snippets', '/snippets', 'New snippet'),
      settings('macros', '/macros', 'New macro'),
      settings('fields', '/fields', 'Add field'),
      settings('imports', '/imports', 'Import a file'),
      settings('policies', '/sla', 'New policy'),
      settings('labels', '/labels', 'New label'),
      settings('keys', '/api-keys', 'New key'),
      settings('webhooks', '/webhooks', 'New webhook'),
      settings('audit log', '/audit'),
      settings('privacy', '/privacy'),
      settings('workspace', '/workspace'),
      settings('account', '/account'),
    ],
  };
}
