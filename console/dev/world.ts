import { randomBytes } from 'node:crypto';
import type {
  AgentRead,
  ApiKey,
  Author,
  Contact,
  Content,
  Conversation,
  Delivery,
  Entry,
  EventBody,
  Inbox,
  Invitation,
  Me,
  Member,
  Team,
  ViewCounts,
  Workspace,
} from '@causerie/protocol';
import { plainText } from '@causerie/protocol';

/** What the owner of the sample may do: the settings that this stand-in has. */
export const ownerPermissions = [
  'conversations.all',
  'conversations.reply',
  'conversations.change',
  'contacts.read',
  'contacts.change',
  'workspace.change',
  'members.change',
  'owners.change',
  'invitations.change',
  'teams.change',
  'apiKeys.change',
  'inboxes.change',
];

/** A version 7 UUID. */
export function uuid(at = Date.now()): string {
  const hex = at.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  const v = `${hex.slice(0, 12)}7${hex.slice(13, 16)}8${hex.slice(17, 32)}`;
  return [v.slice(0, 8), v.slice(8, 12), v.slice(12, 16), v.slice(16, 20), v.slice(20)].join('-');
}

export const iso = (at: number) => new Date(at).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type World = ReturnType<typeof makeWorld>;

/** Everything the fake server knows, in memory. `empty`: set up, but nobody has ever written. */
export function makeWorld(kind: 'full' | 'empty' | 'new') {
  const now = Date.now();
  const workspace: Workspace = {
    id: uuid(1),
    name: 'Lumière',
    language: 'fr',
    timeZone: 'Europe/Paris',
    defaultCountry: 'FR',
    standardCapacity: 5,
    createdAt: iso(now - 90 * DAY),
  };
  const names: [string, string, Member['role']][] = [
    ['Amélie Rousseau', 'amelie@example.com', 'owner'],
    ['Tom Fletcher', 'tom@example.com', 'admin'],
    ['Nadia Benali', 'nadia@example.com', 'supervisor'],
    ['Yuki Tanaka', 'yuki@example.com', 'agent'],
  ];
  const members: Member[] = names.map(([name, email, role], i) => ({
    userId: uuid(10 + i),
    name,
    email,
    role,
    teamIds: [],
    availability: (['online', 'online', 'away', 'offline'] as const)[i]!,
    connected: i < 3,
    capacity: i === 3 ? 2 : null,
    load: 0,
    skills: i === 1 ? ['repairs'] : [],
    languages: i === 3 ? ['ja', 'en'] : ['fr', 'en'],
    createdAt: iso(now - 80 * DAY),
  }));
  const [amelie, tom, nadia, yuki] = members as [Member, Member, Member, Member];
  const teams: Team[] = [
    { id: uuid(31), name: 'Orders', memberIds: [amelie.userId, tom.userId] },
    { id: uuid(32), name: 'Service', memberIds: [amelie.userId, nadia.userId, yuki.userId] },
  ];
  const world = {
    setUpNeeded: kind === 'new',
    signedIn: kind !== 'new',
    secondFactor: false,
    workspace,
    me: {
      id: amelie.userId,
      name: amelie.name,
      email: amelie.email,
      language: null,
      twoFactorEnabled: false,
      workspaces: [{ id: workspace.id, name: workspace.name, role: 'owner', permissions: ownerPermissions }],
    } as Me,
    members: kind === 'full' ? members : [amelie],
    teams: kind === 'full' ? teams : [],
    invitations: [] as Invitation[],
    apiKeys: [] as ApiKey[],
    inboxes: [makeInbox(uuid(41), teams[1]!.id, now)] as Inbox[],
    keys: { secret: null as string | null, publicKey: null as string | null },
    contacts: new Map<string, Contact>(),
    conversations: new Map<string, Conversation>(),
    entries: new Map<string, Entry[]>(),
    deliveries: new Map<string, Delivery[]>(),
    reads: new Map<string, AgentRead>(),
    files: new Map<string, { mime: string; body: Buffer }>(),
  };
  if (kind !== 'full') world.inboxes[0]!.lastSeenAt = null;
  return world;
}

