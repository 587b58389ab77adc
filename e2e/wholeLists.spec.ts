import type { Page } from '@playwright/test';
import { Api, until } from './support/Api.ts';
import { addConversations, withDatabase } from './support/bulkData.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { expect, test, useServer } from './support/test.ts';

/** Everything that a list holds is changed in the background: cancelled, undone, and not lost when the server dies. */
test.describe.configure({ mode: 'serial', timeout: 300_000 });
const server = useServer({ demo: true });
/** With those of the sample more than any request may name. */
const MANY = 500;
let api: Api;

test.beforeAll(async () => {
  api = await Api.signIn(server().url);
  const [model] = await api.conversations();
  await withDatabase(server(), (client) => addConversations(client, model!.id, MANY));
});

const countOf = (condition: string) =>
  withDatabase(server(), async (client) => {
    const found = await client.query<{ n: number }>(
      `select count(*)::int as n from conversations where workspace_id = $1 and ${condition}`,
      [api.workspaceId],
    );
    return found.rows[0]!.n;
  });
const OPEN = `status in ('open', 'pending') and not spam`;

/** Selects everything of the list by the keyboard's X and the two buttons of the bar. */
async function selectEverything(page: Page): Promise<void> {
  await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('x');
  const bar = page.getByRole('toolbar', { name: 'Change the selected conversations' });
  await bar.getByRole('button', { name: /^Select (all )?\d+ shown/ }).click();
  await bar.getByRole('button', { name: 'Everything in this list' }).click();
  await expect(bar.getByRole('status')).toHaveText('Everything selected');
}

async function setPriority(page: Page, priority: string): Promise<void> {
  const bar = page.getByRole('toolbar', { name: 'Change the selected conversations' });
  await bar.getByRole('button', { name: 'Priority' }).click();
  await page.getByRole('menuitem', { name: priority }).click();
  const dialog = page.getByRole('dialog', { name: 'Change everything in this list?' });
  await expectAccessible(page, 'everything is selected');
  await dialog.getByRole('button', { name: 'Change all' }).click();
}

const strip = (page: Page) => page.getByRole('region', { name: 'Change of a whole list' });

test('everything in a list is changed, also what is not loaded; and put back, except what a colleague has changed', async ({
  agentAt,
}) => {
  const { page } = await agentAt(server());
  await page.getByRole('link', { name: 'All', exact: true }).click();
  const total = await countOf(OPEN);
  const before = await countOf(`${OPEN} and priority = 'urgent'`);
  expect(total).toBeGreaterThan(500);
  await selectEverything(page);
  await setPriority(page, 'Urgent');
  await expect(strip(page).getByText(/conversations changed/)).toBeVisible({ timeout: 120_000 });
  await expectAccessible(page, 'a run above the list');
  expect(await countOf(`${OPEN} and priority = 'urgent'`)).toBe(total);
  // Told again to whoever comes back.
  await page.reload();
  await expect(strip(page).getByText(/conversations changed/)).toBeVisible();
  const mine = await withDatabase(server(), async (client) => {
    const found = await client.query<{ id: string }>(
      `select id from conversations where workspace_id = $1 and last_message->>'preview' = 'Words number 300'`,
      [api.workspaceId],
    );
    return found.rows[0]!.id;
  });
  await api.call('PATCH', `/conversations/${mine}`, { priority: 'low' });
  await strip(page).getByRole('button', { name: 'Undo' }).click();
  await expect(strip(page).getByText(/conversations put back/)).toBeVisible({ timeout: 120_000 });
  await expect(strip(page).getByText(/^1 could not be changed/)).toBeVisible();
  expect(await countOf(`${OPEN} and priority = 'urgent'`)).toBe(before);
  expect(await countOf(`${OPEN} and priority = 'low' and id = '${mine}'`)).toBe(1);
  await strip(page).getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('list', { name: 'Conversations' }).getByRole('listitem').first()).toBeVisible();
  await expect(strip(page)).toBeHidden();
});

test('a run is cancelled: what it has changed stays, and the rest is left alone', async ({ agentAt }) => {
  const { page } = await agentAt(server());
  await page.getByRole('link', { name: 'All', exact: true }).click();
  const [, , third] = await api.conversations();
  const before = await countOf(`${OPEN} and priority = 'high'`);
  await withDatabase(server(), async (client) => {
    // One of the first is held by somebody, so that the run cannot be at its end before the button is pressed.
    await client.query('begin');
    await client.query('select from conversations where id = $1 for update', [third!.id]);
    await selectEverything(page);
    await setPriority(page, 'High');
    await until('the first to be changed', async () =>
      (await countOf(`${OPEN} and priority = 'high'`)) > before ? true : undefined,
    );
    await strip(page).getByRole('button', { name: 'Cancel' }).click();
    await client.query('rollback');
  });
  await expect(strip(page).getByText(/^Cancelled\./)).toBeVisible();
  const changed = await countOf(`${OPEN} and priority = 'high'`);
  expect(changed).toBeGreaterThan(before);
  expect(changed).toBeLessThan(MANY);
  await strip(page).getByRole('button', { name: 'Undo' }).click();
  await expect(strip(page).getByText(/put back/)).toBeVisible({ timeout: 120_000 });
  expect(await countOf(`${OPEN} and priority = 'high'`)).toBe(before);
});

test('the server dies in the middle: after its restart the run goes on to its end', async ({
  agentAt,
  expectTrouble,
}) => {
  expectTrouble(/ERR_CONNECTION|Failed to load resource|WebSocket/, 'the server is killed');
  const { page } = await agentAt(server());
  await page.getByRole('link', { name: 'All', exact: true }).click();
  const total = await countOf(OPEN);
  const newest = async () => {
    const { items } = await api.call<{ items: { id: string; done: number }[] }>('GET', '/bulk-runs');
    return items[0];
  };
  const before = (await newest())?.id;
  await selectEverything(page);
  await setPriority(page, 'Low');
  await until('the run to be under way', async () => {
    const run = await newest();
    return run && run.id !== before && run.done > 0 ? true : undefined;
  });
  await server().kill();
  await server().restart();
  await expect(strip(page).getByText(/conversations changed/)).toBeVisible({ timeout: 200_000 });
  expect(await countOf(`${OPEN} and priority = 'low'`)).toBe(total);
  const doubled = await withDatabase(server(), (client) =>
    client.query(
      `select conversation_id from entries where event->>'type' = 'priority_changed' and event->>'priority' = 'low'
       and author_id = $1 and at > now() - interval '10 minutes' group by 1 having count(*) > 2`,
      [api.userId],
    ),
  );
  expect(doubled.rowCount).toBe(0);
});
