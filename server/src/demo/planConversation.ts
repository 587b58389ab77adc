import type { Content, EventBody, StoredFile } from '@causerie/protocol';
import {
  type Card,
  type Content as SampleContent,
  type SampleConversation,
  type Entry as SampleEntry,
  startOf,
} from '../../../demo/data/model.ts';
import { previewOf } from '../core/conversations/messageInput.ts';
import { uuid } from '../lib/uuid.ts';

/** Ids that the sample's keys stand for. `contacts` is filled as they come up. */
export type People = {
  workspaceId: string;
  agents: Map<string, string>;
  teams: Map<string, string>;
  inboxes: Map<string, string>;
  names: Map<string, string>;
  teamNames: Map<string, string>;
  contacts: Map<string, string>;
};

type EntryRow = {
  conversation_id: string;
  seq: number;
  id: string;
  at: string;
  kind: 'message' | 'note' | 'event';
  author_kind: 'contact' | 'agent' | 'system';
  author_id: string | null;
  content: Content | null;
  event: EventBody | null;
};

/** A sample conversation as the rows it becomes. */
export type Plan = {
  createdAt: string;
  seenAt: string;
  readByAgents: boolean;
  pages: { contact_id: string; at: string; url: string; title: string }[];
  row: Record<string, unknown> & { id: string };
  entries: EntryRow[];
};

const MINUTE = 60_000;

type Context = {
  sample: SampleConversation;
  people: People;
  files: Map<string, StoredFile>;
  origin: string;
  ids: string[];
  id: string;
  contactId: string;
  now: Date;
};

/** Numbers and dates the entries of a sample conversation, and sums them up as the log would have. */
export function planConversation(
  sample: SampleConversation,
  people: People,
  files: Map<string, StoredFile>,
  origin: string,
  now: Date,
): Plan {
  const contactId = people.contacts.get(sample.contact.key) ?? uuid();
  people.contacts.set(sample.contact.key, contactId);
  const ids = sample.entries.map(() => uuid());
  const context: Context = { sample, people, files, origin, ids, id: uuid(), contactId, now };
  const start = startOf(sample, now).getTime();
  let at = start;
  const entries = sample.entries.map((entry, i) => {
    at += entry.afterMinutes * MINUTE;
    return planEntry(context, entry, i, new Date(Math.min(at, now.getTime())).toISOString());
  });
  if (sample.rating) entries.push(planRating(context, entries, at));
  return {
    createdAt: new Date(start).toISOString(),
    seenAt: entries.at(-1)!.at,
    readByAgents: sample.read,
    pages: sample.pages.map((page) => ({
      contact_id: contactId,
      at: new Date(now.getTime() - page.agoMinutes * MINUTE).toISOString(),
      url: origin + page.path,
      title: page.title,
    })),
    row: summarise(context, entries, start, now),
    entries,
  };
}

function planEntry(context: Context, entry: SampleEntry, index: number, at: string): EntryRow {
  const { people, contactId } = context;
  const agent = people.agents.get(entry.by);
  return {
    conversation_id: context.id,
    seq: index + 1,
    id: context.ids[index]!,
    at,
    kind: entry.kind,
    author_kind: entry.by === 'contact' ? 'contact' : agent ? 'agent' : 'system',
    author_id: entry.by === 'contact' ? contactId : (agent ?? null),
    content:
      entry.kind === 'event'
        ? null
        : entry.content
          ? planContent(context, entry.content)
          : { kind: 'text', text: entry.text! },
    event: entry.event ? planEvent(context, entry, at) : null,
  };
}

/** A snooze that still lasts ends when the conversation says; one of the past ended after its own minutes. */
function snoozeEnd(sample: SampleConversation, at: string, minutes: number, now: Date): string {
  const end = Date.parse(at) + minutes * MINUTE;
  const lasting = sample.snoozedFor !== undefined && end > now.getTime();
  return new Date(lasting ? now.getTime() + sample.snoozedFor! * MINUTE : end).toISOString();
}

function planEvent({ sample, people, now }: Context, { event }: SampleEntry, at: string): EventBody {
  const e = event!;
  if (e.type === 'started')
    return { type: 'started', inboxId: people.inboxes.get(sample.inbox)!, mode: 'messaging' };
  if (e.type === 'snoozed') return { type: 'snoozed', until: snoozeEnd(sample, at, e.forMinutes, now) };
  if (e.type !== 'assigned') return e;
  const agentName = e.agent ? people.names.get(e.agent) : undefined;
  const teamName = e.team ? people.teamNames.get(e.team) : undefined;
  return {
    type: 'assigned',
    agentId: (e.agent && people.agents.get(e.agent)) || null,
    teamId: (e.team && people.teams.get(e.team)) || null,
    ...(agentName && { agentName }),
    ...(teamName && { teamName }),
  };
}