function makeInbox(id: string, teamId: string, now: number): Inbox {
  const open: [string, string][] = [
    ['09:00', '12:30'],
    ['13:30', '18:00'],
  ];
  return {
    id,
    kind: 'web',
    name: 'Boutique',
    mode: 'live',
    teamId,
    hours: {
      timeZone: 'Europe/Paris',
      weekly: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [['10:00', '17:00']], sun: [] },
      holidays: [{ date: '2026-12-25', name: 'Noël' }],
    },
    settings: {
      colour: '#b4542c',
      greeting: { en: 'Hello! How can we help?', fr: 'Bonjour ! Comment pouvons-nous vous aider ?' },
      languages: ['fr', 'en'],
      allowedOrigins: ['https://www.lumiere.example'],
      position: 'end',
      theme: 'auto',
      askRating: true,
      askEmail: true,
      mailAfterMinutes: 5,
      afterResolve: 'reopen',
    },
    routing: {
      mode: 'auto',
      language: 'prefer',
      skills: [],
      skillsByLabel: false,
      relaxAfterMinutes: null,
      sticky: true,
      returnUnansweredMinutes: null,
      returnGoneMinutes: 5,
      showQueue: true,
    },
    key: 'ibx_7f3kq9w2',
    identitySecretSet: false,
    lastSeenAt: iso(now - 3 * MINUTE),
    lastRefused: null,
    createdAt: iso(now - 60 * DAY),
  };
}

/** A new entry at the end of a conversation's log, with everything that follows from it for the row. */
export function append(
  world: World,
  conversation: Conversation,
  author: Author,
  body: { kind: 'message' | 'note'; content: Content } | { kind: 'event'; event: EventBody },
  options: { id?: string; at?: number } = {},
): { entry: Entry; conversation: Conversation } {
  const at = options.at ?? Date.now();
  const log = world.entries.get(conversation.id) ?? [];
  const known = log.find((e) => e.id === options.id);
  if (known) return { entry: known, conversation };
  const seq = log.length + 1;
  const entry: Entry = {
    conversationId: conversation.id,
    seq,
    id: options.id ?? uuid(at),
    at: iso(at),
    author,
    ...body,
  };
  world.entries.set(conversation.id, [...log, entry]);
  const next: Conversation = {
    ...conversation,
    lastSeq: seq,
    version: conversation.version + 1,
    updatedAt: iso(at),
  };
  if (body.kind === 'message') {
    next.activeAt = iso(at);
    next.lastMessage = {
      seq,
      at: iso(at),
      author,
      preview: plainText(body.content).replace(/\s+/g, ' ').slice(0, 140),
      kind: body.content.kind,
    };
    if (author.kind === 'contact') {
      next.contactMessages++;
      next.waitingSince ??= iso(at);
      next.contactReadSeq = seq;
    } else next.waitingSince = null;
  }
  world.conversations.set(next.id, next);
  return { entry, conversation: next };
}

export function counts(world: World): ViewCounts {
  const all = [...world.conversations.values()];
  const open = all.filter((c) => c.status === 'open' || c.status === 'pending');
  const by = (key: (c: Conversation) => string | null) => {
    const map: Record<string, number> = {};
    for (const c of open) {
      const k = key(c);
      if (k) map[k] = (map[k] ?? 0) + 1;
    }
    return map;
  };
  return {
    open: open.length,
    unassigned: open.filter((c) => !c.assigneeId).length,
    waiting: open.filter((c) => c.waitingSince).length,
    spam: all.filter((c) => c.spam).length,
    snoozed: all.filter((c) => c.status === 'snoozed').length,
    byAssignee: by((c) => c.assigneeId),
    byTeam: by((c) => c.teamId),
  };
}

export function newConversation(world: World, contact: Contact, at: number): Conversation {
  const conversation: Conversation = {
    id: uuid(at),
    version: 1,
    inboxId: world.inboxes[0]!.id,
    channel: 'web',
    contact: { id: contact.id, name: contact.name, email: contact.email, language: contact.language },
    status: 'open',
    mode: 'messaging',
    priority: 'none',
    labels: [],
    subject: null,
    fields: {},
    assigneeId: null,
    teamId: null,
    lastSeq: 0,
    lastMessage: null,
    waitingSince: null,
    spam: false,
    mergedInto: null,
    snoozedUntil: null,
    sla: null,
    contactMessages: 0,
    contactReadSeq: 0,
    agentReadSeq: 0,
    createdAt: iso(at),
    updatedAt: iso(at),
    activeAt: iso(at),
  };
  world.conversations.set(conversation.id, conversation);
  const author: Author = { kind: 'contact', id: contact.id };
  const event = { type: 'started', inboxId: conversation.inboxId, mode: 'live' } as const;
  return append(world, conversation, author, { kind: 'event', event }, { at }).conversation;
}
