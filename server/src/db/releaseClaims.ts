import type { Pool } from 'pg';

/** Tables whose rows are claimed by whoever does their work, and which rows can be. */
const claimed = [
  ['deliveries', "status = 'queued'"],
  ['webhook_deliveries', "status = 'queued'"],
  ['imports', "status in ('running', 'undoing')"],
  ['contact_exports', "status = 'running'"],
  ['bulk_runs', "status in ('collecting', 'running', 'undoing')"],
  ['sla_marks', 'true'],
] as const;

/** Tables whose rows say every second that somebody is at work. */
const beating = [
  ['language_models', "state = 'training'"],
  ['opportunity_runs', "state = 'running'"],
  ['rehearsals', "state = 'running'"],
] as const;

/**
 * After a crash work is taken up once its claim has run out, up to five minutes later, for another node may be at it. A
 * program with a database of its own is the only one: whatever is claimed when it starts was claimed by one that is
 * dead, and can go on at once.
 */
export async function releaseClaims(pool: Pool): Promise<void> {
  for (const [table, condition] of claimed)
    await pool.query(
      `update ${table} set claimed_until = null where claimed_until is not null and ${condition}`,
    );
  for (const [table, condition] of beating)
    await pool.query(`update ${table} set heartbeat_at = '-infinity' where ${condition}`);
}

/** For the test that no table is forgotten. */
export const claimTables: readonly string[] = [...claimed, ...beating].map(([table]) => table);
