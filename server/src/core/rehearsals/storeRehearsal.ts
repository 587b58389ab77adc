import { type Core, type CoreTx, transact } from '../core.ts';
import type { DoneRun } from '../runs/pastWorker.ts';
import type { RehearsedDecision, RehearseReport } from './rehearseThread.ts';

/** Rehearsals that are kept with what came of them. */
const MOST_REHEARSALS = 10;

/** Ends one with its report. */
export async function storeRehearsal(
  core: Core,
  run: DoneRun,
  { report, decisions }: RehearseReport,
): Promise<void> {
  const { workspaceId, id } = run;
  await transact(core, async (tx) => {
    const ended = await tx.query(
      `update rehearsals set state = 'ready', progress = 1, seconds_left = null, conversations = $4, conversations_read = $5,
         report = $6, finished_at = now(), rehearser = null
       where workspace_id = $1 and id = $2 and rehearser = $3 and state = 'running'`,
      [workspaceId, id, run.doer, run.total, run.read, JSON.stringify(report)],
    );
    if (ended.rowCount === 0) return;
    await insertDecisions(tx, workspaceId, id, decisions);
    await tx.query(
      `delete from rehearsals where workspace_id = $1 and id in (select id from rehearsals
         where workspace_id = $1 and state not in ('queued', 'running') order by queued_at desc, id offset $2)`,
      [workspaceId, MOST_REHEARSALS],
    );
    tx.announce({ kind: 'changed', workspaceId, what: 'rehearsals' });
  });
}

async function insertDecisions(
  tx: CoreTx,
  workspaceId: string,
  rehearsalId: string,
  decisions: RehearsedDecision[],
): Promise<void> {
  const rows = decisions.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));
  // Conversations that were erased meanwhile are left out; the lock keeps the others until this is written.
  await tx.query(
    `with r as (select * from jsonb_to_recordset($3) as r ("conversationId" uuid, seq integer, part smallint, at timestamptz,
         language text, decision text, "faqIds" uuid[], probability real, verdict text, "answerSeq" integer)),
       there as (select id from conversations where workspace_id = $1 and id in (select "conversationId" from r) order by id
         for key share)
     insert into rehearsal_decisions (workspace_id, rehearsal_id, conversation_id, seq, part, at, language, decision, faq_ids,
       probability, verdict, answer_seq)
     select $1, $2, "conversationId", seq, part, at, language, decision, "faqIds", probability, verdict, "answerSeq"
     from r join there on there.id = r."conversationId"`,
    [workspaceId, rehearsalId, JSON.stringify(rows)],
  );
}
