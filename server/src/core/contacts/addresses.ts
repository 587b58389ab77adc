import type { CoreTx } from '../core.ts';

/**
 * One at a time until the end of the transaction: two who prove, claim or add the same address at the same moment would
 * both find it free.
 */
export async function lockAddress(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  kind: 'email' | 'phone' | 'user',
  address: string,
): Promise<void> {
  const lock = `${workspaceId}/${kind}/${kind === 'user' ? address : address.toLowerCase()}`;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
}
