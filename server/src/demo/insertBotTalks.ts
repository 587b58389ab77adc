import type { Content, EventBody } from '@causerie/protocol';
import { previewOf } from '../core/conversations/messageInput.ts';
import type { CoreTx } from '../core/core.ts';
import { type BotWords, botWordsOf } from '../core/faqs/answer/botWords.ts';
import { taps } from '../core/faqs/answer/taps.ts';
import type { Db } from '../db/transaction.ts';
import { uuid } from '../lib/uuid.ts';
import type { SampleFaq } from './insertFaqs.ts';
import type { People } from './planConversation.ts';

/** As `demo/data/botTalks.json` has them: a customer's question that the bot has dealt with. */
export type SampleBotTalk = {
  hoursAgo: number;
  language: string;
  faq: string;
  text: string;
  ending: 'helpful' | 'unhelpful' | 'silent';
  /** Who answered after all, and what. */
  by?: string;
  reply?: string;
};

type Line = {
  after: number;
  author: 'contact' | 'bot' | 'agent' | 'system';
  content?: Content;
  event?: EventBody;
};

const HOUR = 3600_000;
const SILENCE_SECONDS = 24 * 3600;

/**
 * Conversations of the last days that the bot of the inbox for professionals has ended, or has handed over; all of them are resolved, so
 * that nobody's list is longer for them. What it had decided is put on record once there is a model.
 */
export async function insertBotTalks(
  tx: CoreTx,
  people: People,
  talks: SampleBotTalk[],
  faqs: SampleFaq[],
): Promise<void> {
  const contacts = [...people.contacts.values()];
  for (const [i, talk] of talks.entries()) {
    const answer = faqs.find((faq) => faq.name === talk.faq)!.texts[talk.language]!;
    await insertTalk(tx, people, talk, contacts[(i * 5) % contacts.length]!, answer);
  }
}

