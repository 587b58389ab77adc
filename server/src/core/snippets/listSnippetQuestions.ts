import type { SnippetQuestion } from '@causerie/protocol';
import type { DeskActor } from '../actor.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import type { Core } from '../core.ts';
import { loadSnippet } from './snippetRecord.ts';

/** As many as an FAQ wants, and no more than anybody reads before keeping them. */
const MOST = 20;
const LOOKED_INTO = 200;
/** Longer messages tell a story around the question, and make poor examples. Characters. */
const LONGEST = 300;

/**
 * What customers had asked where the snippet was sent as it stands or nearly: each wording once, the newest first, of conversations that
 * the reader may see. Throws `snippet_not_found`.
 */
export async function listSnippetQuestions(
  { db }: Core,
  actor: DeskActor,
  snippetId: string,
): Promise<SnippetQuestion[]> {
  await loadSnippet(db, actor, snippetId);
  const values: unknown[] = [actor.workspaceId, snippetId, LOOKED_INTO, LONGEST, MOST];
  const visible = visibleTo(actor, (value) => `$${values.push(value)}`);
  const found = await db.query<{ text: string; conversation_id: string; seq: number; at: Date }>(
    `select * from (
       select distinct on (lower(q.text)) q.text, u.conversation_id, q.seq, q.at
       from (select conversation_id, seq from snippet_uses where workspace_id = $1 and snippet_id = $2 and changed < 0.3
         order by at desc limit $3) u
       join conversations c on c.workspace_id = $1 and c.id = u.conversation_id ${visible ? `and ${visible}` : ''}
       cross join lateral (select btrim(e.content->>'text') as text, e.seq, e.at from entries e where e.workspace_id = $1
         and e.conversation_id = u.conversation_id and e.seq < u.seq and e.kind = 'message' and e.author_kind = 'contact'
         and e.content->>'kind' = 'text' order by e.seq desc limit 1) q
       where length(q.text) between 3 and $4
       order by lower(q.text), q.at desc) each
     order by at desc, conversation_id, seq limit $5`,
    values,
  );
  return found.rows.map(({ text, conversation_id, seq, at }) => ({
    text,
    conversationId: conversation_id,
    seq,
    at: at.toISOString(),
  }));
}
