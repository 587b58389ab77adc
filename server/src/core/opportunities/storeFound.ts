import { uuid } from '../../lib/uuid.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import type { DoneRun } from '../runs/pastWorker.ts';
import type { Found, MineReport, Place } from './mineThread.ts';

/** Runs that are kept with what they found. */
const MOST_RUNS = 10;

/** Ends a run with what it found. */
export async function storeFound(core: Core, run: DoneRun, { asked, found }: MineReport): Promise<void> {
  const { workspaceId, id } = run;
  await transact(core, async (tx) => {
    const ended = await tx.query(
      `update opportunity_runs set state = 'ready', progress = 1, seconds_left = null, conversations = $4,
         conversations_read = $5, asked = $6, finished_at = now(), miner = null
       where workspace_id = $1 and id = $2 and miner = $3 and state = 'running'`,
      [workspaceId, id, run.doer, run.total, run.read, asked],
    );
    if (ended.rowCount === 0) return;
    await insertFound(tx, run, found);
    await tx.query(
      `delete from opportunity_runs where workspace_id = $1 and id in (select id from opportunity_runs
         where workspace_id = $1 and state not in ('queued', 'running') order by queued_at desc, id offset $2)`,
      [workspaceId, MOST_RUNS],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
  });
}

async function insertFound(
  tx: CoreTx,
  { workspaceId, id, total, read }: DoneRun,
  found: Found[],
): Promise<void> {
  const scale = read > 0 ? total / read : 1;
  const rows = found.map((one, i) => ({ ...one, id: uuid(), place: i + 1 }));
  await tx.query(
    `insert into opportunities (workspace_id, run_id, id, place, language, volume, first_messages, questions, conversations, trend,
       hours, answered, agents, identity, exact, same, like_typical, compared, right_low, right_high, answer_minutes, per_month,
       saved, saved_low, saved_high, dismissal_id)
     select $1, $2, r.id, r.place, r.language, round(r.volume * $4::float8), round(r."firstMessages" * $4::float8), round(r.questions * $4::float8),
       round(r.conversations * $4::float8), r.trend, r.hours, r.answered, r.agents, r.identity, r.exact, r.same, r."likeTypical",
       r.compared, r."rightLow", r."rightHigh", r."answerMinutes", r."perMonth" * $4::float8, r.saved * $4::float8, r."savedLow" * $4::float8,
       r."savedHigh" * $4::float8, d.id
     from jsonb_to_recordset($3) as r (id uuid, place integer, language text, volume integer, "firstMessages" integer,
       questions integer, conversations integer, trend jsonb, hours integer[], answered integer, agents integer, identity real,
       exact real, same real, "likeTypical" integer, compared integer, "rightLow" real, "rightHigh" real, "answerMinutes" real,
       "perMonth" real, saved real, "savedLow" real, "savedHigh" real, "dismissalId" uuid)
     left join opportunity_dismissals d on d.workspace_id = $1 and d.id = r."dismissalId"`,
    [workspaceId, id, JSON.stringify(rows), scale],
  );
  const messages = rows.flatMap((row) => [
    ...row.examples.map((place, i) => ({ ...place, opportunityId: row.id, kind: 'example', place: i })),
    ...(row.answer ? [{ ...row.answer, opportunityId: row.id, kind: 'answer', place: 0 }] : []),
  ]) satisfies (Place & { place: number })[];
  // Conversations that were erased meanwhile are left out; the lock keeps the others until this is written.
  await tx.query(
    `with r as (select * from jsonb_to_recordset($2) as r ("opportunityId" uuid, kind text, place smallint,
         "conversationId" uuid, seq integer, first boolean, part smallint)),
       there as (select id from conversations where workspace_id = $1 and id in (select "conversationId" from r) order by id
         for key share)
     insert into opportunity_messages (workspace_id, opportunity_id, kind, place, conversation_id, seq, first, part)
     select $1, "opportunityId", kind, place, "conversationId", seq, first, part from r join there on there.id = r."conversationId"`,
    [workspaceId, JSON.stringify(messages)],
  );
}
