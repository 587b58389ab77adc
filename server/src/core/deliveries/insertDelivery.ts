import type { Delivery } from '@causerie/protocol';
import { uuid } from '../../lib/uuid.ts';
import { deliveryColumns, toDelivery } from '../conversations/readEntries.ts';
import type { CoreTx } from '../core.ts';

export type NewDelivery = {
  workspaceId: string;
  conversationId: string;
  firstSeq: number;
  lastSeq: number;
  address: string;
  /** The address was written by hand and is not (only) the contact's. */
  addressGiven: boolean;
  carries: 'replies' | 'transcript';
  /** The conversation's version with this change. */
  version: number;
};

/** Puts a mail into the outbox, in the transaction of what causes it. A worker takes it at once. */
export async function insertDelivery(tx: CoreTx, d: NewDelivery): Promise<Delivery> {
  const inserted = await tx.query<Parameters<typeof toDelivery>[0]>(
    `insert into deliveries as d (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, address_given, carries, version)
     values ($1, $2, $3, $4, $5, 'email', $6, $7, $8, $9) returning ${deliveryColumns}`,
    [
      d.workspaceId,
      uuid(),
      d.conversationId,
      d.firstSeq,
      d.lastSeq,
      d.address,
      d.addressGiven,
      d.carries,
      d.version,
    ],
  );
  return toDelivery(inserted.rows[0]!);
}
