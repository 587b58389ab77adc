import type { Content } from '@causerie/protocol';
import type { Core } from '../../core.ts';
import type { Vectors } from '../../embeddings/embedder.ts';
import type { ModelCache } from '../training/modelCache.ts';
import type { Due } from './dueConversations.ts';
import { askedText } from './plan.ts';

/**
 * Vectors of what contacts wrote to the bot in conversations of one workspace, in one request and before any of them is locked. What
 * somebody adds meanwhile makes it another text, which is then decided on by its words.
 */
export async function embedAsked(core: Core, models: ModelCache, asked: Due[]): Promise<Vectors> {
  const { workspaceId } = asked[0]!;
  const loaded = await models.get(workspaceId);
  if (!loaded?.model.embeddings) return new Map();
  const found = await core.db.query<{ contents: { content: Content }[] }>(
    `select (select json_agg(json_build_object('content', u.content) order by u.seq) from (
         select seq, content from entries e where e.workspace_id = $1 and e.conversation_id = c.id and e.kind = 'message'
           and e.author_kind = 'contact' order by seq desc limit least(c.contact_messages - c.bot_seen, 20)) u) as contents
     from conversations c where workspace_id = $1 and id = any ($2) and bot_asked`,
    [workspaceId, asked.map((one) => one.id)],
  );
  const texts = found.rows.map((row) => askedText(row.contents ?? [])).filter((text) => text !== '');
  return core.embedder.embed(workspaceId, loaded.model, texts);
}
