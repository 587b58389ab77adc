/**
 * The one source of the automation figures (docs/kpis.md): a row for each conversation that the bot had said something in, of the
 * workspace $1 since $2. `automated`: it is resolved, and no person ever wrote to the contact in it. `wrong`: an answer in it was
 * called wrong. Conversations that the bot is still in are in none. `first_at`: when it first said something.
 */
export const automationStatement = `
select d.conversation_id,
  bool_or(c.status = 'resolved' and c.merged_into is null) and bool_and(c.first_reply_at is null)
    and not bool_or(coalesce(d.outcome in ('unhelpful', 'person_needed'), false)) as automated,
  bool_or(d.is_right is false and d.decision = 'answer') as wrong,
  bool_and(c.bot_since is null) as over,
  min(d.at) as first_at
from faq_decisions d join conversations c on (c.workspace_id, c.id) = (d.workspace_id, d.conversation_id)
where d.workspace_id = $1 and d.at >= $2 and d.mode = 'live' and d.answer_seq is not null
group by d.conversation_id`;
