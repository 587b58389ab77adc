import type { Conversation, ConversationPatch, EntriesPage, Entry, Me } from '@causerie/protocol';
import { makeSignature } from 'better-auth/crypto';
import { uuid } from '../lib/uuid.ts';
import { HttpClient } from './HttpClient.ts';
import type { TestProgram } from './startTestProgram.ts';
import { TestSocket } from './TestSocket.ts';

/** A member who is signed in by cookie. */
export class TestAgent {
  readonly http: HttpClient;
  readonly workspaceId: string;
  readonly userId: string;
  readonly cookie: string;

  constructor(http: HttpClient, workspaceId: string, userId: string, cookie: string) {
    this.http = http;
    this.workspaceId = workspaceId;
    this.userId = userId;
    this.cookie = cookie;
  }

  path(conversationId: string, rest = ''): string {
    return `/v1/workspaces/${this.workspaceId}/conversations/${conversationId}${rest}`;
  }

  connect(): Promise<TestSocket> {
    return TestSocket.open(
      this.http.url,
      { role: 'agent', workspaceId: this.workspaceId },
      { headers: { cookie: this.cookie } },
    );
  }

  read(conversationId: string): Promise<Conversation> {
    return this.http.get(this.path(conversationId));
  }

  async entries(conversationId: string, query = 'limit=200'): Promise<Entry[]> {
    return (await this.page(conversationId, query)).items;
  }

  page(conversationId: string, query = 'limit=200'): Promise<EntriesPage> {
    return this.http.get(this.path(conversationId, `/entries?${query}`));
  }

  /** The whole log, however long. */
  async log(conversationId: string): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (;;) {
      const page = await this.page(conversationId, `after=${entries.length}&limit=200`);
      entries.push(...page.items);
      if (!page.more) return entries;
    }
  }

  patch(conversationId: string, patch: ConversationPatch): Promise<Conversation> {
    return this.http.patch(this.path(conversationId), patch);
  }

  write(
    conversationId: string,
    text: string,
    kind: 'message' | 'note' = 'message',
    id = uuid(),
  ): Promise<Entry> {
    return this.http.post(this.path(conversationId, '/entries'), {
      id,
      kind,
      content: { kind: 'text', text },
    });
  }
}

/**
 * Signs a member in as the sign-in library does after it has looked at the password: that costs a tenth of a second each time,
 * and is tested where it is the point (`http/auth.test.ts`).
 */
export async function signInTestAgent(
  program: TestProgram,
  workspaceId: string,
  userId: string,
): Promise<TestAgent> {
  const { internalAdapter, authCookies, secret } = await program.doors.auth.$context;
  const { token } = await internalAdapter.createSession(userId);
  const signed = encodeURIComponent(`${token}.${await makeSignature(token, secret)}`);
  const cookie = `${authCookies.sessionToken.name}=${signed}`;
  const http = new HttpClient(program.url, { cookie, origin: program.url });
  const me = await http.get<Me>('/v1/me');
  return new TestAgent(http, workspaceId, me.id, cookie);
}
