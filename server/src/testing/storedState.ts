import type { Pool } from 'pg';
import { expect } from 'vitest';

/** Changed by a mere visit, without anything being written. */
const volatile = ['last_used_at', 'last_seen_at'];

/**
 * Everything that is stored, in one line: equal lines mean that nothing was written in between. Without the audit log,
 * which also keeps what was refused.
 */
export async function fingerprintOf(pool: Pool): Promise<string> {
  const text = queries.get(pool) ?? (await composeQuery(pool));
  queries.set(pool, text);
  // By name, so that it is planned once: that takes several times as long as reading the few rows of a test.
  const found = await pool.query<{ part: string }>({ name: 'fingerprint', text });
  return found.rows.map(({ part }) => part).join('\n');
}

const queries = new WeakMap<Pool, string>();

async function composeQuery(pool: Pool): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('sessions', 'audit_entries') order by 1`,
  );
  const without = volatile.map((column) => `- '${column}'`).join(' ');
  return tables.rows
    .map(
      ({ name }) =>
        `select '${name} ' || coalesce(md5(string_agg(line, ',' order by line)), '') as part
         from (select (to_jsonb(t) ${without})::text as line from "${name}" t) lines`,
    )
    .join(' union all ');
}

/** What must be true of every log and every contact, whatever was thrown at the server. */
export async function expectConsistent(pool: Pool): Promise<void> {
  const wrong = await pool.query(`
    select c.id, c.last_seq, count(e.seq)::int as entries, max(e.seq) as highest, c.contact_messages, c.agent_messages
    from conversations c left join entries e on (e.workspace_id, e.conversation_id) = (c.workspace_id, c.id)
    group by c.workspace_id, c.id
    having c.last_seq is distinct from count(e.seq) or c.last_seq is distinct from max(e.seq)
      or c.contact_messages <> count(*) filter (where e.kind = 'message' and e.author_kind = 'contact')
      or c.agent_messages <> count(*) filter (where e.kind = 'message' and e.author_kind <> 'contact')`);
  expect(wrong.rows, 'rows that contradict their log').toEqual([]);
  const lonely = await pool.query(
    `select id from contacts c where not exists (
       select from identities i where (i.workspace_id, i.contact_id) = (c.workspace_id, c.id))
     and exists (select from conversations v where (v.workspace_id, v.contact_id) = (c.workspace_id, c.id))`,
  );
  expect(lonely.rows, 'contacts that nobody can be').toEqual([]);
}
