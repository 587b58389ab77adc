import type { Content, Conversation, Entry, Inbox, StoredFile } from '@causerie/protocol';
import type { CaughtMail } from '../../server/src/demo/mailCatcher.ts';

export const demoPassword = 'causerie-demo';

/** An agent without a browser: what a test has to bring about but does not look at. */
export class Api {
  readonly url: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string, me: { id: string; workspaces: { id: string }[] }) {
    this.url = url;
    this.#cookie = cookie;
    this.userId = me.id;
    this.workspaceId = me.workspaces[0]?.id ?? '';
  }

  static async signIn(url: string, email = 'amelie@example.com', password = demoPassword): Promise<Api> {
    const answer = await fetch(`${url}/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`Sign-in: ${answer.status} ${await answer.text()}`);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const me = await fetch(`${url}/v1/me`, { headers: { cookie } });
    return new Api(url, cookie, (await me.json()) as { id: string; workspaces: { id: string }[] });
  }

  /** The same person in another workspace. */
  inWorkspace(id: string): Api {
    return new Api(this.url, this.#cookie, { id: this.userId, workspaces: [{ id }] });
  }

  /** A workspace of their own, with nothing in it. */
  async newWorkspace(name: string): Promise<Api> {
    const answer = await fetch(`${this.url}/v1/workspaces`, {
      method: 'POST',
      headers: { cookie: this.#cookie, origin: this.url, 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    if (!answer.ok) throw new Error(`New workspace: ${answer.status} ${await answer.text()}`);
    return this.inWorkspace(((await answer.json()) as { id: string }).id);
  }

  /** Below the workspace. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const multipart = body instanceof FormData;
    const answer = await fetch(`${this.url}/v1/workspaces/${this.workspaceId}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.url,
        ...(body === undefined || multipart ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: multipart ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text || '{}') as T;
  }

  async inbox(name = 'Maison Lumen'): Promise<Inbox> {
    const { items } = await this.call<{ items: Inbox[] }>('GET', '/inboxes');
    const found = items.find((inbox) => inbox.name === name) ?? items[0];
    if (!found) throw new Error('There is no inbox.');
    return found;
  }

  /** Changes settings of an inbox and leaves the others. */
  async set(inbox: Inbox, settings: Partial<Inbox['settings']>, rest: Partial<Inbox> = {}): Promise<Inbox> {
    return this.call('PATCH', `/inboxes/${inbox.id}`, { ...rest, settings });
  }

  async conversations(view = 'all'): Promise<Conversation[]> {
    const page = await this.call<{ items: Conversation[] }>('GET', `/conversations?view=${view}&limit=50`);
    return page.items;
  }

  /** The conversation whose last words are these; asked for until it is there. */
  async conversationSaying(preview: string): Promise<Conversation> {
    return until(`a conversation saying ${preview}`, async () =>
      (await this.conversations()).find((c) => c.lastMessage?.preview.includes(preview)),
    );
  }

  async entries(conversationId: string): Promise<Entry[]> {
    const page = await this.call<{ items: Entry[] }>(
      'GET',
      `/conversations/${conversationId}/entries?limit=200`,
    );
    return page.items;
  }

  /** The texts of a conversation's messages and notes, oldest first. */
  async texts(conversationId: string): Promise<string[]> {
    const entries = await this.entries(conversationId);
    return entries.flatMap((entry) => (entry.content?.kind === 'text' ? [entry.content.text] : []));
  }

  async say(
    conversationId: string,
    content: string | Content,
    kind: 'message' | 'note' = 'message',
  ): Promise<Entry> {
    return this.call('POST', `/conversations/${conversationId}/entries`, {
      id: uuidv7(),
      kind,
      content: typeof content === 'string' ? { kind: 'text', text: content } : content,
    });
  }

  async upload(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<StoredFile> {
    const form = new FormData();
    form.append('file', new Blob([bytes], { type }), name);
    return this.call('POST', '/files', form);
  }

  async mails(): Promise<CaughtMail[]> {
    return (await (await fetch(`${this.url}/demo/mails.json`)).json()) as CaughtMail[];
  }

  /** The newest mail to somebody; waited for. */
  async mailTo(address: string, saying = ''): Promise<CaughtMail> {
    return until(`a mail to ${address}`, async () =>
      (await this.mails()).find((mail) => mail.to === address && mail.text.includes(saying)),
    );
  }
}

/** Asks again until there is an answer; fails after a minute with what it waited for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** A time-ordered id, as clients make them. */
export function uuidv7(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 0x10000));
  new DataView(bytes.buffer).setUint16(4, Date.now() % 0x10000);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
