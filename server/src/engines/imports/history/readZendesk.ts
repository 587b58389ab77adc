import { decodeEntities } from './decodeEntities.ts';
import type {
  HistoryConversation,
  HistoryMessage,
  HistoryPerson,
  HistoryProblem,
  HistoryRecord,
} from './historyRecord.ts';
import { htmlText } from './htmlText.ts';
import { compact, type Json, listOf, objectOf, readObjects, textOf, timeOf } from './jsonValues.ts';

/**
 * Zendesk's full JSON export (JSON lines of tickets with `comments`, and of users), or its API's `{tickets, users}` with
 * `comments` put into each ticket. Tickets name people by id, or (in exports) hold them as `requester`, `assignee`.
 */
export function readZendesk(text: string, problems: HistoryProblem[]): HistoryRecord[] {
  const all = readObjects(text, ['tickets', 'users', 'organizations', 'data'], problems);
  const companies = new Map(all.filter(isOrganization).map(({ id, name }) => [textOf(id), name]));
  const objects = all
    .filter((object) => !isOrganization(object))
    .map((object) => {
      const name = companies.get(textOf(object.organization_id));
      return name === undefined || object.organization ? object : { ...object, organization: { name } };
    });
  const isTicket = (object: Json) =>
    object.requester_id !== undefined || object.comments !== undefined || object.requester !== undefined;
  const users = new Map(
    objects
      .filter((object) => !isTicket(object))
      .flatMap((user) => {
        const id = textOf(user.id);
        return id ? [[id, user] as const] : [];
      }),
  );
  return objects.flatMap((object) => {
    if (isTicket(object)) return [readTicket(object, users)];
    return isAgent(object) ? [] : [readUser(object)];
  });
}

/** What users belong to; its list of domains is what nothing else has. */
const isOrganization = (object: Json): boolean =>
  Array.isArray(object.domain_names) || /\/organizations\/\d+\.json$/.test(textOf(object.url) ?? '');

const isAgent = ({ role }: Json): boolean => role === 'agent' || role === 'admin';

function readUser(object: Json): HistoryRecord {
  const contact = personOf(object);
  if (!contact) return { kind: 'problem', place: 'user', reason: 'no_id', data: object };
  return compact<HistoryRecord>({ kind: 'contact', contact, createdAt: timeOf(object.created_at) });
}

const statuses: Record<string, HistoryConversation['status']> = {
  new: 'open',
  open: 'open',
  pending: 'open',
  hold: 'snoozed',
  solved: 'resolved',
  closed: 'resolved',
  deleted: 'resolved',
};
const priorities = { low: 'low', normal: 'medium', high: 'high', urgent: 'urgent' } as const;

function readTicket(ticket: Json, users: ReadonlyMap<string, Json>): HistoryRecord {
  const id = textOf(ticket.id);
  if (!id) return { kind: 'problem', place: 'ticket', reason: 'no_id', data: ticket };
  const find = (object: unknown, userId: unknown) => {
    const known = textOf(userId);
    return personOf({ id: userId, ...(known && users.get(known)), ...objectOf(object) });
  };
  const contact = find(ticket.requester, ticket.requester_id);
  if (!contact) return { kind: 'problem', place: `ticket ${id}`, reason: 'no_contact', data: ticket };
  const comments = listOf(ticket.comments);
  const messages = comments.flatMap((comment) =>
    messageOf(comment, contact, find(comment.author, comment.author_id), users),
  );
  const createdAt = timeOf(ticket.created_at) ?? messages[0]?.at;
  if (!createdAt) return { kind: 'problem', place: `ticket ${id}`, reason: 'no_time', data: ticket };
  const description = textOf(ticket.description);
  if (messages.length === 0 && description)
    messages.push({
      source: `zendesk/description/${id}`,
      at: createdAt,
      author: { kind: 'contact', person: contact },
      text: description,
      note: false,
    });
  return compact<HistoryConversation>({
    kind: 'conversation',
    source: `zendesk/ticket/${id}`,
    contact,
    subject: textOf(ticket.subject) ?? textOf(ticket.raw_subject),
    status: statuses[String(ticket.status)] ?? 'resolved',
    priority: priorities[String(ticket.priority) as keyof typeof priorities],
    labels: (Array.isArray(ticket.tags) ? ticket.tags : []).flatMap((tag) => textOf(tag) ?? []),
    assignee: find(ticket.assignee, ticket.assignee_id),
    createdAt,
    messages: messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  });
}

function messageOf(
  comment: Json,
  contact: HistoryPerson,
  author: HistoryPerson | undefined,
  users: ReadonlyMap<string, Json>,
): HistoryMessage[] {
  const [id, at] = [textOf(comment.id), timeOf(comment.created_at)];
  const html = textOf(comment.html_body);
  const files = listOf(comment.attachments).flatMap(
    (file) => textOf(file.content_url) ?? textOf(file.url) ?? [],
  );
  const plain = textOf(comment.plain_body) ?? textOf(comment.body);
  // Its plain texts still hold `&nbsp;` and the like.
  const words = plain ? decodeEntities(plain) : html && htmlText(html);
  const text = [words, ...files].filter(Boolean).join('\n');
  if (!id || !at || text === '') return [];
  const authorId = textOf(comment.author_id) ?? textOf(objectOf(comment.author).id);
  const user = authorId ? users.get(authorId) : undefined;
  const note = comment.public === false;
  // Somebody in copy of a mail writes as the customer's side; without a role only the requester surely is.
  const fromContact = user ? !isAgent(user) : author?.source === contact.source;
  const kind = fromContact && !note ? 'contact' : 'agent';
  return [
    { source: `zendesk/comment/${id}`, at, author: { kind, ...(author && { person: author }) }, text, note },
  ];
}

function personOf(user: Json): HistoryPerson | undefined {
  const id = textOf(user.id);
  if (!id) return undefined;
  return compact<HistoryPerson>({
    source: `zendesk/user/${id}`,
    name: textOf(user.name),
    email: textOf(user.email),
    phone: textOf(user.phone),
    externalId: textOf(user.external_id),
    company: textOf(objectOf(user.organization).name),
    language: textOf(user.locale),
  });
}
