import type { Content } from '@causerie/protocol';
import { type Core, transact } from '../../core.ts';
import { compareReplies, type FaqAnswer, type ReplyVerdict } from './compareReplies.ts';
import { considerStepBack } from './considerStepBack.ts';
import { settleDecision } from './recordDecision.ts';

const MOST = 500;

type Open = {
  conversation_id: string;
  seq: number;
  language: string;
  best_faq_id: string;
  /** The snippet that is the FAQ's answer. */
  snippet_id: string;
  /** What the agent wrote before the contact wrote again. */
  replies: { content: Content; snippets: string[] }[];
  /** The contact has written again, it was resolved, or the reply is old: no more of it will come. */
  is_over: boolean;
};

/**
 * Compares decisions that the bot did not act on with what the agent did: the FAQ's snippet, or words that say the same,
 * is right; another FAQ's, or words that have nothing of it, is wrong, but only once the agent has had their say: the first reply
 * is often "one moment". What lies between is left unjudged. `among`: only these conversations; older ones than `days` are
 * left.
 */
export async function judgeDecisions(
  core: Core,
  workspaceId: string,
  among: readonly string[] | undefined,
  days = 7,
): Promise<number> {
  const open = await listOpen(core, workspaceId, among, days);
  if (open.length === 0) return 0;
  const answers = await readAnswers(core, workspaceId);
  const faqOfSnippet = new Map(answers.map((answer) => [answer.snippetId, answer.faqId]));
  let judged = 0;
  for (const language of new Set(open.map((one) => one.language))) {
    const group = open.filter((one) => one.language === language);
    const own = answers.filter((answer) => answer.language === language);
    const compared = compareReplies(
      own.length > 0 ? own : answers,
      group.map((one) => ({ faqId: one.best_faq_id, texts: textsOf(one) })),
      language,
    );
    for (const [i, one] of group.entries()) {
      const used = one.replies.flatMap((reply) => reply.snippets);
      if (await settle(core, workspaceId, one, verdictOf(one, used, faqOfSnippet, compared[i]!))) judged += 1;
    }
  }
  return judged;
}

function verdictOf(
  one: Open,
  used: string[],
  faqOfSnippet: ReadonlyMap<string, string>,
  compared: ReplyVerdict,
): ReplyVerdict {
  if (used.includes(one.snippet_id)) return { isRight: true, faqId: one.best_faq_id };
  const other = used.map((snippet) => faqOfSnippet.get(snippet)).find((id) => id !== undefined);
  return other ? { isRight: false, faqId: other } : compared;
}

async function settle(
  core: Core,
  workspaceId: string,
  one: Open,
  { isRight, faqId }: ReplyVerdict,
): Promise<boolean> {
  if (isRight !== true && !one.is_over) return false;
  const reference = { workspaceId, conversationId: one.conversation_id, seq: one.seq };
  if (isRight === undefined) {
    // Looked at, and nothing tells.
    await core.db.query(
      `update faq_decisions set outcome_at = now()
       where workspace_id = $1 and conversation_id = $2 and seq = $3 and outcome is null`,
      [workspaceId, one.conversation_id, one.seq],
    );
    return false;
  }
  await transact(core, async (tx) => {
    const outcome = isRight ? 'accepted' : faqId ? 'corrected' : 'person_needed';
    const right = isRight ? null : (faqId ?? null);
    const settled = await settleDecision(tx, reference, { outcome, isRight, faqId: right });
    if (settled?.bestFaqId) await considerStepBack(tx, workspaceId, settled.bestFaqId, reference);
  });
  return true;
}

const textsOf = ({ replies }: Open): string[] =>
  replies.flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));

async function readAnswers(
  { db }: Core,
  workspaceId: string,
): Promise<(FaqAnswer & { snippetId: string; language: string })[]> {
  const found = await db.query<FaqAnswer & { snippetId: string; language: string }>(
    `select f.id as "faqId", f.snippet_id as "snippetId", lower(split_part(t.language, '-', 1)) as language, t.text
     from faqs f join snippet_texts t on (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id) where f.workspace_id = $1`,
    [workspaceId],
  );
  return found.rows;
}

async function listOpen(
  core: Core,
  workspaceId: string,
  among: readonly string[] | undefined,
  days: number,
): Promise<Open[]> {
  const found = await core.db.query<Open>(
    `select d.conversation_id, d.seq, d.language, d.best_faq_id, f.snippet_id, r.replies,
       r.next is not null or c.status = 'resolved' or r.last_at < now() - interval '15 minutes' as is_over
     from faq_decisions d
     join conversations c on (c.workspace_id, c.id) = (d.workspace_id, d.conversation_id)
     join faqs f on (f.workspace_id, f.id) = (d.workspace_id, d.best_faq_id)
     cross join lateral (
       select min(n.seq) as next from entries n where n.workspace_id = $1 and n.conversation_id = d.conversation_id
         and n.seq > d.seq and n.kind = 'message' and n.author_kind = 'contact'
         and exists (select from entries a where a.workspace_id = $1 and a.conversation_id = d.conversation_id
           and a.seq between d.seq and n.seq and a.kind = 'message' and a.author_kind = 'agent')) x
     cross join lateral (
       select x.next, max(e.at) as last_at, json_agg(json_build_object('content', e.content, 'snippets', array(
           select u.snippet_id from snippet_uses u where u.workspace_id = $1 and u.conversation_id = e.conversation_id and u.entry_id = e.id))
           order by e.seq) as replies
       from entries e where e.workspace_id = $1 and e.conversation_id = d.conversation_id and e.seq > d.seq
         and (x.next is null or e.seq < x.next) and e.kind = 'message' and e.author_kind = 'agent') r
     where d.workspace_id = $1 and d.outcome_at is null and d.answer_seq is null and d.at > now() - make_interval(days => $4)
       and ($2::uuid[] is null or d.conversation_id = any ($2)) and r.replies is not null
     order by d.at desc limit $3`,
    [workspaceId, among ?? null, MOST, days],
  );
  return found.rows;
}
