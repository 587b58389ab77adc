import type { Db } from '../../../db/transaction.ts';

export type Due = { workspaceId: string; id: string };

/** The bot has them, and the contact has written: in all workspaces, by an index that holds nothing else. */
export async function listAsked(db: Pick<Db, 'query'>, most: number): Promise<Due[]> {
  const found = await db.query<Due>(
    `select workspace_id as "workspaceId", id from conversations where bot_asked
     order by workspace_id, id limit $1`,
    [most],
  );
  return found.rows;
}

/** The same where it should long have been dealt with: something is wrong with the bot. */
export async function listStuck(db: Pick<Db, 'query'>, seconds: number): Promise<Due[]> {
  const found = await db.query<Due>(
    `select workspace_id as "workspaceId", id from conversations where bot_asked
       and active_at < now() - make_interval(secs => $1) limit 200`,
    [seconds],
  );
  return found.rows;
}

/** The bot answered, and nobody has written for the hours that the workspace set. */
export async function listSilent(db: Pick<Db, 'query'>): Promise<Due[]> {
  const found = await db.query<Due>(
    `select workspace_id as "workspaceId", id from conversations where bot_since is not null and bot_due_at <= now()
       and not bot_asked order by bot_due_at limit 100`,
  );
  return found.rows;
}
