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
import { exchanges, pages, people } from './phrases.ts';

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

/** A repeatable random source, so that screenshots can be compared. */
let seed = 7;
export const random = () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

export type World = ReturnType<typeof makeWorld>;

/** Everything the fake server knows, in memory. `empty`: set up, but nobody has ever written. */
export function makeWorld(kind: 'full' | 'empty' | 'new') {
  const now = Date.now();
  const workspace: Workspace = {
    id: uuid(1),
    name: 'Lumière',
    language: 'fr',
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
      workspaces: [{ id: workspace.id, name: workspace.name, role: 'owner' }],
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
  if (kind === 'full') fill(world);
  else world.inboxes[0]!.lastSeenAt = null;
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
    key: 'ibx_7f3kq9w2',
    identitySecretSet: false,
    lastSeenAt: iso(now - 3 * MINUTE),
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
    assigneeId: null,
    teamId: null,
    lastSeq: 0,
    lastMessage: null,
    waitingSince: null,
    snoozedUntil: null,
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

function makeContact(i: number, now: number): Contact {
  const [name, email, language, city, timeZone, company] = people[i % people.length]!;
  const first = now - (3 + Math.floor(random() * 60)) * DAY;
  return {
    id: uuid(first + i),
    version: 1,
    name,
    email,
    phone: random() < 0.3 ? '+33 6 12 34 56 78' : null,
    company,
    city,
    country: language === 'fr' ? 'FR' : 'GB',
    language,
    timeZone,
    device: pick(['Chrome 142, macOS', 'Safari 26, iPhone', 'Firefox 145, Windows', 'Chrome 142, Android']),
    note: null,
    identities: [
      {
        id: uuid(),
        kind: 'visitor',
        address: `v_${uuid().slice(-12)}`,
        verified: true,
        createdAt: iso(first),
      },
      ...(email
        ? [
            {
              id: uuid(),
              kind: 'email' as const,
              address: email,
              verified: i % 2 === 0,
              createdAt: iso(first),
            },
          ]
        : []),
    ],
    online: random() < 0.4,
    pages: Array.from({ length: 1 + Math.floor(random() * 5) }, (_, n) => {
      const [path, title] = pick(pages);
      return { url: `https://www.lumiere.example${path}`, title, at: iso(now - n * 3 * MINUTE - 20_000) };
    }),
    firstSeenAt: iso(first),
    lastSeenAt: iso(now - Math.floor(random() * 300) * MINUTE),
  };
}

function fill(world: World) {
  const now = Date.now();
  const agents = world.members.map((m): Author => ({ kind: 'agent', id: m.userId, name: m.name }));
  const contacts = Array.from({ length: 130 }, (_, i) => makeContact(i, now));
  for (const contact of contacts) world.contacts.set(contact.id, contact);
  for (let n = 0; n < 300; n++) {
    const open = n < 46;
    const contact = contacts[n % contacts.length]!;
    const language = contact.language as 'en' | 'fr';
    const lines = exchanges[language][Math.floor(n / 2) % exchanges[language].length]!;
    const age = open ? (n < 6 ? (n * 3 + 1) * MINUTE : n * 37 * MINUTE) : 2 * DAY + n * 3.4 * HOUR;
    const agent = agents[n % 4]!;
    const answered = open ? n % 3 !== 0 : true;
    const said = answered ? lines : lines.slice(0, 1);
    let at = now - age - said.length * 4 * MINUTE;
    let c = newConversation(world, contact, at - 30_000);
    let taken = false;
    for (const [i, text] of said.entries()) {
      at += (1 + random() * 6) * MINUTE;
      if (i === said.length - 1) at = now - age;
      const author: Author = i % 2 === 0 ? { kind: 'contact', id: contact.id } : agent;
      if (i % 2 === 1 && !taken) {
        taken = true;
        c = { ...c, assigneeId: agent.id!, teamId: world.teams[n % 2]!.id };
        c = append(
          world,
          c,
          agent,
          { kind: 'event', event: { type: 'assigned', agentId: agent.id!, teamId: null } },
          { at: at - 20_000 },
        ).conversation;
      }
      c = append(world, c, author, { kind: 'message', content: { kind: 'text', text } }, { at }).conversation;
    }
    c = {
      ...c,
      mode: open && n < 9 ? 'live' : 'messaging',
      priority: n % 17 === 4 ? 'urgent' : n % 11 === 3 ? 'high' : 'none',
    };
    if (n % 5 === 1) c.labels = [pick(['delivery', 'return', 'invoice', 'trade'])];
    if (n % 13 === 7 && open)
      Object.assign(c, { status: 'snoozed', snoozedUntil: iso(now + (4 + n) * HOUR) });
    if (!open) {
      world.conversations.set(c.id, c);
      c = append(
        world,
        c,
        agent,
        { kind: 'event', event: { type: 'resolved' } },
        { at: at + 5 * MINUTE },
      ).conversation;
      c = { ...c, status: 'resolved', waitingSince: null };
    }
    c.agentReadSeq = answered ? c.lastSeq : 0;
    if (answered && c.contact.id) c.contactReadSeq = n % 4 === 0 ? c.lastSeq : c.contactReadSeq;
    world.conversations.set(c.id, c);
    const unread = open && (!answered || c.lastMessage?.author.kind === 'contact') ? 1 : 0;
    world.reads.set(c.id, {
      conversationId: c.id,
      readSeq: unread ? 0 : c.lastSeq,
      contactMessages: c.contactMessages - unread,
    });
  }
  fillShowcase(world, contacts[0]!, agents);
}

/** One conversation with everything in it: every kind of content, notes, events, a failed mail; and a long one. */
function fillShowcase(world: World, contact: Contact, agents: Author[]) {
  const now = Date.now();
  const [amelie, tom] = agents as [Author, Author];
  const them: Author = { kind: 'contact', id: contact.id };
  const file = {
    fileId: uuid(),
    name: 'facture-51022.pdf',
    mime: 'application/pdf',
    size: 184_320,
    url: '/files/x/facture.pdf',
  };
  const picture = {
    fileId: uuid(),
    name: 'abat-jour.svg',
    mime: 'image/svg+xml',
    size: 48_211,
    width: 800,
    height: 600,
    url: '/files/x/picture.svg',
  };
  let c = newConversation(world, contact, now - 26 * HOUR);
  let at = now - 26 * HOUR;
  const say = (author: Author, content: Content, gap = 2, kind: 'message' | 'note' = 'message') => {
    at += gap * MINUTE;
    c = append(world, c, author, { kind, content }, { at }).conversation;
  };
  const text = (words: string): Content => ({ kind: 'text', text: words });
  say(them, text('Bonjour ! L’abat-jour de ma lampe **Colline** est arrivé fendu.'));
  say(them, { kind: 'image', ...picture, caption: 'Voici la photo' }, 1);
  c = { ...c, assigneeId: amelie.id!, teamId: world.teams[1]!.id };
  c = append(
    world,
    c,
    amelie,
    { kind: 'event', event: { type: 'assigned', agentId: amelie.id!, teamId: null } },
    { at: at + MINUTE },
  ).conversation;
  say(amelie, text('Bonjour Léa, je suis désolée ! Je regarde tout de suite.'), 2);
  say(
    amelie,
    text(
      'Préférez-vous :\n\n- un **nouvel abat-jour**, envoyé aujourd’hui\n- un remboursement\n\nVoir https://example.com/retours pour les détails.',
    ),
    1,
  );
  say(tom, text('@Amélie le lot 12 avait ce défaut, on remplace sans photo.'), 1, 'note');
  say(
    amelie,
    {
      kind: 'quick_replies',
      text: 'Que choisissez-vous ?',
      options: [
        { id: 'new', label: 'Un nouvel abat-jour' },
        { id: 'refund', label: 'Un remboursement' },
      ],
    },
    1,
  );
  say(them, { kind: 'choice', entryId: uuid(), optionId: 'new', label: 'Un nouvel abat-jour' }, 1);
  say(
    amelie,
    {
      kind: 'form',
      title: 'Adresse de livraison',
      fields: [
        { id: 'street', label: 'Rue', type: 'text', required: true },
        { id: 'city', label: 'Ville', type: 'text' },
      ],
    },
    1,
  );
  say(
    them,
    {
      kind: 'form_answer',
      entryId: uuid(),
      answers: [
        { fieldId: 'street', label: 'Rue', value: '12, rue des Lilas' },
        { fieldId: 'city', label: 'Ville', value: '69003 Lyon' },
      ],
    },
    3,
  );
  say(amelie, { kind: 'file', ...file }, 2);
  say(
    amelie,
    {
      kind: 'location',
      latitude: 45.7597,
      longitude: 4.8422,
      name: 'Point relais Bellecour',
      address: 'Place Bellecour, Lyon',
    },
    1,
  );
  say(
    amelie,
    {
      kind: 'carousel',
      cards: [
        {
          title: 'Colline, sable',
          text: '89 €',
          buttons: [{ kind: 'link', label: 'Voir', url: 'https://example.com/colline' }],
        },
        {
          title: 'Colline, nuit',
          text: '89 €',
          buttons: [{ kind: 'link', label: 'Voir', url: 'https://example.com/colline' }],
        },
      ],
    },
    1,
  );
  say(amelie, { kind: 'rating', question: 'Êtes-vous satisfaite de notre aide ?', scale: 5 }, 2);
  say(them, { kind: 'rating_answer', score: 5, comment: 'Rapide et gentil, merci !' }, 4);
  c = append(
    world,
    c,
    them,
    { kind: 'event', event: { type: 'session_ended', reason: 'left' } },
    { at: at + 9 * MINUTE },
  ).conversation;
  at = now - 50 * MINUTE;
  say(amelie, text('Votre colis est parti ce matin, il arrive **demain avant 13 h**.'), 1);
  world.deliveries.set(c.id, [
    {
      id: uuid(),
      conversationId: c.id,
      firstSeq: c.lastSeq,
      lastSeq: c.lastSeq,
      channel: 'email',
      address: contact.email!,
      status: 'failed',
      reason: '550 mailbox full',
      attempts: 3,
      at: iso(at),
      version: c.version,
    },
  ]);
  c = append(
    world,
    c,
    them,
    { kind: 'event', event: { type: 'session_resumed', via: 'return' } },
    { at: now - 4 * MINUTE },
  ).conversation;
  at = now - 5 * MINUTE;
  say(them, text('Merci ! Et l’abat-jour cassé, je le renvoie ?'), 1);
  world.contacts.set(contact.id, {
    ...contact,
    online: true,
    note: 'Cliente fidèle depuis 2023. Préfère le matin.',
  });
  world.conversations.set(c.id, { ...c, mode: 'live', labels: ['return'] });
  world.reads.set(c.id, {
    conversationId: c.id,
    readSeq: c.lastSeq - 1,
    contactMessages: c.contactMessages - 1,
  });
  fillLong(world, [...world.contacts.values()][3]!, agents[0]!);
}

function fillLong(world: World, contact: Contact, agent: Author) {
  const start = Date.now() - 20 * DAY;
  let c = newConversation(world, contact, start);
  c = { ...c, assigneeId: agent.id! };
  for (let n = 0; n < 600; n++) {
    const author: Author = n % 3 === 0 ? agent : { kind: 'contact', id: contact.id };
    const words = exchanges.fr[n % exchanges.fr.length]!;
    const content: Content = { kind: 'text', text: `${n + 1}. ${words[n % words.length]}` };
    c = append(world, c, author, { kind: 'message', content }, { at: start + n * 45 * MINUTE }).conversation;
  }
  world.conversations.set(c.id, c);
  world.reads.set(c.id, { conversationId: c.id, readSeq: c.lastSeq, contactMessages: c.contactMessages });
}