function planContent(context: Context, content: SampleContent): Content {
  switch (content.kind) {
    case 'image':
    case 'file': {
      const { file, ...rest } = content;
      const { id: fileId, name, mime, size, width, height, thumbnailUrl } = context.files.get(file)!;
      const stored = {
        fileId,
        name,
        mime,
        size,
        ...(width && height && { width, height }),
        ...(thumbnailUrl && { thumbnailUrl: '' }),
      };
      return { ...stored, ...rest } as Content;
    }
    case 'card':
      return { kind: 'card', card: planCard(context, content.card) };
    case 'carousel':
      return { kind: 'carousel', cards: content.cards.map((card) => planCard(context, card)) };
    case 'buttons':
      return { ...content, buttons: content.buttons.map((b) => withOrigin(context, b)) };
    case 'choice':
    case 'form_answer': {
      const { entry, ...rest } = content;
      return { ...rest, entryId: context.ids[entry]! } as Content;
    }
    default:
      return content as Content;
  }
}

function planCard(context: Context, { image, buttons, ...card }: Card) {
  const file = image && context.files.get(image);
  return {
    ...card,
    ...(file && { imageFileId: file.id }),
    ...(buttons && { buttons: buttons.map((b) => withOrigin(context, b)) }),
  };
}

const withOrigin = <B extends { kind: string }>({ origin }: Context, button: B): B =>
  'url' in button ? { ...button, url: String(button.url).replace('{{ORIGIN}}', origin) } : button;

function planRating(context: Context, entries: EntryRow[], lastAt: number): EntryRow {
  const { score, comment, afterMinutes } = context.sample.rating!;
  const question = entries.findLast((e) => e.content?.kind === 'rating');
  return {
    conversation_id: context.id,
    seq: entries.length + 1,
    id: uuid(),
    at: new Date(Math.min(lastAt + afterMinutes * MINUTE, Date.now())).toISOString(),
    kind: 'message',
    author_kind: 'contact',
    author_id: context.contactId,
    content: {
      kind: 'rating_answer',
      score,
      ...(question && { entryId: question.id }),
      ...(comment && { comment }),
    },
    event: null,
  };
}

function summarise(
  { sample, people, id, contactId }: Context,
  entries: EntryRow[],
  start: number,
  now: Date,
): Plan['row'] {
  const messages = entries.filter((e) => e.kind === 'message');
  const last = messages.findLast((m) => m.content?.kind !== 'rating')!;
  const count = (kinds: string[], upTo = Number.POSITIVE_INFINITY) =>
    messages.filter((m) => kinds.includes(m.author_kind) && m.seq <= upTo).length;
  const lastAgent = messages.findLast((m) => m.author_kind === 'agent');
  const unanswered = messages.find((m) => m.author_kind === 'contact' && m.seq > (lastAgent?.seq ?? 0));
  const lastSeq = entries.at(-1)!.seq;
  const contactReadSeq = sample.contactRead
    ? lastSeq
    : (messages.findLast((m) => m.author_kind === 'contact')?.seq ?? 0);
  const isOpen = sample.status === 'open' || sample.status === 'pending';
  return {
    id,
    inbox_id: people.inboxes.get(sample.inbox),
    contact_id: contactId,
    status: sample.status,
    priority: sample.priority ?? 'none',
    labels: [...sample.labels].sort(),
    subject: sample.subject ?? null,
    assignee_id: sample.assignee ? people.agents.get(sample.assignee) : null,
    team_id: people.teams.get(sample.team) ?? null,
    last_seq: lastSeq,
    last_message: {
      seq: last.seq,
      at: last.at,
      authorKind: last.author_kind,
      authorId: last.author_id,
      preview: previewOf(last.content!),
      kind: last.content!.kind,
    },
    active_at: last.at,
    waiting_since: isOpen && unanswered ? unanswered.at : null,
    snoozed_until: sample.snoozedFor
      ? new Date(now.getTime() + sample.snoozedFor * MINUTE).toISOString()
      : null,
    contact_messages: count(['contact']),
    agent_messages: count(['agent', 'system']),
    contact_read_seq: contactReadSeq,
    contact_read_messages: count(['agent', 'system'], contactReadSeq),
    agent_read_seq: sample.read ? lastSeq : (lastAgent?.seq ?? 0),
    first_reply_at: messages.find((m) => m.author_kind === 'agent')?.at ?? null,
    resolved_at: entries.findLast((e) => e.event?.type === 'resolved')?.at ?? null,
    created_at: new Date(start).toISOString(),
  };
}
