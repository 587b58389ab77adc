import type { Content } from '@causerie/protocol';
import { foldText } from '../../../engines/language/text/foldText.ts';
import { splitWords } from '../../../engines/language/text/splitWords.ts';
import { readAnswers, sayTheSame } from '../../../engines/mining/answers/compareAnswers.ts';
import { isCourtesy } from '../../../engines/mining/asked/isCourtesy.ts';
import { type Core, transact } from '../../core.ts';
import { considerStepBack } from './considerStepBack.ts';
import { settleDecision } from './recordDecision.ts';

const MOST = 500;

type Open = {
  conversation_id: string;
  seq: number;
  language: string;
  best_faq_id: string;
  /** What the agent wrote before the contact wrote again. */
  replies: { content: Content; snippets: string[] }[];
  /** The FAQ's own snippet and its answers. */
  snippet_id: string;
  answers: string[];
  /** The contact has written again, it was resolved, or the reply is old: no more of it will come. */
  is_over: boolean;
};

/**
 * Compares decisions that the bot did not act on with what the agent did: the FAQ's snippet, or words that say the same,
 * is right. Words that say something else are wrong, but only once the agent has had their say: the first reply is often
 * "one moment". `among`: only these conversations; older ones than `days` are left.
 */
export async function judgeDecisions(
  core: Core,
  workspaceId: string,
  among: readonly string[] | undefined,
  days = 7,
): Promise<number> {
  const open = await listOpen(core, workspaceId, among, days);
  let judged = 0;
  for (const one of open) {
    const verdict = judge(one);
    if (!verdict) continue;
    await transact(core, async (tx) => {
      const reference = { workspaceId, conversationId: one.conversation_id, seq: one.seq };
      const faqId = verdict.isRight ? null : await findFaqOf(tx, workspaceId, one);
      const outcome = verdict.isRight ? 'accepted' : faqId ? 'corrected' : 'person_needed';
      const settled = await settleDecision(tx, reference, { outcome, isRight: verdict.isRight, faqId });
      if (settled?.bestFaqId) await considerStepBack(tx, workspaceId, settled.bestFaqId, reference);
    });
    judged += 1;
  }
  return judged;
}

async function listOpen(
  core: Core,
  workspaceId: string,
  among: readonly string[] | undefined,
  days: number,
): Promise<Open[]> {
  const found = await core.db.query<Open>(
    `select d.conversation_id, d.seq, d.language, d.best_faq_id, f.snippet_id,
       array(select t.text from snippet_texts t where (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id)) as answers,
       r.replies, r.next is not null or c.status = 'resolved' or r.last_at < now() - interval '15 minutes' as is_over
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
     where d.workspace_id = $1 and d.outcome is null and d.answer_seq is null and d.at > now() - make_interval(days => $4)
       and ($2::uuid[] is null or d.conversation_id = any ($2)) and r.replies is not null
     order by d.at desc limit $3`,
    [workspaceId, among ?? null, MOST, days],
  );
  return found.rows;
}

function judge(one: Open): { isRight: boolean } | undefined {
  if (one.replies.some((reply) => reply.snippets.includes(one.snippet_id))) return { isRight: true };
  const texts = one.replies
    .flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []))
    .filter((text) => !isCourtesy(splitWords(foldText(text)), one.language));
  const said = [...texts, texts.join('\n')];
  if (texts.length > 0 && said.some((text) => saysOneOf(text, one.answers, one.language)))
    return { isRight: true };
  return one.is_over && one.replies.length > 0 ? { isRight: false } : undefined;
}

const saysOneOf = (text: string, answers: string[], language: string): boolean =>
  answers.some((answer) => {
    const [own, other] = readAnswers([answer.replaceAll(/\{\{[^}]*\}\}/g, ' '), text], language);
    return sayTheSame(own!, other!);
  });

/** The FAQ that the agent answered with, by its snippet. */
async function findFaqOf(
  tx: { query: Core['db']['query'] },
  workspaceId: string,
  { replies }: Open,
): Promise<string | null> {
  const used = replies.flatMap((reply) => reply.snippets);
  if (used.length === 0) return null;
  const found = await tx.query<{ id: string }>(
    'select id from faqs where workspace_id = $1 and snippet_id = any ($2) limit 1',
    [workspaceId, used],
  );
  return found.rows[0]?.id ?? null;
}
