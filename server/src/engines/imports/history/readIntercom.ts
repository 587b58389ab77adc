import type {
  HistoryConversation,
  HistoryMessage,
  HistoryPerson,
  HistoryProblem,
  HistoryRecord,
} from './historyRecord.ts';
import { htmlText } from './htmlText.ts';
import { compact, isObject, type Json, listOf, objectOf, readObjects, textOf, timeOf } from './jsonValues.ts';

/**
 * Intercom's conversations as its API retrieves each (API 2.x: `source`, `contacts`; 1.x: `conversation_message`, `user`),
 * and its contacts (1.x: users and leads), whole or in JSON lines. A conversation names its contacts by id only: those of
 * the same file say who they are.
 */
export function readIntercom(text: string, problems: HistoryProblem[]): HistoryRecord[] {
  const objects = readObjects(
    text,
    ['data', 'conversations', 'contacts', 'users', 'leads', 'admins'],
    problems,
  ).filter((object) => object.type !== 'conversation_part.list');
  const people = new Map(
    objects.filter(isPerson).flatMap((object) => idsOf(object).map((id) => [id, object] as const)),
  );
  return objects
    .filter((object) => object.type !== 'admin')
    .map((object) => (isPerson(object) ? readContact(object) : readConversation(object, people)));
}

const isPerson = (object: Json): boolean =>
  ['contact', 'user', 'lead', 'admin'].includes(String(object.type)) &&
  object.conversation_parts === undefined;

const idsOf = (object: Json): string[] =>
  [object.id, object.user_id, object.external_id].flatMap((id) => textOf(id) ?? []);

function readContact(object: Json): HistoryRecord {
  const contact = personOf(object);
  if (!contact) return { kind: 'problem', place: 'contact', reason: 'no_id', data: object };
  return compact<HistoryRecord>({ kind: 'contact', contact, createdAt: timeOf(object.created_at) });
}

function readConversation(object: Json, people: ReadonlyMap<string, Json>): HistoryRecord {
  const id = textOf(object.id);
  if (!id) return { kind: 'problem', place: 'conversation', reason: 'no_id', data: object };
  const source = objectOf(object.source ?? object.conversation_message);
  // Somebody who was deleted there has left what was said, without a name.
  const contact = contactOf(object, source, people) ?? { source: `intercom/contact/of ${id}` };
  const parts = listOf(objectOf(object.conversation_parts).conversation_parts);
  const first = messageOf(
    { created_at: object.created_at, part_type: 'comment', ...source },
    `${id}/source`,
    people,
  );
  const messages = [...first, ...parts.flatMap((part) => messageOf(part, textOf(part.id) ?? '', people))];
  const createdAt = timeOf(object.created_at) ?? messages[0]?.at;
  if (!createdAt) return { kind: 'problem', place: `conversation ${id}`, reason: 'no_time', data: object };
  const assignee = textOf(object.admin_assignee_id) ?? textOf(objectOf(object.assignee).id);
  const tags = listOf(objectOf(object.tags).tags ?? object.tags);
  return compact<HistoryConversation>({
    kind: 'conversation',
    source: `intercom/conversation/${id}`,
    contact,
    subject: subjectOf(object.title) ?? subjectOf(source.subject),
    status: statusOf(object),
    priority: object.priority === 'priority' ? 'high' : undefined,
    labels: tags.flatMap((tag) => textOf(tag.name) ?? []),
    assignee:
      assignee && assignee !== '0'
        ? personOf(people.get(assignee) ?? { type: 'admin', id: assignee })
        : undefined,
    createdAt,
    messages: messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
  });
}

function statusOf({ state, open }: Json): HistoryConversation['status'] {
  if (state === 'snoozed') return 'snoozed';
  if (typeof state === 'string') return state === 'open' ? 'open' : 'resolved';
  return open === false ? 'resolved' : 'open';
}

function subjectOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text && (htmlText(text) || undefined);
}

function contactOf(object: Json, source: Json, people: ReadonlyMap<string, Json>): HistoryPerson | undefined {
  const [first] = listOf(objectOf(object.contacts).contacts ?? object.contacts);
  const author = objectOf(source.author);
  const named = first ?? (isObject(object.user) ? object.user : undefined);
  const known =
    named &&
    idsOf(named)
      .map((id) => people.get(id))
      .find((each) => each !== undefined);
  const isCustomer = ['user', 'lead', 'contact'].includes(String(author.type));
  const sameAuthor = isCustomer && (!named || textOf(author.id) === textOf(named.id));
  const person = personOf({ ...(sameAuthor && author), ...named, ...known, type: 'contact' });
  return person ?? (isCustomer ? personOf(author) : undefined);
}

/** Only words become entries: assignments, openings and closings are Intercom's own book-keeping. */
function messageOf(part: Json, id: string, people: ReadonlyMap<string, Json>): HistoryMessage[] {
  const note = part.part_type === 'note' || part.part_type === 'note_and_reopen';
  const at = timeOf(part.created_at);
  const files = listOf(part.attachments).flatMap((file) => textOf(file.url) ?? []);
  const body = textOf(part.body);
  const text = [body && htmlText(body), ...files].filter(Boolean).join('\n');
  if (!at || id === '' || text === '' || part.redacted === true) return [];
  const author = objectOf(part.author);
  const type = String(author.type);
  const kind =
    author.from_ai_agent === true || type === 'bot'
      ? 'bot'
      : type === 'admin' || type === 'team'
        ? 'agent'
        : 'contact';
  const authorId = textOf(author.id);
  const person = personOf({ ...author, ...(authorId && people.get(authorId)) });
  return [{ source: `intercom/part/${id}`, at, author: { kind, ...(person && { person }) }, text, note }];
}

function personOf(object: Json): HistoryPerson | undefined {
  const id = textOf(object.id);
  if (!id) return undefined;
  const location = objectOf(object.location ?? object.location_data);
  const [company] = listOf(objectOf(object.companies).companies ?? objectOf(object.companies).data);
  return compact<HistoryPerson>({
    source: `intercom/${object.type === 'admin' || object.type === 'team' || object.type === 'bot' ? 'agent' : 'contact'}/${id}`,
    name: textOf(object.name),
    email: textOf(object.email),
    phone: textOf(object.phone),
    externalId: textOf(object.external_id) ?? textOf(object.user_id),
    company: textOf(company?.name),
    city: textOf(location.city) ?? textOf(location.city_name),
    country: textOf(location.country_code) ?? textOf(location.country) ?? textOf(location.country_name),
    language: textOf(object.language_override),
  });
}
