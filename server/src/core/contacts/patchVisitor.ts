import { fail } from '../../errors.ts';
import type { Actor, ContactActor } from '../actor.ts';
import { lockConversation, writeChange } from '../conversations/changeConversation.ts';
import { type Core, transact } from '../core.ts';
import { announceContactRows } from './announceContactRows.ts';
import { mustNotBeBlocked } from './blockContact.ts';
import { claimAddress } from './patchContact.ts';

/**
 * What a visitor tells of themselves. The address is a claim: replies are mailed to it, and following a mailed link
 * proves it, but it opens nobody else's history. The newest conversation's log says that it was given.
 */
export async function patchVisitor(
  core: Core,
  actor: ContactActor,
  patch: { name?: string | undefined; email?: string | undefined; language?: string | undefined },
): Promise<void> {
  const email = patch.email?.toLowerCase();
  await transact(core, async (tx) => {
    await mustNotBeBlocked(tx, actor.workspaceId, actor.contactId);
    const updated = await tx.query(
      `update contacts set version = version + 1, name = coalesce($3, name), email = coalesce($4, email), language = coalesce($5, language)
       where workspace_id = $1 and id = $2`,
      [actor.workspaceId, actor.contactId, patch.name, email, patch.language],
    );
    if (updated.rowCount === 0) fail('contact_not_found');
    if (email) {
      await claimAddress(tx, actor.workspaceId, actor.contactId, 'email', email);
      const newest = await tx.query<{ id: string }>(
        `select id from conversations where workspace_id = $1 and contact_id = $2 and status <> 'resolved' order by active_at desc limit 1`,
        [actor.workspaceId, actor.contactId],
      );
      const id = newest.rows[0]?.id;
      if (id) {
        const author: Actor = { kind: 'system', workspaceId: actor.workspaceId };
        const before = await lockConversation(tx, actor, id);
        await writeChange(tx, before, [{ author, kind: 'event', event: { type: 'email_given', email } }], {
          // Replies that nobody could be told of by mail until now can be from now on.
          ...(before.agentMessages > before.contactReadMessages && { unread_reply_since: new Date() }),
        });
      }
    }
    tx.announce({ kind: 'contact', workspaceId: actor.workspaceId, contactId: actor.contactId });
    await announceContactRows(tx, actor.workspaceId, actor.contactId);
  });
}
