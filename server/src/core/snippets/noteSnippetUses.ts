import { type Content, plainText, type SnippetOrigin } from '@causerie/protocol';
import { changedShare } from '../../engines/snippets/changedShare.ts';
import type { AgentActor } from '../actor.ts';
import type { CoreTx } from '../core.ts';

/**
 * Records in the message's transaction what it was made from and how much of that was changed. A repeat of the message
 * records nothing twice; a snippet that does not exist (any more) is no reason to lose a message.
 */
export async function noteSnippetUses(
  tx: CoreTx,
  { workspaceId, userId }: AgentActor,
  sent: { conversationId: string; seq: number; at: string; id: string; content: Content },
  origins: readonly SnippetOrigin[],
): Promise<void> {
  const before = origins.map((origin) => origin.text).join('\n');
  const changed = changedShare(before, plainText(sent.content));
  await tx.query(
    `insert into snippet_uses (workspace_id, conversation_id, entry_id, snippet_id, seq, user_id, language, at, changed)
     select $1, $2, $3, s.id, $4, $5, o.language, $6, $7
     from unnest($8::uuid[], $9::text[]) as o (id, language) join snippets s on s.workspace_id = $1 and s.id = o.id
     on conflict do nothing`,
    [
      workspaceId,
      sent.conversationId,
      sent.id,
      sent.seq,
      userId,
      sent.at,
      changed,
      origins.map((origin) => origin.snippetId),
      origins.map((origin) => origin.language),
    ],
  );
}
