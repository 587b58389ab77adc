import type { Kpis, Report } from '@causerie/protocol';
import type { Locator, Page } from '@playwright/test';
import type { Agent } from './support/Agent.ts';
import { until } from './support/Api.ts';
import { type BusyCompany, makeBusyCompany, companyPassword as password } from './support/busyCompany.ts';
import { Site } from './support/Site.ts';
import { expect, test, useServer } from './support/test.ts';
import type { Visitor } from './support/Visitor.ts';

/**
 * A busy hour, in short: five customers, three agents with room for one each, and two supervisors, each in a browser of
 * their own. What everybody wrote is kept in a ledger; at the end screens, log and reports must agree with it.
 */
const server = useServer({});
let company: BusyCompany;
let site: Site;
test.beforeAll(async () => {
  company = await makeBusyCompany(server().url);
  site = await Site.with(server().url, company.inbox.key);
});
test.afterAll(() => site?.close());

/** Somebody at the desk. */
type Desk = Agent & { userId: string };
/** A customer's talk: the conversation it is in now, and everything that was said, in order. */
type Talk = {
  visitor: Visitor;
  id: string;
  said: { text: string; by: 'customer' | 'agent' | 'note' }[];
};

test('two supervisors and three agents through a busy hour: nothing is lost, and the reports agree', async ({
  agentAt,
  visitorAt,
}) => {
  test.setTimeout(420_000);
  const { api } = company;
  const at = (path: string) => `${server().url}/w/${api.workspaceId}/${path}`;
  const desk = async (email: string): Promise<Desk> => {
    const agent = await agentAt(server(), email, { password });
    const { userId } = company.members.find((member) => member.email === email)!;
    return Object.assign(agent, { userId });
  };
  const [ada, sol] = [await desk('ada@example.com'), await desk('sol@example.com')];
  const front = [await desk('bo@example.com'), await desk('cy@example.com'), await desk('di@example.com')];

  /** Writes as a customer, in the widget of the site. */
  const ask = async (talk: Talk, text: string) => {
    await talk.visitor.write(text);
    talk.said.push({ text, by: 'customer' });
    const { id } = await api.conversationSaying(text);
    talk.id = id;
  };
  const arrive = async (text: string): Promise<Talk> => {
    const visitor = await visitorAt(site.url);
    await visitor.open();
    const talk: Talk = { visitor, id: '', said: [] };
    await ask(talk, text);
    return talk;
  };
  const row = (who: Agent, talk: Talk): Locator => who.list.locator(`a[href*="${talk.id}"]`);
  const open = async (who: Agent, talk: Talk, view: 'Mine' | 'All' = 'Mine') => {
    await who.goTo(view);
    await row(who, talk).click();
    await expect(who.page).toHaveURL(new RegExp(talk.id));
    await expect(who.said(talk.said.findLast(({ by }) => by === 'customer')!.text)).toBeVisible();
  };
  /** Answers what is open on the screen; the customer reads it. */
  const answer = async (who: Agent, talk: Talk, text: string) => {
    await who.write(text);
    talk.said.push({ text, by: 'agent' });
    await expect(talk.visitor.said(text)).toBeVisible();
  };
  /** Writes a note below the thread that is open; the customer does not get it. */
  const note = async (who: Agent, talk: Talk, text: string) => {
    await who.note(text);
    talk.said.push({ text, by: 'note' });
  };
  const agentOf = async (talk: Talk): Promise<Desk> => {
    const assignee = await until('somebody has it', async () => {
      const found = (await api.conversations()).find(({ id }) => id === talk.id);
      return found?.assigneeId ?? undefined;
    });
    return front.find(({ userId }) => userId === assignee)!;
  };
  const tile = (page: Page, name: RegExp) => page.locator('dt', { hasText: name }).locator('xpath=../dd');

  const talks = await test.step('visitors arrive: three are served, two wait in the queue', async () => {
    await ada.page.goto(at('board'));
    await expect(ada.page.getByRole('heading', { name: 'Live board' })).toBeVisible();
    const served = [
      await arrive('My lamp hums since Monday'),
      await arrive('Where is my parcel?'),
      await arrive('Can I return the brass one?'),
    ];
    const owners = new Set<Desk>();
    for (const talk of served) owners.add(await agentOf(talk));
    expect(owners.size, 'each has one, as their room is').toBe(3);
    const fourth = await arrive('Do you repair shades?');
    await expect(fourth.visitor.chat.locator('.queue')).toContainText('next in line');
    const fifth = await arrive('Is the shop open today?');
    await expect(fifth.visitor.chat.locator('.queue')).toContainText('2nd in line');
    await expect(tile(ada.page, /^Unassigned$/)).toHaveText('2');
    await expect(tile(ada.page, /^Waiting$/)).toHaveText('5');
    return [...served, fourth, fifth];
  });
  const [hums, parcel, brass, shades, shop] = talks as [Talk, Talk, Talk, Talk, Talk];
  const [bo, cy, di] = [await agentOf(hums), await agentOf(parcel), await agentOf(brass)];

  await test.step('answers within what was promised', async () => {
    await open(bo, hums);
    const due = bo.page.locator('header').getByText(/First response due in/);
    await expect(due).toBeVisible();
    await answer(bo, hums, 'Please try another socket');
    await expect(due).toHaveCount(0);
    await open(cy, parcel);
    await answer(cy, parcel, 'It left Lyon this morning');
    await open(di, brass);
    await answer(di, brass, 'Within thirty days, yes');
  });

  await test.step('one is resolved and rated; the first in the queue is next', async () => {
    await bo.page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await hums.visitor.log.getByRole('radio', { name: '5 stars' }).check({ force: true });
    await hums.visitor.log.getByRole('button', { name: 'Submit' }).click();
    await expect(shades.visitor.log.getByText(/Front joined/)).toBeVisible();
    await expect(shop.visitor.chat.locator('.queue')).toContainText('next in line');
    expect(await agentOf(shades)).toBe(bo);
    await open(bo, shades);
    await answer(bo, shades, 'We do, in the workshop');
  });

  await test.step('a transfer with a note; the room it makes is taken at once', async () => {
    await cy.page.getByRole('main').press('t');
    const dialog = cy.page.getByRole('dialog', { name: 'Transfer' });
    await dialog.getByRole('combobox', { name: 'To' }).selectOption(`person/${sol.userId}`);
    await dialog.getByRole('textbox', { name: 'Note for them' }).fill('They want it sent to work');
    await dialog.getByRole('button', { name: 'Transfer' }).click();
    await expect(dialog).toHaveCount(0);
    parcel.said.push({ text: 'They want it sent to work', by: 'note' });
    expect(await agentOf(shop)).toBe(cy);
    await open(sol, parcel);
    await expect(sol.said('They want it sent to work')).toBeVisible();
    await ask(parcel, 'Could it come to my office?');
    await answer(sol, parcel, 'I have told the carrier');
    await open(cy, shop);
    await answer(cy, shop, 'Until seven, as every day');
  });

  await test.step('a note that calls a supervisor, who is told and answers in a note', async () => {
    await di.page.getByRole('tab', { name: 'Note' }).click();
    const field = di.page.getByRole('textbox', { name: 'Note', exact: true });
    await field.pressSequentially('May I pay the way back, @ada');
    await expect(di.page.getByRole('listbox', { name: 'People and teams' })).toBeVisible();
    await di.page.keyboard.press('Enter');
    await field.pressSequentially('?');
    await di.page.getByRole('button', { name: 'Add note' }).click();
    await expect(di.log.getByText(/May I pay the way back/).last()).toBeVisible();
    await di.page.getByRole('tab', { name: 'Reply' }).click();
    const bell = ada.page.getByRole('button', { name: 'Notifications' });
    await expect(bell).toHaveAccessibleDescription('1 unread notification');
    await bell.click();
    await ada.page.getByRole('button', { name: /mentioned you/ }).click();
    await expect(ada.log.getByText(/May I pay the way back/)).toBeVisible();
    const written = (await api.texts(brass.id)).at(-1)!;
    brass.said.push({ text: written, by: 'note' });
    await note(ada, brass, 'Yes, up to ten euros');
    await expect(di.said('Yes, up to ten euros')).toBeVisible();
  });

  await test.step('put aside, and back with the customer’s next words', async () => {
    await di.page.getByRole('button', { name: 'Snooze', exact: true }).click();
    await di.page.getByRole('menuitem', { name: 'In one hour' }).click();
    await di.goTo('Mine');
    await expect(di.page.getByText('Nothing waits for you')).toBeVisible();
    await di.goTo('Snoozed');
    await expect(row(di, brass)).toBeVisible();
    await ask(brass, 'And who pays the way back?');
    await expect(row(di, brass)).toHaveCount(0);
    await open(di, brass);
    await answer(di, brass, 'We do, up to ten euros');
  });

  await test.step('the supervisors whisper, join and take over from the board', async () => {
    await ada.page.goto(at('board'));
    await sol.page.goto(at('board'));
    const boardRow = (page: Page, words: string) =>
      page.getByRole('listitem').filter({ hasText: words }).first();
    await boardRow(ada.page, 'Until seven, as every day')
      .getByRole('button', { name: /Write a note/ })
      .click();
    await expect(ada.page.getByRole('tab', { name: 'Note' })).toHaveAttribute('aria-selected', 'true');
    await note(ada, shop, 'Tell them of the late Thursday');
    await expect(cy.said('Tell them of the late Thursday')).toBeVisible();
    await boardRow(sol.page, 'Until seven, as every day').getByRole('button', { name: /Join/ }).click();
    await expect(cy.page.getByText(/(Sol Super.*|Ada Owner.*) (is|are) looking too/)).toBeVisible();
    await ada.page.goto(at('board'));
    await boardRow(ada.page, 'We do, in the workshop')
      .getByRole('button', { name: /Take over/ })
      .click();
    await expect(ada.log).toBeVisible();
    await expect(row(bo, shades)).toHaveCount(0);
    await ask(shades, 'How long would it take?');
    await answer(ada, shades, 'A week, in my experience');
  });

  await test.step('a customer who comes back is a second conversation; the two become one', async () => {
    await ask(hums, 'It hums again');
    expect(await agentOf(hums)).toBe(bo);
    await open(bo, hums);
    await answer(bo, hums, 'Then we send a new one');
    await bo.page.getByRole('button', { name: 'More', exact: true }).click();
    await bo.page.getByRole('menuitem', { name: /^Merge with another/ }).click();
    await bo.page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await expect(bo.log.getByText(/merged two conversations/)).toBeVisible();
    await ask(hums, 'Thank you, both times');
    await answer(bo, hums, 'With pleasure');
  });

  await test.step('what was said is found, and opens in its place', async () => {
    await sol.page.goto(at('search'));
    const field = sol.page.getByRole('combobox', { name: 'Search everything that was said' });
    const found = sol.page.getByRole('listbox', { name: 'Results' }).getByRole('option', { name: /carrier/ });
    // The index follows a little behind.
    await expect(async () => {
      await field.fill('');
      await field.fill('carrier');
      await expect(found).toHaveCount(1, { timeout: 3000 });
    }).toPass();
    await found.click();
    await expect(sol.log.locator('[aria-current="true"]')).toContainText('I have told the carrier');
  });

  await test.step('all at once: a priority that is taken back, then closing time', async () => {
    await sol.page.goto(at('inbox/all'));
    await expect(sol.list.getByRole('listitem')).toHaveCount(5);
    await sol.list.getByRole('checkbox').first().check();
    const bar = sol.page.getByRole('toolbar', { name: 'Change the selected conversations' });
    const selectAll = async () => {
      await bar.getByRole('button', { name: 'Select all 5 shown' }).click();
      await expect(bar.getByRole('status')).toHaveText('5 selected');
    };
    await selectAll();
    await bar.getByRole('button', { name: 'Priority' }).click();
    await sol.page.getByRole('menuitem', { name: 'High' }).click();
    await expect(sol.page.getByText('5 conversations changed')).toBeVisible();
    await sol.page.getByRole('button', { name: 'Undo' }).click();
    await expect(sol.page.getByText('5 conversations put back')).toBeVisible();
    expect((await api.conversations()).map(({ priority }) => priority)).toEqual(Array(5).fill('none'));
    await sol.list.getByRole('checkbox').first().check();
    await selectAll();
    await bar.getByRole('button', { name: 'Resolve', exact: true }).click();
    await expect(sol.page.getByText('No open conversations')).toBeVisible();
    await parcel.visitor.log.getByRole('radio', { name: '4 stars' }).check({ force: true });
    await parcel.visitor.log.getByRole('button', { name: 'Submit' }).click();
  });

  await test.step('nothing is lost: what each wrote is in the log and on the customers’ screens, once, in order', async () => {
    for (const { visitor, id, said } of talks) {
      expect(await api.texts(id)).toEqual(said.map(({ text }) => text));
      const seen = said.flatMap(({ text, by }) => (by === 'note' ? [] : [text]));
      expect(await visitor.order(said.map(({ text }) => text))).toEqual(seen);
    }
    expect(await api.conversations()).toEqual([]);
  });

  await test.step('the reports and the board agree with it', async () => {
    const expected = countOf(talks);
    // A week, so that an hour around midnight is as good as any.
    const day = (ms: number) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Paris' }).format(ms);
    const range = `from=${day(Date.now() - 6 * 86_400_000)}&to=${day(Date.now())}`;
    const report = (groupBy: string) => api.call<Report>('GET', `/reports?${range}&groupBy=${groupBy}`);
    const figures = ({ started, resolved, firstResponse, response, ratings, rating }: Kpis) => ({
      started,
      resolved,
      firstResponses: firstResponse.count,
      responses: response.count,
      ratings,
      rating,
    });
    await expect.poll(async () => figures((await report('agent')).total)).toEqual(expected);
    const byAgent = await report('agent');
    const sum = (of: (kpis: Kpis) => number) => byAgent.rows.reduce((all, { kpis }) => all + of(kpis), 0);
    expect(sum(({ response }) => response.count)).toBe(expected.responses);
    expect(sum(({ resolved }) => resolved)).toBe(expected.resolved);

    await sol.page.goto(at('reports'));
    await sol.page.getByRole('combobox', { name: 'Period' }).selectOption('Last 7 days');
    await sol.page.getByRole('combobox', { name: 'By', exact: true }).selectOption('Agent');
    await expect(sol.page.getByRole('button', { name: /New conversations/ })).toContainText(
      String(expected.started),
    );
    await expect(sol.page.getByRole('button', { name: /^Resolved/ })).toContainText(
      String(expected.resolved),
    );
    await expect(sol.page.getByRole('button', { name: /^Rating/ })).toContainText('4.5 / 5');
    await expect(sol.page.getByRole('row', { name: /Sol Super/ })).toBeVisible();

    await ada.page.goto(at('board'));
    await expect(tile(ada.page, /^Waiting$/)).toHaveText('0');
    await expect(tile(ada.page, /^Unassigned$/)).toHaveText('0');
    await expect(tile(ada.page, /^Free$/)).toHaveText('5');
  });
});

/** What the reports must say, counted from the ledger by the definitions of docs/kpis.md. */
function countOf(talks: Talk[]) {
  let responses = 0;
  for (const { said } of talks) {
    let waits = false;
    for (const { by } of said) {
      if (by === 'agent' && waits) responses += 1;
      if (by !== 'note') waits = by === 'customer';
    }
  }
  // One came twice: six began, each was answered; one was closed early, and five at closing time.
  return { started: 6, resolved: 6, firstResponses: 6, responses, ratings: 2, rating: 4.5 };
}
