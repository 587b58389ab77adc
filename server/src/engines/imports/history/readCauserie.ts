import { readTable } from '../../tables/readTable.ts';
import type {
  HistoryConversation,
  HistoryMessage,
  HistoryPerson,
  HistoryProblem,
  HistoryRecord,
} from './historyRecord.ts';
import { compact, type Json, readObjects, textOf, timeOf } from './jsonValues.ts';

/**
 * Our own lines, one for each message, as JSON lines or CSV with the same names: `conversation`, `at`, `author` (contact,
 * agent or bot), `text`; and where known `id`, `note`, `name`, `email`, `phone`, `externalId`, `company`, `language` of the
 * contact, `agent`, `agentEmail`, `labels`, `subject`, `status`. See docs/import.md.
 */
export function readCauserie(text: string, problems: HistoryProblem[]): HistoryRecord[] {
  const lines = readLines(text, problems);
  const conversations = new Map<string, { line: Json; messages: HistoryMessage[] }>();
  for (const [i, line] of lines.entries()) {
    const id = textOf(line.conversation);
    const message = id && messageOf(line, id, i);
    if (!id || !message || typeof message === 'string') {
      const reason = id ? String(message) : 'no_id';
      problems.push({ kind: 'problem', place: `line ${i + 1}`, reason, data: line });
      continue;
    }
    const known = conversations.get(id);
    if (known) {
      known.messages.push(message);
      // The last line that says something of the conversation is right.
      known.line = { ...known.line, ...withoutEmpty(line) };
    } else conversations.set(id, { line, messages: [message] });
  }
  return [...conversations].map(([id, each]) => toConversation(id, each.line, each.messages));
}

function readLines(text: string, problems: HistoryProblem[]): Json[] {
  if (/^\s*[[{]/.test(text.replace('\ufeff', ''))) return readObjects(text, ['messages'], problems);
  const [heading, ...rows] = readTable(text);
  if (!heading?.includes('conversation')) throw new Error('There is no column conversation.');
  return rows.map((row) => Object.fromEntries(heading.map((name, i) => [name.trim(), row[i] ?? ''])));
}

const withoutEmpty = (line: Json): Json =>
  Object.fromEntries(
    Object.entries(line).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );

const authors = ['contact', 'agent', 'bot'] as const;

/** The message of a line, or why there is none. */
function messageOf(
  line: Json,
  conversation: string,
  index: number,
): HistoryMessage | 'no_time' | 'no_text' | 'no_author' {
  const at = timeOf(line.at);
  const text = textOf(line.text);
  const kind = authors.find((each) => each === line.author);
  if (!at) return 'no_time';
  if (!text) return 'no_text';
  if (!kind) return 'no_author';
  const id = textOf(line.id) ?? `${index}`;
  const agent = textOf(line.agentEmail) ?? textOf(line.agent);
  const person =
    kind === 'contact' || !agent
      ? undefined
      : compact<HistoryPerson>({
          source: `causerie/agent/${agent.toLowerCase()}`,
          name: textOf(line.agent),
          email: textOf(line.agentEmail),
        });
  return {
    source: `causerie/message/${conversation}/${id}`,
    at,
    author: { kind, ...(person && { person }) },
    text,
    note: line.note === true || line.note === 'true' || line.note === '1',
  };
}

function toConversation(id: string, line: Json, messages: HistoryMessage[]): HistoryConversation {
  messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const [email, phone, externalId] = [textOf(line.email), textOf(line.phone), textOf(line.externalId)];
  const status = textOf(line.status);
  return compact<HistoryConversation>({
    kind: 'conversation',
    source: `causerie/conversation/${id}`,
    contact: compact<HistoryPerson>({
      source: `causerie/contact/${externalId ?? email?.toLowerCase() ?? phone ?? `of ${id}`}`,
      name: textOf(line.name),
      email,
      phone,
      externalId,
      company: textOf(line.company),
      language: textOf(line.language),
    }),
    subject: textOf(line.subject),
    status: status === 'open' || status === 'snoozed' ? status : 'resolved',
    labels: labelsOf(line.labels),
    createdAt: messages[0]!.at,
    messages,
  });
}

function labelsOf(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : String(value ?? '').split(/[;|]/);
  return parts.flatMap((part) => textOf(part) ?? []);
}
