import type { EmbeddingsProblem } from '@causerie/protocol';
import { askForEmbeddings, EmbeddingsError } from '../../lib/askForEmbeddings.ts';
import { type Core, transact } from '../core.ts';
import { queueTraining } from '../faqs/training/queueTraining.ts';
import { readEndpoint } from './embeddingSettings.ts';

const EVERY_MINUTES = 5;
const TIMEOUT_MS = 10_000;

/**
 * Where a training had to go without vectors, looks whether the endpoint is back, and orders a new one if it is. Several nodes may:
 * who moves the time on is who looks. Resolves with how many were back.
 */
export async function retryEndpoints(core: Core): Promise<number> {
  const due = await core.db.query<{ workspace_id: string }>(
    `update embedding_settings set retry_at = now() + make_interval(mins => $1)
     where enabled and retry_at <= now() returning workspace_id`,
    [EVERY_MINUTES],
  );
  const back = await Promise.all(due.rows.map((row) => retryOne(core, row.workspace_id)));
  return back.filter(Boolean).length;
}

/** When the next look is due, where a training wanted vectors in vain. Of too many texts there will not be fewer in five minutes. */
export async function planRetry(
  core: Core,
  workspaceId: string,
  problem: EmbeddingsProblem | null,
): Promise<void> {
  const failed = problem !== null && problem !== 'too_many';
  await core.db.query(
    `update embedding_settings set retry_at = case when $2 and enabled then now() + make_interval(mins => $3) end
     where workspace_id = $1 and (retry_at is not null or $2)`,
    [workspaceId, failed, EVERY_MINUTES],
  );
}

async function retryOne(core: Core, workspaceId: string): Promise<boolean> {
  const endpoint = await readEndpoint(core.db, workspaceId);
  if (!endpoint) return false;
  try {
    await askForEmbeddings(endpoint, ['Where is my order?'], {
      timeoutMs: TIMEOUT_MS,
      allowed: core.allowedAddresses,
    });
  } catch (thrown) {
    if (thrown instanceof EmbeddingsError) return false;
    throw thrown;
  }
  await transact(core, async (tx) => {
    await tx.query('update embedding_settings set retry_at = null where workspace_id = $1', [workspaceId]);
    await queueTraining(tx, workspaceId, { full: true, now: true });
  });
  return true;
}
