import type { Author, Contact, Content } from '@causerie/protocol';
import { exchanges, pages, people } from './phrases.ts';
import { append, iso, newConversation, uuid, type World } from './world.ts';

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
    fields: {},
    blockedAt: null,
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

/** Three hundred conversations of the last weeks, one with everything in it, one of six hundred messages. */
export function fill(world: World) {
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
    fields: {},
    blockedAt: null,
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
