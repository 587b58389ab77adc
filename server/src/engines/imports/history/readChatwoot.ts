import type {
  HistoryConversation,
  HistoryMessage,
  HistoryPerson,
  HistoryProblem,
  HistoryRecord,
} from './historyRecord.ts';
import { compact, type Json, listOf, objectOf, readObjects, textOf, timeOf } from './jsonValues.ts';

/**
 * Chatwoot's API answers, kept in a file: conversations with their `messages` (`GET .../conversations`), contacts, and
 * pages of messages (`GET .../conversations/{id}/messages`), which are put into their conversation. Older versions name
 * the kind of a message in words and have one `attachment`.
 */
export function readChatwoot(text: string, problems: HistoryProblem[]): HistoryRecord[] {
  const objects = readObjects(text, ['data', 'payload', 'conversations', 'contacts'], problems);
  const isMessage = (object: Json) =>
    object.message_type !== undefined && object.conversation_id !== undefined;
  const isConversation = (object: Json) => object.meta !== undefined || Array.isArray(object.messages);
  const loose = Map.groupBy(objects.filter(isMessage), (message) => textOf(message.conversation_id));
  const here = new Set(objects.filter(isConversation).map((object) => textOf(object.id)));
  for (const [id, messages] of loose) {
    if (here.has(id)) continue;
    const place = `messages of conversation ${id ?? '?'}`;
    problems.push({ kind: 'problem', place, reason: 'no_conversation', data: messages[0] });
  }
  return objects
    .filter((object) => !isMessage(object))
    .map((object) => {
      if (isConversation(object)) return readConversation(object, loose.get(textOf(object.id)) ?? []);
      return readContact(object);
    });
}

function readContact(object: Json): HistoryRecord {
  const contact = personOf(object);
  if (!contact) return { kind: 'problem', place: 'contact', reason: 'no_id', data: object };
  return compact<HistoryRecord>({ kind: 'contact', contact, createdAt: timeOf(object.created_at) });
}

function readConversation(object: Json, loose: Json[]): HistoryRecord {
  const meta = objectOf(object.meta);
  const id = textOf(object.id);
  const contact = personOf(objectOf(meta.sender)) ?? personOf(objectOf(object.contact));
  const all = new Map([...listOf(object.messages), ...loose].map((message) => [textOf(message.id), message]));
  const messages = [...all.values()].flatMap((message) => messageOf(message, contact)).sort(byTime);
  if (!id) return { kind: 'problem', place: 'conversation', reason: 'no_id', data: object };
  if (!contact) return { kind: 'problem', place: `conversation ${id}`, reason: 'no_contact', data: object };
  const createdAt = timeOf(object.created_at) ?? messages[0]?.at;
  if (!createdAt) return { kind: 'problem', place: `conversation ${id}`, reason: 'no_time', data: object };
  return compact<HistoryConversation>({
    kind: 'conversation',
    source: `chatwoot/conversation/${textOf(object.account_id) ?? ''}/${id}`,
    contact,
    subject: textOf(objectOf(object.additional_attributes).mail_subject),
    status: object.status === 'resolved' ? 'resolved' : object.status === 'snoozed' ? 'snoozed' : 'open',
    priority: priorities.find((each) => each === object.priority),
    labels: (Array.isArray(object.labels) ? object.labels : []).flatMap((label) => textOf(label) ?? []),
    assignee: personOf(objectOf(meta.assignee)),
    createdAt,
    messages,
  });
}

const priorities = ['low', 'medium', 'high', 'urgent'] as const;
const byTime = (a: HistoryMessage, b: HistoryMessage) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** 0 incoming, 1 outgoing, 2 activity, 3 template (a bot's question). Of a deleted one only a notice in its place is left. */
function messageOf(message: Json, contact: HistoryPerson | undefined): HistoryMessage[] {
  const { message_type: type } = message;
  if (type === 2 || type === 'activity' || objectOf(message.content_attributes).deleted === true) return [];
  const [id, at] = [textOf(message.id), timeOf(message.created_at)];
  const files = [...listOf(message.attachments), objectOf(message.attachment)].flatMap(
    (f) => textOf(f.data_url) ?? [],
  );
  const text = [textOf(message.content), ...files].filter(Boolean).join('\n');
  if (!id || !at || text === '') return [];
  const incoming = type === 0 || type === 'incoming';
  const sender = objectOf(message.sender);
  const bot =
    type === 3 ||
    type === 'template' ||
    /bot|captain/i.test(textOf(sender.type) ?? textOf(message.sender_type) ?? '');
  const person = incoming ? contact : personOf(sender);
  const kind = incoming ? 'contact' : bot ? 'bot' : 'agent';
  const note = message.private === true;
  return [{ source: `chatwoot/message/${id}`, at, author: { kind, ...(person && { person }) }, text, note }];
}

function personOf(object: Json): HistoryPerson | undefined {
  const id = textOf(object.id);
  if (!id) return undefined;
  const more = objectOf(object.additional_attributes);
  return compact<HistoryPerson>({
    source: `chatwoot/${object.type === 'user' || object.role !== undefined ? 'agent' : 'contact'}/${id}`,
    name: textOf(object.name) ?? textOf(object.available_name),
    email: textOf(object.email),
    phone: textOf(object.phone_number),
    externalId: textOf(object.identifier),
    company: textOf(more.company_name),
    city: textOf(more.city),
    country: textOf(more.country_code) ?? textOf(more.country),
  });
}
