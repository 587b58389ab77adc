import { readFileSync } from 'node:fs';
import { atEnd, runBench } from './support/cleanUp.ts';
import { openVisitors, setUpDesk } from './support/desk.ts';
import { startPart } from './support/startPart.ts';
import { startProgram, connectDatabase } from './support/startProgram.ts';
import { appendStatement } from '../server/src/core/conversations/appendStatement.ts';
await runBench(async () => {
  const program = await startProgram();
  const desk = await setUpDesk(program.url);
  const load = startPart(new URL('./load/main.ts', import.meta.url));
  await load.ask({ do: 'connect', name: 'c', target: desk, tokens: await openVisitors(desk, 300), agents: 1 });
  const db = await connectDatabase(program);
  await db.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off; set track_io_timing=off');
  const rows = (await db.query('select workspace_id, id, contact_id from conversations')).rows;
  const params = (n: number) => { const r = [...rows].sort(() => Math.random() - 0.5).slice(0, n); return [
    r.map((x) => x.workspace_id), r.map((x) => x.id), r.map(() => crypto.randomUUID()), r.map(() => 'message'), r.map(() => 'contact'), r.map((x) => x.contact_id),
    r.map(() => JSON.stringify({ kind: 'text', text: 'x'.repeat(300) })), r.map(() => 'x'.repeat(160)), r.map(() => 'text')]; };
  const pid = (await db.query('select pg_backend_pid() p')).rows[0].p;
  const cpu = () => Number(readFileSync(`/proc/${hostPid}/schedstat`, 'utf8').split(' ')[0]) / 1000;
  const hostPid = pid;
  const N = Number(process.env.N ?? 128);
  const variants: Record<string, string> = {
    base: appendStatement,
    nocontact: appendStatement.replace(/from updated c join contacts ct.*/, "from updated c, (values (null::text,null::text,null::text)) as ct (name,email,language)"),
    noprobe: appendStatement.replace(/left join entries e on .*/, "left join (values (null::uuid,1,now())) as e (id,seq,at) on false"),
    nolastmsg: appendStatement.replace(/\(array_agg\(jsonb_build_object[^]*?as last_message,/, "null::jsonb as last_message,"),
    noinsert: appendStatement.replace("content from fresh\n", "content from fresh where false\n"),
    noupdate: appendStatement.replace("where (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id)", "where (c.workspace_id, c.id) = (s.workspace_id, s.conversation_id) and s.last_seq < 0"),
  };
  const sums: Record<string, number[]> = {};
  const round = async (vs: Record<string, string>, tag = '') => { for (let k = 0; k < 25; k++) for (const [name, text] of Object.entries(vs)) { const v = params(N); const t = cpu(); if (name==='noinsert'||name==='noupdate') await db.query('begin'); await db.query({ name: name + tag, text, values: v }); if (name==='noinsert'||name==='noupdate') await db.query('rollback'); if (k > 1) (sums[name + tag] ??= []).push((cpu() - t) / N); } };
  const tell = () => { for (const [k, v] of Object.entries(sums)) { v.sort((a, b) => a - b); console.log(k.padEnd(20), 'median', v[v.length >> 1]!.toFixed(1), 'min', v[0]!.toFixed(1)); } };
  await db.query('analyze');
  await round(variants);
  await db.query('alter table entries drop constraint entries_workspace_id_conversation_id_fkey');
  await round({ nofk: appendStatement });
  await db.query("alter table entries add column xid xid8 default pg_current_xact_id(); create index entries_xid on entries (workspace_id, xid, conversation_id, seq)");
  await round({ nofkxid: appendStatement });
  const drop = async (i: string) => { await db.query(`drop index ${i}`); await round({ ['wo ' + i]: appendStatement }); };
  for (const i of ['entries_xid', 'conversations_changed', 'conversations_live', 'conversations_contact', 'conversations_assignee', 'conversations_waiting', 'conversations_open']) await drop(i);
  await db.query('alter table conversations alter column changed_xid drop default'); 
  tell();
});
