import type { IncomingMessage } from 'node:http';
import type { Conversation, ConversationPatch, EventBody, StoredFile } from '@causerie/protocol';
import type { Bus } from './bus.ts';
import { append, counts, iso, uuid, type World } from './world.ts';

type Answer = { status: number; value?: unknown };
type Context = { world: World; bus: Bus; url: URL; body: Buffer; json: object; request: IncomingMessage };
type Handler = (context: Context, ...ids: string[]) => Answer | Promise<Answer>;

const ok = (value?: unknown): Answer => ({ status: 200, value });
const error = (status: number, code: string, detail?: string): Answer => ({
  status,
  value: { error: { code, message: code, detail } },
});
const page = (items: unknown[]) => ok({ items });

export async function handle(
  world: World,
  bus: Bus,
  method: string,
  url: URL,
  request: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const path = url.pathname.replace(/^\/v1\/workspaces\/[0-9a-f-]{36}(?=\/|$)/, '/w');
  const isJson = request.headers['content-type']?.includes('json');
  const json = isJson && body.length > 0 ? JSON.parse(body.toString()) : {};
  if (!world.signedIn && !/^\/v1\/(auth|setup|invitations)/.test(path)) return error(401, 'unauthorised');
  for (const [verb, pattern, handler] of routes) {
    const match = verb === method && path.match(pattern);
    if (match) return handler({ world, bus, url, body, json, request }, ...match.slice(1));
  }
  return error(404, 'not_found');
}

const change =
  <K extends 'members' | 'teams' | 'inboxes' | 'invitations' | 'apiKeys'>(
    name: K,
    key: 'id' | 'userId' = 'id',
  ): Handler =>
  ({ world, json }, id) => {
    const list = world[name] as unknown as Record<string, unknown>[];
    const item = list.find((i) => i[key] === (id === 'me' ? world.me.id : id));
    if (!item) return error(404, 'not_found');
    const { settings, ...rest } = json as { settings?: object };
    Object.assign(item, rest, settings && { settings: { ...(item.settings as object), ...settings } });
    return ok(item);
  };
const remove =
  (name: 'members' | 'teams' | 'inboxes' | 'invitations' | 'apiKeys', key: 'id' | 'userId' = 'id'): Handler =>
  ({ world }, id) => {
    const list = world[name] as unknown as Record<string, unknown>[];
    list.splice(0, list.length, ...list.filter((i) => i[key] !== id));
    return ok();
  };
const make =
  (name: 'teams' | 'inboxes', initial: (w: World) => object): Handler =>
  ({ world, json }) => {
    const item = { id: uuid(), ...initial(world), ...(json as object) };
    (world[name] as unknown[]).push(item);
    return ok(item);
  };

