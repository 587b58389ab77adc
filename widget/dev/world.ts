import { randomUUID } from 'node:crypto';
import type {
  Content,
  Entry,
  EventBody,
  ServerFrame,
  VisitorConversation,
  VisitorInbox,
} from '@causerie/protocol';
import { plainText } from '@causerie/protocol';
import { everyKind, type Line, longAgo } from './story.ts';

/** A pretend server: enough of sessions, log and socket to look at the messenger. Nothing here is tested or kept. */
export type Talk = { conversation: VisitorConversation; entries: Entry[] };
export type Visitor = {
  token: string;
  contactId?: string;
  email?: string;
  talks: Map<string, Talk>;
  hear: Set<(f: ServerFrame) => void>;
};

const agent = { kind: 'agent' as const, id: randomUUID(), name: 'Amélie Durand' };
const bot = { kind: 'bot' as const, id: randomUUID(), name: 'Lumi' };
const authors = { agent, bot, system: { kind: 'system' as const } };
export const visitors = new Map<string, Visitor>();

export function inboxOf(key: string): VisitorInbox {
  const closed = key.includes('closed');
  const tomorrow = new Date();
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(9, 0, 0, 0);
  return {
    id: '00000000-0000-7000-8000-0000000000aa',
    name: 'Website',
    companyName: 'Maison Lumière',
    mode: 'live',
    colour: key.includes('yellow') ? '#f5c518' : key.includes('green') ? '#0f766e' : '#4338ca',
    greeting: { en: 'Hello! How can we help you today?', fr: 'Bonjour ! Comment pouvons-nous vous aider ?' },
    languages: ['en', 'fr'],
    position: key.includes('start') ? 'start' : 'end',
    theme: 'auto',
    askEmail: true,
    askRating: true,
    open: !closed,
    opensAt: closed ? tomorrow.toISOString() : undefined,
    agents: closed
      ? []
      : [agent, { id: randomUUID(), name: 'Karim Benali' }, { id: randomUUID(), name: 'Sofia Rossi' }].map(
          ({ id, name }) => ({ id, name }),
        ),
    usualReplySeconds: 170,
  };
}

export function visitorOf(token: string | undefined, key: string): Visitor {
  const known = token && visitors.get(token);
  if (known) return known;
  const visitor: Visitor = { token: randomUUID(), talks: new Map(), hear: new Set() };
  visitors.set(visitor.token, visitor);
  if (key.includes('kinds')) {
    talkOf(visitor, randomUUID(), [...longAgo.slice(0, 3)], 9 * 86_400_000).conversation.status = 'resolved';
    talkOf(visitor, randomUUID(), [...longAgo, ...everyKind], 3 * 86_400_000);
  }
  return visitor;
}

export function talkOf(visitor: Visitor, id: string, story: Line[] = [], ago = 0): Talk {
  const known = visitor.talks.get(id);
  if (known) return known;
  visitor.contactId ??= randomUUID();
  const at = new Date(Date.now() - ago).toISOString();
  const conversation: VisitorConversation = {
    id,
    version: 1,
    inboxId: inboxOf('').id,
    status: 'open',
    mode: 'live',
    assignee: story.length ? { id: agent.id, name: agent.name } : null,
    lastSeq: 0,
    lastMessage: null,
    contactReadSeq: 0,
    agentReadSeq: 0,
    unread: 0,
    createdAt: at,
    updatedAt: at,
  };
  const talk: Talk = { conversation, entries: [] };
  visitor.talks.set(id, talk);
  record(
    visitor,
    talk,
    { event: { type: 'started', inboxId: conversation.inboxId, mode: 'live' } },
    Date.parse(at),
  );
  if (story.length)
    record(
      visitor,
      talk,
      { event: { type: 'assigned', agentId: agent.id, agentName: agent.name, teamId: null } },
      Date.parse(at),
    );
  story.forEach((line, i) => {
    const content = { ...line.content };
    if ('entryId' in content && content.entryId === 'previous') content.entryId = talk.entries.at(-1)!.id;
    const when =
      i < longAgo.length && story.length > 10
        ? Date.now() - ago + i * 60_000
        : Date.now() - (story.length - i) * 110_000;
    record(visitor, talk, { from: line.from, content }, when);
  });
  if (story.length) conversation.agentReadSeq = conversation.lastSeq;
  conversation.unread = 0;
  conversation.contactReadSeq = conversation.lastSeq;
  return talk;
}

type What = { from?: Line['from']; content?: Content; event?: EventBody; id?: string; note?: boolean };

export function record(visitor: Visitor, talk: Talk, what: What, at = Date.now()): Entry {
  const { conversation, entries } = talk;
  const author = what.event
    ? authors.system
    : what.from === 'contact' || !what.from
      ? { kind: 'contact' as const, id: visitor.contactId }
      : authors[what.from];
  const entry: Entry = {
    conversationId: conversation.id,
    seq: entries.length + 1,
    id: what.id ?? randomUUID(),
    at: new Date(at).toISOString(),
    kind: what.event ? 'event' : what.note ? 'hidden' : 'message',
    author,
    content: what.content,
    event: what.event,
  };
  entries.push(entry);
  conversation.version++;
  conversation.lastSeq = entry.seq;
  conversation.updatedAt = entry.at;
  if (what.content) {
    conversation.lastMessage = {
      seq: entry.seq,
      at: entry.at,
      author,
      preview: plainText(what.content).slice(0, 140),
      kind: what.content.kind,
    };
    if (author.kind !== 'contact') conversation.unread++;
    else conversation.contactReadSeq = entry.seq;
  }
  tell(visitor, { type: 'entry', entry, conversation: { ...conversation } });
  return entry;
}

export function tell(visitor: Visitor, frame: ServerFrame): void {
  for (const hear of visitor.hear) hear(frame);
}

export function change(visitor: Visitor, talk: Talk, patch: Partial<VisitorConversation>): void {
  Object.assign(talk.conversation, patch, { version: talk.conversation.version + 1 });
  tell(visitor, { type: 'conversation', conversation: { ...talk.conversation } });
}

/** An agent who reads, thinks, types and answers. */
export function answer(visitor: Visitor, talk: Talk): void {
  const { id, assignee } = talk.conversation;
  setTimeout(() => {
    change(visitor, talk, { agentReadSeq: talk.conversation.lastSeq });
    if (!assignee) {
      change(visitor, talk, { assignee: { id: agent.id, name: agent.name } });
      record(visitor, talk, {
        event: { type: 'assigned', agentId: agent.id, agentName: agent.name, teamId: null },
      });
    }
    tell(visitor, { type: 'typing', conversationId: id, author: agent, typing: true });
  }, 600);
  setTimeout(() => {
    tell(visitor, { type: 'typing', conversationId: id, author: agent, typing: false });
    record(visitor, talk, {
      from: 'agent',
      content: { kind: 'text', text: 'Thanks for writing! I am **looking into it** right now.' },
    });
  }, 2200);
}
