import type { Inbox, Me, VisitorSession } from '@causerie/protocol';

/** A company on a fresh server: its owner is signed in. */
export type Desk = {
  url: string;
  workspaceId: string;
  userId: string;
  /** The owner's session, as a browser sends it. */
  cookie: string;
  inboxId: string;
  inboxKey: string;
};

/** The limit per address is met by coming from many: the program trusts the header, as behind a proxy. */
const someAddress = (): string =>
  `10.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;

export async function call<T>(
  url: string,
  method: string,
  path: string,
  options: { body?: object; cookie?: string; token?: string } = {},
): Promise<{ body: T; headers: Headers }> {
  const { body, cookie, token } = options;
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      'x-forwarded-for': someAddress(),
      origin: url,
      ...(body && { 'content-type': 'application/json' }),
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return { body: JSON.parse(text) as T, headers: response.headers };
}

const EMAIL = 'owner@example.com';
const PASSWORD = 'a long enough password';

/** Sets a fresh server up: workspace, owner, one inbox. */
export async function setUpDesk(url: string, mode: 'live' | 'messaging' = 'messaging'): Promise<Desk> {
  const set = await call<Me>(url, 'POST', '/v1/setup', {
    body: { workspaceName: 'Bench', name: 'Owner', email: EMAIL, password: PASSWORD, language: 'en' },
  });
  const cookie = cookieOf(set.headers);
  const workspaceId = set.body.workspaces[0]!.id;
  await call<Inbox>(url, 'POST', `/v1/workspaces/${workspaceId}/inboxes`, {
    cookie,
    body: { name: 'Bench inbox', mode },
  });
  return describeDesk(url, cookie);
}

/** The desk of a server that was set up by `setUpDesk` before. */
export async function signInAtDesk(url: string): Promise<Desk> {
  const body = { email: EMAIL, password: PASSWORD };
  const { headers } = await call<object>(url, 'POST', '/v1/auth/sign-in/email', { body });
  return describeDesk(url, cookieOf(headers));
}

async function describeDesk(url: string, cookie: string): Promise<Desk> {
  const me = await call<Me>(url, 'GET', '/v1/me', { cookie });
  const workspaceId = me.body.workspaces[0]!.id;
  const inboxes = await call<{ items: Inbox[] }>(url, 'GET', `/v1/workspaces/${workspaceId}/inboxes`, {
    cookie,
  });
  const inbox = inboxes.body.items.findLast(({ name }) => name.startsWith('Bench'))!;
  return { url, workspaceId, userId: me.body.id, cookie, inboxId: inbox.id, inboxKey: inbox.key };
}

const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');

/** Tokens of that many visitors, asked for as widgets do, a few at a time. */
export async function openVisitors(desk: Desk, count: number): Promise<string[]> {
  const tokens: string[] = [];
  const lane = async () => {
    while (tokens.length < count) {
      const index = tokens.push('') - 1;
      const { body } = await call<VisitorSession>(desk.url, 'POST', '/widget/v1/session', {
        body: { inboxKey: desk.inboxKey, language: 'en' },
      });
      tokens[index] = body.token;
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return tokens;
}
