import type { Conversation, ConversationPatch, EventBody, StoredFile } from '@causerie/protocol';
import { type Answer, type Context, error, ok, page, type Route } from './route.ts';
import { append, counts, iso, uuid } from './world.ts';

export const conversationRoutes: Route[] = [
  ['GET', /^\/w\/conversations$/, listConversations],
  [
    'GET',
    /^\/w\/conversations\/([^/]+)$/,
    ({ world }, id) => {
      const found = world.conversations.get(id!);
      return found ? ok(found) : error(404, 'conversation_not_found');
    },
  ],
  ['PATCH', /^\/w\/conversations\/([^/]+)$/, patchConversation],
  ['POST', /^\/w\/conversations\/([^/]+)\/transcript$/, () => ({ status: 202 })],
  [
    'POST',
    /^\/w\/conversations\/([^/]+)\/resume-link$/,
    () => ok({ url: `/r/${uuid()}`, expiresAt: iso(Date.now() + 6e8) }),
  ],
  [
    'POST',
    /^\/w\/conversations\/([^/]+)\/deliveries\/([^/]+)\/resend$/,
    ({ world, bus }, id, deliveryId) => {
      const list = world.deliveries.get(id!) ?? [];
      const delivery = {
        ...list.find((d) => d.id === deliveryId)!,
        status: 'queued' as const,
        reason: undefined,
      };
      world.deliveries.set(id!, [delivery]);
      bus.all({ type: 'delivery', delivery });
      return ok(delivery);
    },
  ],
  [
    'GET',
    /^\/w\/contacts$/,
    ({ world, url }) => {
      const q = (url.searchParams.get('q') ?? '').toLowerCase();
      const items = [...world.contacts.values()].filter((c) =>
        `${c.name} ${c.email}`.toLowerCase().includes(q),
      );
      return page(items.slice(0, 20));
    },
  ],
  ['GET', /^\/w\/contacts\/([^/]+)$/, ({ world }, id) => ok(world.contacts.get(id!))],
  [
    'PATCH',
    /^\/w\/contacts\/([^/]+)$/,
    ({ world, json }, id) => {
      const contact = Object.assign({}, world.contacts.get(id!), json);
      contact.version++;
      world.contacts.set(id!, contact);
      return ok(contact);
    },
  ],
  [
    'GET',
    /^\/w\/contacts\/([^/]+)\/conversations$/,
    ({ world }, id) =>
      page(
        [...world.conversations.values()]
          .filter((c) => c.contact.id === id)
          .sort((a, b) => (a.activeAt < b.activeAt ? 1 : -1)),
      ),
  ],
  ['POST', /^\/w\/files$/, storeFile],
];

function listConversations({ world, bus, url }: Context): Answer {
  const q = url.searchParams;
  const me = world.me.id;
  const isOpen = (c: Conversation) => c.status === 'open' || c.status === 'pending';
  const views: Record<string, (c: Conversation) => boolean> = {
    mine: (c) => isOpen(c) && c.assigneeId === me,
    unassigned: (c) => isOpen(c) && !c.assigneeId,
    all: isOpen,
    waiting: (c) => c.status === 'open' && c.waitingSince !== null,
    mentions: () => false,
    following: () => false,
    spam: (c) => c.spam,
    snoozed: (c) => c.status === 'snoozed',
    resolved: (c) => c.status === 'resolved',
  };
  const waiting = q.get('sort') === 'waiting';
  const all = [...world.conversations.values()]
    .filter(views[q.get('view') ?? 'all']!)
    .filter((c) => !q.get('teamId') || c.teamId === q.get('teamId'))
    .filter((c) => !q.get('inboxId') || c.inboxId === q.get('inboxId'))
    .filter((c) => !waiting || c.waitingSince)
    .sort((a, b) =>
      waiting
        ? `${a.waitingSince}${a.id}`.localeCompare(`${b.waitingSince}${b.id}`)
        : `${b.activeAt}${b.id}`.localeCompare(`${a.activeAt}${a.id}`),
    );
  const from = Number(q.get('cursor') ?? 0);
  const limit = Number(q.get('limit') ?? 50);
  const items = all.slice(from, from + limit);
  return ok({
    items,
    reads: items.map((c) => world.reads.get(c.id)).filter(Boolean),
    next: from + limit < all.length ? String(from + limit) : undefined,
    watermark: bus.watermark(),
    counts: counts(world),
  });
}

function patchConversation({ world, bus, json }: Context, id?: string): Answer {
  const before = world.conversations.get(id!);
  if (!before) return error(404, 'conversation_not_found');
  const patch = json as ConversationPatch;
  const author = { kind: 'agent' as const, id: world.me.id, name: world.me.name };
  const events: EventBody[] = [];
  if (patch.assigneeId !== undefined || patch.teamId !== undefined) {
    const { assigneeId = before.assigneeId, teamId = before.teamId } = patch;
    events.push({
      type: 'assigned',
      agentId: patch.assigneeId === undefined ? null : assigneeId,
      teamId: patch.teamId === undefined ? null : teamId,
    });
  }
  if (patch.status === 'resolved') events.push({ type: 'resolved' });
  if (patch.status === 'open') events.push({ type: 'reopened' });
  if (patch.status === 'snoozed') events.push({ type: 'snoozed', until: patch.snoozedUntil! });
  if (patch.priority) events.push({ type: 'priority_changed', priority: patch.priority });
  let conversation: Conversation = { ...before, ...patch };
  if (patch.status === 'resolved') conversation.waitingSince = null;
  for (const event of events) {
    const written = append(world, conversation, author, { kind: 'event', event });
    conversation = written.conversation;
    bus.announce(conversation, written.entry);
  }
  return ok(conversation);
}

async function storeFile({ world, body, request }: Context): Promise<Answer> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': request.headers['content-type']! },
  }).formData();
  const file = form.get('file') as File;
  if (file.name.endsWith('.exe')) return error(415, 'file_type_not_allowed');
  const id = uuid();
  const url = `/files/${world.workspace.id}/${id}/${encodeURIComponent(file.name)}`;
  world.files.set(url, { mime: file.type, body: Buffer.from(await file.arrayBuffer()) });
  const kind = (['image', 'audio', 'video'] as const).find((k) => file.type.startsWith(k)) ?? 'file';
  const stored: StoredFile = { id, name: file.name, mime: file.type, size: file.size, kind, url };
  return ok(stored);
}