async function insertTalk(
  tx: CoreTx,
  people: People,
  talk: SampleBotTalk,
  contactId: string,
  answer: string,
): Promise<void> {
  const { workspaceId } = people;
  const [id, inboxId] = [uuid(), people.inboxes.get('pro')!];
  const agentId = talk.by ? people.agents.get(talk.by)! : null;
  const authors = { contact: contactId, bot: null, agent: agentId, system: null };
  const start = Date.now() - talk.hoursAgo * HOUR;
  const lines = linesOf(people, talk, answer, inboxId, agentId);
  const entries = lines.map(({ after, author, content, event }, i) => ({
    seq: i + 1,
    id: uuid(),
    at: new Date(start + after * 1000).toISOString(),
    kind: content ? 'message' : 'event',
    author_kind: author,
    author_id: authors[author],
    content: content ?? null,
    event: event ?? null,
  }));
  // A tap refers to the question that it answers.
  const question = entries.find((entry) => entry.content?.kind === 'quick_replies')!;
  for (const { content } of entries) if (content?.kind === 'choice') content.entryId = question.id;
  const messages = entries.filter((entry) => entry.content);
  const last = messages.at(-1)!;
  const byContact = messages.filter((entry) => entry.author_kind === 'contact').length;
  await tx.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, status, mode, assignee_id, last_seq, last_message, active_at,
       contact_messages, agent_messages, contact_read_seq, contact_read_messages, agent_read_seq, first_reply_at, resolved_at, created_at,
       updated_at, mailed_seq, bot_seen)
     values ($1, $2, $3, $4, 'resolved', 'messaging', $5, $6, $7, $8, $9, $10, $6, $10, $6, $11, $12, $13, $12, $6, $9)`,
    [
      workspaceId,
      id,
      inboxId,
      contactId,
      agentId,
      entries.length,
      JSON.stringify({
        seq: last.seq,
        at: last.at,
        authorKind: last.author_kind,
        authorId: last.author_id,
        preview: previewOf(last.content!),
        kind: last.content!.kind,
      }),
      last.at,
      byContact,
      messages.length - byContact,
      entries.find((entry) => entry.author_kind === 'agent' && entry.content)?.at ?? null,
      entries.at(-1)!.at,
      entries[0]!.at,
    ],
  );
  await tx.query(
    `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event)
     select $1, $2, seq, id, at, kind, author_kind, author_id, content, event
     from jsonb_to_recordset($3) as r (seq int, id uuid, at timestamptz, kind text, author_kind text, author_id uuid, content jsonb, event jsonb)`,
    [workspaceId, id, JSON.stringify(entries)],
  );
  await tx.query(
    `insert into conversation_reads (workspace_id, conversation_id, user_id, read_seq, contact_messages)
     select $1, $2, user_id, $3, $4 from members where workspace_id = $1`,
    [workspaceId, id, entries.length, byContact],
  );
}

function linesOf(
  people: People,
  { text, language, ending, by, reply, faq }: SampleBotTalk,
  answer: string,
  inboxId: string,
  agentId: string | null,
): Line[] {
  const words = botWordsOf(language, null);
  const say = (author: Line['author'], after: number, said: string): Line => ({
    after,
    author,
    content: { kind: 'text', text: said },
  });
  const beginning: Line[] = [
    { after: 0, author: 'system', event: { type: 'started', inboxId, mode: 'messaging' } },
    say('contact', 0, text),
    say('bot', 1, answer),
    { after: 1, author: 'bot', content: helpful(words) },
  ];
  const resolved = (after: number, author: 'system' | 'agent' = 'system'): Line => ({
    after,
    author,
    event: { type: 'resolved' },
  });
  const tap = (optionId: string, label: string): Line => ({
    after: 45,
    author: 'contact',
    content: { kind: 'choice', entryId: '', optionId, label },
  });
  if (ending === 'silent') return [...beginning, resolved(SILENCE_SECONDS)];
  if (ending === 'helpful')
    return [...beginning, tap(taps.yes, words.yes), say('bot', 46, words.glad), resolved(46)];
  const assigned: EventBody = {
    type: 'assigned',
    agentId,
    agentName: people.names.get(by!)!,
    teamId: null,
    by: 'reply',
    waitedSeconds: 240,
  };
  return [
    ...beginning,
    tap(taps.no, words.no),
    say('bot', 46, words.handedOver),
    {
      after: 46,
      author: 'system',
      event: {
        type: 'handed_over',
        reason: 'unhelpful',
        askedSeq: 2,
        tried: [{ seq: 3, kind: 'answer', titles: [faq], outcome: null }],
        waitedSeconds: 46,
      },
    },
    { after: 240, author: 'agent', event: assigned },
    say('agent', 240, reply!),
    resolved(1800, 'agent'),
  ];
}

const helpful = (words: BotWords): Content => ({
  kind: 'quick_replies',
  text: `${words.helpful} ${words.reach}`,
  options: [
    { id: taps.yes, label: words.yes },
    { id: taps.no, label: words.no },
    { id: taps.person, label: words.person },
  ],
});

/** What was decided for them was acted on, and this is what came of it: read from their logs. */
export async function settleBotTalks(db: Pick<Db, 'query'>, workspaceId: string): Promise<void> {
  await db.query(
    `update faq_decisions d set mode = 'live', answer_seq = b.answer_seq, outcome_at = b.at, is_right = b.is_right,
       outcome = case when b.is_right then 'helpful' when b.is_right is false then 'unhelpful' else 'silent' end
     from (select conversation_id, min(seq) filter (where author_kind = 'bot' and kind = 'message') as answer_seq, max(at) as at,
         bool_or(content->>'optionId' = $2) filter (where content->>'kind' = 'choice') as is_right
       from entries where workspace_id = $1 group by conversation_id
       having bool_or(author_kind = 'bot' and author_id is null and content->>'kind' = 'quick_replies')) b
     where d.workspace_id = $1 and d.conversation_id = b.conversation_id and d.decision = 'answer' and d.mode <> 'live' and d.outcome is null
       and d.seq < b.answer_seq`,
    [workspaceId, taps.yes],
  );
}
