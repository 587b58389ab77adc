import type { Page } from '@playwright/test';
import { Api } from './support/Api.ts';
import { addConversations, addEntries, withDatabase } from './support/bulkData.ts';
import { expect, test, useServer } from './support/test.ts';

/** A list of 100,000 conversations and a thread of 10,000 entries scroll without anything missing on the way. */
test.describe.configure({ timeout: 240_000 });
const server = useServer({ demo: true });
const MANY_CONVERSATIONS = 100_000;
const MANY_ENTRIES = 10_000;

type Measured = { steps: number; blank: number; longTasks: number };

/**
 * Scrolls an element step by step for a while and looks at every frame: is anything drawn at its top, middle and bottom?
 * Long tasks are what the browser itself calls so; on a busy machine they
 * tell of the machine, so they are reported and not judged.
 */
async function scroll(page: Page, box: string, line: string, by: number, steps: number): Promise<Measured> {
  return page.evaluate(
    async ([boxSelector, lineSelector, step, count]) => {
      const element = document.querySelector<HTMLElement>(boxSelector as string)!;
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) tasks.push(entry.duration);
      });
      observer.observe({ type: 'longtask' });
      let blank = 0;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let i = 0; i < (count as number); i++) {
        element.scrollTop += step as number;
        await frame();
        await frame();
        const { left, top, width, height } = element.getBoundingClientRect();
        const filled = [0.2, 0.5, 0.8].every((part) =>
          document
            .elementsFromPoint(left + width / 2, top + height * part)
            .some((hit) => hit.closest(lineSelector as string)),
        );
        const atEdge =
          element.scrollTop <= 0 || element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
        if (!filled && !atEdge) blank++;
      }
      observer.disconnect();
      return { steps: count as number, blank, longTasks: tasks.length };
    },
    [box, line, by, steps] as const,
  );
}

/** Milliseconds of the page's own processor time for one step of scrolling, round by round. */
async function scrollRounds(page: Page, rounds: number, one: () => Promise<Measured>) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const used = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const total: Measured = { steps: 0, blank: 0, longTasks: 0 };
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = await used();
    const part = await one();
    cpu.push(Math.round(((await used()) - before) / part.steps));
    total.steps += part.steps;
    total.blank += part.blank;
    total.longTasks += part.longTasks;
  }
  return { ...total, cpu };
}

/** A step costs what it cost at the beginning, however far one has come: that is what scales. */
function expectSteady(cpu: number[]) {
  const mean = (some: number[]) => some.reduce((sum, each) => sum + each, 0) / some.length;
  const third = Math.ceil(cpu.length / 3);
  expect(mean(cpu.slice(-third))).toBeLessThan(Math.max(25, 3 * mean(cpu.slice(0, third))));
}

test('100,000 conversations: the list scrolls through a thousand and more without a blank frame, and stays live', async ({
  agentAt,
}) => {
  const api = await Api.signIn(server().url);
  const [model] = await api.conversations();
  await withDatabase(server(), (client) => addConversations(client, model!.id, MANY_CONVERSATIONS));
  const agent = await agentAt(server());
  const { page } = agent;
  await agent.goTo('All');
  await expect(agent.list.getByRole('listitem').first()).toBeVisible();
  await page.evaluate(() =>
    document.querySelector('ul[aria-label="Conversations"]')!.parentElement!.setAttribute('data-box', ''),
  );
  const { blank, longTasks, steps, cpu } = await scrollRounds(page, 5, () =>
    scroll(page, '[data-box]', 'li', 380, 60),
  );
  const loaded = await page.evaluate(() => document.querySelector('[data-box]')!.scrollHeight / 76);
  console.log(`list: ${JSON.stringify({ steps, blank, longTasks, cpu, loaded: Math.round(loaded) })}`);
  expect(loaded).toBeGreaterThan(900);
  expect(blank, 'frames in which something was missing').toBe(0);
  expectSteady(cpu);

  // Back at the top, what happens is there at once.
  await page.evaluate(() => document.querySelector('[data-box]')!.scrollTo(0, 0));
  await api.say(model!.id, 'Live among a hundred thousand');
  await expect(agent.row('Live among a hundred thousand')).toBeVisible();
});

test('10,000 entries: the thread scrolls up through history without a blank frame, every line in its place', async ({
  agentAt,
}) => {
  const api = await Api.signIn(server().url);
  const [model] = await api.conversations();
  await withDatabase(server(), (client) => addEntries(client, model!.id, MANY_ENTRIES));
  const agent = await agentAt(server());
  const { page } = agent;
  await page.goto(page.url().replace(/\/inbox\/.*/, `/inbox/all/${model!.id}`));
  await expect(agent.log.getByText(/^Line 10000 of/)).toBeVisible();
  const seen = new Set<number>();
  const { blank, longTasks, steps, cpu } = await scrollRounds(page, 8, async () => {
    const part = await scroll(page, '[role=log]', 'article, p, h2, div[data-index]', -350, 40);
    const numbers = [...(await agent.log.innerText()).matchAll(/^Line (\d+) /gm)].map((m) => Number(m[1]));
    // What is drawn at once is a stretch of the log: nothing dropped, nothing twice, nothing out of order.
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
    for (const n of numbers) seen.add(n);
    return part;
  });
  console.log(`thread: ${JSON.stringify({ steps, blank, longTasks, cpu, reached: Math.min(...seen) })}`);
  expect(Math.min(...seen)).toBeLessThan(9300);
  expect(blank, 'frames in which something was missing').toBe(0);
  expectSteady(cpu);
});
