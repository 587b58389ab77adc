import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestSocket } from '../src/testing/TestSocket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';

/** How PostgreSQL says that it cannot just now, whatever it is asked. */
const states: Record<string, string> = {
  '08006': 'connection failure',
  '25006': 'read-only transaction',
  '40001': 'serialization failure',
  '40003': 'nobody knows whether it was done',
  '40P01': 'deadlock',
  '53100': 'disk full',
  '53200': 'out of memory',
  '53300': 'too many connections',
  '55P03': 'lock not available',
  '57014': 'cancelled by a time limit',
  '57P01': 'shut down by its administrator',
  '57P02': 'shut down by a crash',
  '57P03': 'starting up',
  '58030': 'the disk fails',
};

let program: TestProgram;
let tab: TestSocket;

beforeAll(async () => {
  program = await startTestProgram({ roles: { web: true, worker: false } });
  const company = await createTestWorkspace(program);
  const visitor = await TestVisitor.open(program.url, (await company.addInbox()).key);
  tab = await visitor.connect();
});
afterAll(() => program.stop());

/** Every entry is refused by the database with this state, until that is taken back. */
async function refuseEntries(state: string): Promise<() => Promise<unknown>> {
  await program.database.pool.query(`
    create or replace function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'not now' using errcode = '${state}'; end $$;
    create trigger refuse before insert on entries for each row execute function refuse()`);
  return () => program.database.pool.query('drop trigger refuse on entries');
}

test.each(Object.entries(states))('P1: %s (%s) refuses a message for now, never for good', async (state) => {
  const open = (await tab.say({ conversationId: uuid() })).conversationId;
  const quick = { conversationId: open, entryId: uuid() };
  const careful = { conversationId: uuid(), entryId: uuid() };
  const relent = await refuseEntries(state);
  const later = { type: 'nack', code: 'unavailable', retryAfterMs: expect.any(Number) };
  for (const message of [quick, careful]) expect(await tab.write(message)).toMatchObject(later);
  await relent();
  for (const message of [quick, careful]) expect(await tab.write(message)).toMatchObject({ type: 'ack' });
});

test('a fault of ours is told as one: it is not called passing', async () => {
  const relent = await refuseEntries('XX000');
  const answer = await tab.write({ conversationId: uuid(), entryId: uuid() });
  expect(answer).toMatchObject({ type: 'nack', code: 'internal' });
  expect(answer).not.toHaveProperty('retryAfterMs');
  await relent();
});
