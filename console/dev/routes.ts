import type { IncomingMessage } from 'node:http';
import { accountRoutes } from './accountRoutes.ts';
import type { Bus } from './bus.ts';
import { conversationRoutes } from './conversationRoutes.ts';
import { type Answer, error, type Handler, ok, page, type Route } from './route.ts';
import { iso, uuid, type World } from './world.ts';

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
  for (const [verb, pattern, handler] of [...accountRoutes, ...workspaceRoutes, ...conversationRoutes]) {
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

const workspaceRoutes: Route[] = [
  ['GET', /^\/w\/?$/, ({ world }) => ok(world.workspace)],
  ['PATCH', /^\/w\/?$/, ({ world, json }) => ok(Object.assign(world.workspace, json))],
  ['GET', /^\/w\/members$/, ({ world }) => page(world.members)],
  ['PATCH', /^\/w\/members\/(.+)$/, change('members', 'userId')],
  ['DELETE', /^\/w\/members\/(.+)$/, remove('members', 'userId')],
  [
    'GET',
    /^\/w\/roles$/,
    () =>
      page(
        ['owner', 'admin', 'supervisor', 'agent'].map((id) => ({
          id,
          name: id,
          builtIn: true,
          permissions: [],
          members: 1,
          apiKeys: 0,
        })),
      ),
  ],
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
];