const routes: [string, RegExp, Handler][] = [
  ['GET', /^\/v1\/setup$/, ({ world }) => ok({ needed: world.setUpNeeded })],
  [
    'POST',
    /^\/v1\/setup$/,
    ({ world, json }) => {
      const { workspaceName, name, email } = json as Record<string, string>;
      Object.assign(world, { setUpNeeded: false, signedIn: true });
      Object.assign(world.workspace, { name: workspaceName });
      Object.assign(world.members[0]!, { name, email });
      Object.assign(world.me, {
        name,
        email,
        workspaces: [{ id: world.workspace.id, name: workspaceName, role: 'owner' }],
      });
      return ok(world.me);
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/sign-in\/email$/,
    ({ world, json }) => {
      const { password } = json as { password: string };
      if (password === 'second-factor') return ok({ twoFactorRedirect: true });
      if (password !== 'causerie-demo') return error(401, 'unauthorised', 'INVALID_EMAIL_OR_PASSWORD');
      world.signedIn = true;
      return ok({ user: {} });
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/sign-out$/,
    ({ world }) => {
      world.signedIn = false;
      return ok({ success: true });
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/verify-(totp|backup-code)$/,
    ({ world, json }) => {
      if ((json as { code: string }).code === '000000') return error(401, 'unauthorised', 'INVALID_CODE');
      Object.assign(world, { signedIn: true });
      world.me.twoFactorEnabled = true;
      return ok({});
    },
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/enable$/,
    () =>
      ok({
        totpURI:
          'otpauth://totp/Causerie:amelie%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Causerie&digits=6&period=30',
        backupCodes: ['a1b2c-d3e4f', 'g5h6i-j7k8l', 'm9n0o-p1q2r', 's3t4u-v5w6x'],
      }),
  ],
  [
    'POST',
    /^\/v1\/auth\/two-factor\/disable$/,
    ({ world }) => {
      world.me.twoFactorEnabled = false;
      return ok({});
    },
  ],
  [
    'GET',
    /^\/v1\/auth\/list-sessions$/,
    ({ request }) =>
      ok([
        {
          id: '1',
          token: 'a',
          createdAt: iso(Date.now() - 9e6),
          updatedAt: iso(Date.now() - 6e4),
          expiresAt: iso(Date.now() + 9e8),
          ipAddress: '192.0.2.7',
          userAgent: request.headers['user-agent'],
        },
        {
          id: '2',
          token: 'b',
          createdAt: iso(Date.now() - 9e8),
          updatedAt: iso(Date.now() - 9e7),
          expiresAt: iso(Date.now() + 9e8),
          ipAddress: '198.51.100.4',
          userAgent: 'Mozilla/5.0 (iPhone) Safari/605',
        },
      ]),
  ],
  ['POST', /^\/v1\/auth\//, () => ok({ status: true })],
  ['GET', /^\/v1\/me$/, ({ world }) => ok(world.me)],
  ['PATCH', /^\/v1\/me$/, ({ world, json }) => ok(Object.assign(world.me, json))],
  [
    'GET',
    /^\/v1\/invitations\/(.+)$/,
    ({ world }, token) =>
      token === 'used'
        ? error(404, 'invitation_not_found')
        : ok({
            workspaceName: world.workspace.name,
            email: 'nina@example.com',
            role: 'agent',
            invitedBy: 'Amélie Rousseau',
            hasAccount: token === 'known',
          }),
  ],
  [
    'POST',
    /^\/v1\/invitations\/(.+)\/accept$/,
    ({ world }) => {
      world.signedIn = true;
      return ok(world.me);
    },
  ],
  ['GET', /^\/w\/?$/, ({ world }) => ok(world.workspace)],
  ['PATCH', /^\/w\/?$/, ({ world, json }) => ok(Object.assign(world.workspace, json))],
  ['GET', /^\/w\/members$/, ({ world }) => page(world.members)],
  ['PATCH', /^\/w\/members\/(.+)$/, change('members', 'userId')],
  ['DELETE', /^\/w\/members\/(.+)$/, remove('members', 'userId')],
  ['GET', /^\/w\/teams$/, ({ world }) => page(world.teams)],
  ['POST', /^\/w\/teams$/, make('teams', () => ({ memberIds: [] }))],
  ['PATCH', /^\/w\/teams\/(.+)$/, change('teams')],
  ['DELETE', /^\/w\/teams\/(.+)$/, remove('teams')],
  ['GET', /^\/w\/invitations$/, ({ world }) => page(world.invitations)],
  [
    'POST',
    /^\/w\/invitations$/,
    ({ world, json }) => {
      const { email, role } = json as { email: string; role: 'agent' };
      const invitation = {
        id: uuid(),
        email,
        role,
        invitedBy: world.me.name,
        createdAt: iso(Date.now()),
        expiresAt: iso(Date.now() + 6e8),
        acceptedAt: null,
      };
      world.invitations.push(invitation);
      return ok({ invitation, link: `http://localhost:4180/invitation/${uuid()}`, mailed: false });
    },
  ],
  ['DELETE', /^\/w\/invitations\/(.+)$/, remove('invitations')],
  ['GET', /^\/w\/api-keys$/, ({ world }) => page(world.apiKeys)],
  [
    'POST',
    /^\/w\/api-keys$/,
    ({ world, json }) => {
      const { name, role } = json as { name: string; role: 'agent' };
      const apiKey = {
        id: uuid(),
        name,
        role,
        prefix: 'csr_4k2',
        createdAt: iso(Date.now()),
        lastUsedAt: null,
      };
      world.apiKeys.push(apiKey);
      return ok({ apiKey, key: 'csr_4k2n8s7d6f5g4h3j2k1l0m9n8b7v6c5x' });
    },
  ],
  ['DELETE', /^\/w\/api-keys\/(.+)$/, remove('apiKeys')],
  ['GET', /^\/w\/inboxes$/, ({ world }) => page(world.inboxes)],
  [
    'POST',
    /^\/w\/inboxes$/,
    make('inboxes', (w) => ({ ...w.inboxes[0], id: uuid(), hours: null, key: `ibx_${uuid().slice(-8)}` })),
  ],
  ['GET', /^\/w\/inboxes\/([^/]+)\/identity-keys$/, ({ world }) => ok(world.keys)],
  [
    'PUT',
    /^\/w\/inboxes\/([^/]+)\/identity-keys$/,
    ({ world, json }) => {
      const { rotateSecret, publicKey } = json as { rotateSecret?: boolean; publicKey?: string | null };
      if (rotateSecret) world.keys.secret = `${uuid()}${uuid()}`.replaceAll('-', '');
      if (publicKey !== undefined) world.keys.publicKey = publicKey;
      return ok(world.keys);
    },
  ],
  ['PATCH', /^\/w\/inboxes\/([^/]+)$/, change('inboxes')],
  ['DELETE', /^\/w\/inboxes\/([^/]+)$/, remove('inboxes')],
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
