import type { Pool } from 'pg';

/** What lies with the bot for three seconds goes to people, and a busy machine may take longer: for `work`, all is just written. */
export async function withoutWatchdog(pool: Pool, work: () => Promise<void>): Promise<void> {
  await pool.query(
    `create function just_written() returns trigger language plpgsql as
       $$ begin new.active_at := now() + interval '1 hour'; return new; end $$;
     create trigger just_written before insert or update on conversations for each row execute function just_written()`,
  );
  try {
    await work();
  } finally {
    await pool.query('drop function just_written cascade');
  }
}
