/** Shapes of the sample data, and the one piece of arithmetic that belongs to them. */

export type Language = 'en' | 'fr';

export type Company = {
  workspace: { name: string; language: Language };
  teams: { key: string; name: string }[];
  agents: {
    key: string;
    name: string;
    email: string;
    role: 'owner' | 'admin' | 'supervisor' | 'agent';
    team: string;
    language: Language;
    availability: 'online' | 'away' | 'offline';
  }[];
  inboxes: {
    key: string;
    name: string;
    kind: 'web';
    mode: 'live' | 'messaging';
    team: string | null;
    hours: {
      timeZone: string;
      weekly: Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', [string, string][]>;
      holidays: { date: string; name: string }[];
    };
    settings: {
      colour: string;
      greeting: Record<Language, string>;
      languages: Language[];
      position: 'end' | 'start';
      theme: 'auto' | 'light' | 'dark';
      askRating: boolean;
      askEmail: boolean;
      mailAfterMinutes: number;
      afterResolve: 'reopen' | 'start_new';
    };
  }[];
  labels: string[];
};

/** Files are names in `demo/data/files/`. Addresses start with `{{ORIGIN}}`: the server's own public origin. */
export type Button =
  | { kind: 'link'; label: string; url: string }
  | { kind: 'reply'; label: string; id: string };
export type Card = { title: string; text?: string; image?: string; imageAlt?: string; buttons?: Button[] };
export type FormField = {
  id: string;
  label: string;
  type: 'text' | 'paragraph' | 'email' | 'phone' | 'number' | 'date' | 'choice';
  required?: boolean;
  options?: { id: string; label: string }[];
};
export type Content =
  | { kind: 'image'; file: string; alt: string; caption?: string }
  | { kind: 'file'; file: string; name: string }
  | { kind: 'location'; latitude: number; longitude: number; name: string; address: string }
  | { kind: 'quick_replies'; text: string; options: { id: string; label: string }[] }
  | { kind: 'buttons'; text: string; buttons: Button[] }
  | { kind: 'card'; card: Card }
  | { kind: 'carousel'; cards: Card[] }
  | { kind: 'form'; title: string; fields: FormField[]; submitLabel: string }
  | { kind: 'rating'; question: string; scale: 5 }
  /** Answers of the contact. `entry`: index in `entries` of the message that asked. */
  | { kind: 'choice'; entry: number; optionId: string; label: string }
  | { kind: 'form_answer'; entry: number; answers: { fieldId: string; label: string; value: string }[] };

export type Event =
  | { type: 'started' }
  | { type: 'assigned'; agent: string | null; team: string | null }
  | { type: 'email_given'; email: string }
  /** Only the conversation's own `snoozedFor` says when a snooze that still lasts ends. */
  | { type: 'snoozed'; forMinutes: number }
  | { type: 'reopened' }
  | { type: 'resolved' };

/** A message or note has `text` or `content`, never both; an event has `event`. */
export type Entry = {
  by: 'contact' | 'system' | (string & {});
  kind: 'message' | 'note' | 'event';
  /** Since the previous entry; of the first, since the start. */
  afterMinutes: number;
  text?: string;
  content?: Content;
  event?: Event;
};

export type Contact = {
  key: string;
  /** Null: a visitor who gave no name. */
  name: string | null;
  email?: string;
  phone?: string;
  company?: string;
  language: Language;
  timeZone: string;
  city: string;
  country: string;
  device: string;
  fields?: Record<string, string | number>;
};

export type SampleConversation = {
  key: string;
  /** The same contact comes back word for word in each of their conversations. */
  contact: Contact;
  inbox: string;
  language: Language;
  subject?: string;
  labels: string[];
  priority?: 'medium' | 'high';
  /** Newest first. */
  pages: { path: string; title: string; agoMinutes: number }[];
  status: 'open' | 'resolved' | 'snoozed' | 'pending';
  /** With status snoozed: minutes from now until it comes back. */
  snoozedFor?: number;
  assignee: string | null;
  team: string;
  startedAgo: number;
  /** Time of day in Lyon at which an older conversation began; see `startOf`. */
  clock?: string;
  entries: Entry[];
  /** Whether the agents have read everything, and whether the contact has. */
  read: boolean;
  contactRead: boolean;
  /** Answer to the rating question that is the last entry. */
  rating?: { score: number; comment?: string; afterMinutes: number };
};

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const paris = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const wall = (at: number) => {
  const part = Object.fromEntries(paris.formatToParts(at).map((p) => [p.type, p.value]));
  return { weekday: part.weekday, minutes: Number(part.hour) * 60 + Number(part.minute) };
};

/**
 * When a conversation began. The data knows only "so many minutes ago", whenever the demo is started; `clock`
 * moves an older one back to its hour of the day, so that nobody seems to answer at night, and from Sunday to
 * Monday where that is not in the future.
 */
export function startOf(conversation: SampleConversation, now: Date): Date {
  const latest = now.getTime() - conversation.startedAgo * MINUTE;
  if (!conversation.clock) return new Date(latest);
  const [hours, minutes] = conversation.clock.split(':').map(Number) as [number, number];
  const back = (wall(latest).minutes - (hours * 60 + minutes) + 1440) % 1440;
  const start = latest - back * MINUTE;
  const last = conversation.entries.reduce((sum, e) => sum + e.afterMinutes, 0) + (conversation.rating?.afterMinutes ?? 0);
  const onSunday = wall(start).weekday === 'Sun';
  return new Date(onSunday && start + DAY + last * MINUTE < now.getTime() ? start + DAY : start);
}
