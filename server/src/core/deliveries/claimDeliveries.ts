import { chosenOnce } from '../../db/chosenOnce.ts';
import type { Core } from '../core.ts';

/** A delivery in the hands of a worker. */
export type ClaimedDelivery = {
  workspaceId: string;
  id: string;
  conversationId: string;
  firstSeq: number;
  lastSeq: number;
  /** Which of them, where a merge put others between. */
  onlySeqs: number[] | null;
  channel: string;
  address: string;
  carries: 'replies' | 'transcript';
  attempts: number;
};

const CLAIM_MINUTES = 5;

/**
 * Takes up to `most` deliveries that are due. A worker that dies loses its claim after five minutes, so a delivery is
 * never forgotten; the provider is told the same message id, so that a second try can be recognised.
 */
export async function claimDeliveries(core: Core, most: number): Promise<ClaimedDelivery[]> {
  const claimed = await core.db.query<{
    workspace_id: string;
    id: string;
    conversation_id: string;
    first_seq: number;
    last_seq: number;
    only_seqs: number[] | null;
    channel: string;
    address: string;
    carries: 'replies' | 'transcript';
    attempts: number;
  }>(
    `${chosenOnce(
      `select workspace_id, id from deliveries
       where status = 'queued' and due_at <= now() and (claimed_until is null or claimed_until < now())
       order by due_at limit $1 for update`,
    )}
     update deliveries d set claimed_until = now() + interval '${CLAIM_MINUTES} minutes', attempts = attempts + 1
     from chosen c where (d.workspace_id, d.id) = (c.workspace_id, c.id)
     returning d.workspace_id, d.id, conversation_id, first_seq, last_seq, only_seqs, channel, address, carries, attempts`,
    [most],
  );
  return claimed.rows.map((row) => ({
    workspaceId: row.workspace_id,
    id: row.id,
    conversationId: row.conversation_id,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    onlySeqs: row.only_seqs,
    channel: row.channel,
    address: row.address,
    carries: row.carries,
    attempts: row.attempts,
  }));
}
