import type { Delivery } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { deliveryColumns, toDelivery } from '../conversations/readEntries.ts';

export async function findDelivery(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  id: string,
): Promise<Delivery | undefined> {
  const found = await db.query<Parameters<typeof toDelivery>[0]>(
    `select ${deliveryColumns} from deliveries d where d.workspace_id = $1 and d.id = $2`,
    [workspaceId, id],
  );
  return found.rows[0] && toDelivery(found.rows[0]);
}
