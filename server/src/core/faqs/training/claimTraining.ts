import { chosenOnce } from '../../../db/chosenOnce.ts';
import { type Core, transact } from '../../core.ts';

export type Claimed = { workspaceId: string; id: string; kind: 'full' | 'update' };

const LOST_AFTER_SECONDS = 20;
const MOST_ATTEMPTS = 3;

/**
 * The next training that is due, from now on that of `trainer`: one that was ordered, or one whose trainer fell silent. One that
 * ended its trainer three times is given up, so that it does not end the next ones too.
 */
export async function claimTraining(core: Core, trainer: string): Promise<Claimed | undefined> {
  await giveUpHopeless(core);
  const claimed = await core.db
    .query<{ workspace_id: string; id: string; kind: 'full' | 'update' }>(
      `${chosenOnce(
        `select workspace_id, id from language_models m
         where state = 'training' and heartbeat_at < now() - make_interval(secs => $2)
           or state = 'queued' and run_after <= now() and not exists (
             select from language_models t where t.workspace_id = m.workspace_id and t.state = 'training')
         order by run_after limit 1 for no key update`,
      )}
       update language_models m set state = 'training', trainer = $1, heartbeat_at = now(), started_at = now(), progress = 0,
         seconds_left = null, attempts = attempts + 1
       from chosen c where (m.workspace_id, m.id) = (c.workspace_id, c.id) returning m.workspace_id, m.id, m.kind`,
      [trainer, LOST_AFTER_SECONDS],
    )
    .catch((thrown: { constraint?: string }) => {
      // Another node began one of the same workspace at this moment.
      if (thrown.constraint === 'language_models_training') return { rows: [] };
      throw thrown;
    });
  const row = claimed.rows[0];
  return row && { workspaceId: row.workspace_id, id: row.id, kind: row.kind };
}

async function giveUpHopeless(core: Core): Promise<void> {
  await transact(core, async (tx) => {
    const failed = await tx.query<{ workspace_id: string }>(
      `update language_models set state = 'failed', finished_at = now(), problem = 'The server ended each time that this was trained.'
       where state = 'training' and heartbeat_at < now() - make_interval(secs => $1) and attempts >= $2 returning workspace_id`,
      [LOST_AFTER_SECONDS, MOST_ATTEMPTS],
    );
    for (const row of failed.rows)
      tx.announce({ kind: 'changed', workspaceId: row.workspace_id, what: 'language_models' });
  });
}
