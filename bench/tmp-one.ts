import { readFileSync } from 'node:fs';
import { runBench } from './support/cleanUp.ts';
import { openVisitors, setUpDesk } from './support/desk.ts';
import { startPart } from './support/startPart.ts';
import { startProgram, connectDatabase } from './support/startProgram.ts';
import { appendStatement } from '../server/src/core/conversations/appendStatement.ts';
import { conversationColumns } from '../server/src/core/conversations/conversationRecord.ts';
import { floorTables } from './floor/batcher.ts';
await runBench(async () => {
  const program = await startProgram();
  const desk = await setUpDesk(program.url);
  const load = startPart(new URL('./load/main.ts', import.meta.url));
  await load.ask({ do: 'connect', name: 'c', target: desk, tokens: await openVisitors(desk, 300), agents: 1 });
  const db = await connectDatabase(program);
  await db.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off; set plan_cache_mode=force_generic_plan');
  const rows = (await db.query('select workspace_id, id, contact_id from conversations')).rows;
  const pid = (await db.query('select pg_backend_pid() p')).rows[0].p;
  const cpu = () => Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1000;
  const N = Number(process.env.N ?? 1);
  await db.query(floorTables);
  await db.query('insert into bench_floor.conversations select id from conversations');
  const { readFileSync: r } = await import('node:fs');
  const floorText = /const statement = `([^`]*)`/.exec(r(new URL('./floor/batcher.ts', import.meta.url), 'utf8'))![1]!;
  const batch = () => { const r = [...rows].sort(() => Math.random() - 0.5).slice(0, N); return [
    r.map((x) => x.workspace_id), r.map((x) => x.id), r.map(() => crypto.randomUUID()), r.map(() => 'message'), r.map(() => 'contact'), r.map((x) => x.contact_id),
    r.map(() => JSON.stringify({ kind: 'text', text: 'x'.repeat(300) })), r.map(() => 'x'.repeat(160)), r.map(() => 'text')]; };
  const one = () => batch().map((x) => x[0]);
  const floorBatch = () => { const b = batch(); return [b[1], b[2], b[5], b[6]]; };
  const oneText = `
with locked as materialized (
  select c.workspace_id, c.id, c.last_seq, c.last_seq + 1 as seq, case when e.id is not null then 'repeat'
      when $4 = 'message' and $5 = 'contact' and $9 <> 'rating_answer' and (c.status not in ('open', 'pending') or c.single and c.mode = 'messaging') then 'slow'
      when $4 = 'message' and $5 = 'agent' and c.assignee_id is null and c.status in ('open', 'pending') then 'slow'
      else 'done' end as outcome, e.seq as known_seq, e.at as known_at
  from conversations c left join entries e on (e.workspace_id, e.conversation_id, e.id) = (c.workspace_id, c.id, $3::uuid)
  where c.workspace_id = $1::uuid and c.id = $2::uuid and ($5::text <> 'contact' or c.contact_id = $6::uuid) for no key update of c),
inserted as (insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
  select workspace_id, id, seq, $3::uuid, $4::text, $5::text, $6::uuid, $7::jsonb from locked where outcome = 'done'),
updated as (update conversations c set last_seq = l.seq, version = c.version + 1, changed_xid = pg_current_xact_id(), updated_at = now(),
    active_at = case when $4 = 'message' then now() else c.active_at end,
    contact_messages = c.contact_messages + ($4 = 'message' and $5 = 'contact')::int,
    agent_messages = c.agent_messages + ($4 = 'message' and $5 <> 'contact')::int,
    waiting_since = case when $4='message' and $5='contact' then coalesce(c.waiting_since, now()) else c.waiting_since end,
    last_message = jsonb_build_object('seq', l.seq, 'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'authorKind', $5::text, 'authorId', $6::uuid, 'preview', $8::text, 'kind', $9::text)
  from locked l where l.outcome = 'done' and (c.workspace_id, c.id) = (l.workspace_id, l.id) returning c.*)
select l.outcome, l.known_seq, l.known_at, now()::timestamptz(3) as at, ${conversationColumns} from locked l left join updated c on true left join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`;
  const simple = 'insert into bench_floor.messages (conversation_id, client_id, author_id, content) values ($1,$2,$3,$4)';
  const sums: Record<string, number[]> = {};
  const variants: [string, string, () => unknown[]][] = [['batch', appendStatement, batch], ['one', oneText, one], ['floor', floorText, floorBatch], ['select 1', 'select 1', () => []], ['insert', simple, () => { const b = one(); return [b[1], b[2], b[5], b[6]]; }]];
  for (let k = 0; k < 300; k++) for (const [name, text, p] of variants) { if (N > 1 && (name === 'one' || name === 'insert')) continue; const v = p(); const t = cpu(); await db.query({ name, text, values: v }); await new Promise((r) => setTimeout(r, 1)); if (k > 5) (sums[name] ??= []).push((cpu() - t) / N); }
  for (const [k, v] of Object.entries(sums)) { v.sort((a, b) => a - b); console.log(k.padEnd(20), 'median', v[v.length >> 1]!.toFixed(1), 'min', v[0]!.toFixed(1)); }
});
