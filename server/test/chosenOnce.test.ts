import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBulk } from '../src/core/bulkRuns/runBulk.ts';
import type { Core } from '../src/core/core.ts';
import { claimDeliveries } from '../src/core/deliveries/claimDeliveries.ts';
import { pruneEvents } from '../src/core/events/pruneEvents.ts';
import { runExports } from '../src/core/exports/runExports.ts';
import { claimTraining } from '../src/core/faqs/training/claimTraining.ts';
import { runImports } from '../src/core/imports/runImports.ts';
import { mining } from '../src/core/opportunities/mining.ts';
import { rehearsing } from '../src/core/rehearsals/rehearsing.ts';
import { noteAgentsHere } from '../src/core/routing/notePresence.ts';
import { claimRun } from '../src/core/runs/runLease.ts';
import { claimWebhookDeliveries } from '../src/core/webhooks/claimWebhookDeliveries.ts';
import { pruneWebhookDeliveries } from '../src/core/webhooks/pruneWebhookDeliveries.ts';
import { createDb, type Db } from '../src/db/transaction.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/createTestDatabase.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const nothing = undefined as never;
/** Each claims or removes what it chooses in the same statement; here there is nothing to be chosen. */
const choosers: [name: string, choose: (core: Core) => Promise<unknown>][] = [
  ['claimDeliveries', (core) => claimDeliveries(core, 20)],
  ['claimWebhookDeliveries', (core) => claimWebhookDeliveries(core, 20)],
  ['runExports', (core) => runExports(core, nothing)],
  ['runImports', (core) => runImports(core, nothing)],
  ['runBulk', runBulk],
  ['claimRun of a search', (core) => claimRun(core, mining.kind, uuid())],
  ['claimRun of a rehearsal', (core) => claimRun(core, rehearsing.kind, uuid())],
  ['claimTraining', (core) => claimTraining(core, uuid())],
  ['pruneEvents', pruneEvents],
  ['pruneWebhookDeliveries', pruneWebhookDeliveries],
  ['noteAgentsHere', ({ db }) => noteAgentsHere(db, [{ workspaceId: uuid(), userId: uuid() }])],
];

type Plan = { 'Node Type': string; 'Parent Relationship'?: string; Plans?: Plan[] };

/** What is locked where it may be chosen again for each row of something else: not in a part that is computed once, beforehand. */
function chosenAgain(plan: Plan, isOnce = false): Plan[] {
  const once = isOnce || plan['Parent Relationship'] === 'InitPlan';
  return [
    ...(plan['Node Type'] === 'LockRows' && !once ? [plan] : []),
    ...(plan.Plans ?? []).flatMap((inner) => chosenAgain(inner, once)),
  ];
}

const planOf = async (text: string, values: unknown[] = []): Promise<Plan> => {
  const explained = await database.pool.query(`explain (format json) ${text}`, values);
  return explained.rows[0]['QUERY PLAN'][0].Plan;
};

test.each(choosers)(
  '%s chooses its rows once, whatever the database knows of the table',
  async (_, choose) => {
    const said: { text: string; values?: unknown[] }[] = [];
    const db = createDb(database.pool);
    const query = ((text: string, values?: unknown[]) => {
      if (text.includes('skip locked')) said.push({ text, values });
      return db.query(text, values);
    }) as Db['query'];
    await choose({ db: { ...db, query }, announce: () => {} } as unknown as Core);
    expect(said).toHaveLength(1);
    const [{ text, values }] = said as [(typeof said)[0]];
    const plan = await planOf(text, values);
    expect(JSON.stringify(plan)).toContain('LockRows');
    expect(chosenAgain(plan)).toEqual([]);
  },
);

test('what is looked for is what chose anew for each row', async () => {
  const plan = await planOf(
    `delete from feed_events where (workspace_id, id) in (
       select workspace_id, id from feed_events where at < now() limit 20 for update skip locked)`,
  );
  expect(chosenAgain(plan)).toHaveLength(1);
});
