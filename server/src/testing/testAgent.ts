import type { Conversation, ConversationPatch, EntriesPage, Entry, Me } from '@causerie/protocol';
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

export async function signInTestAgent(
  program: TestProgram,
  workspaceId: string,
  email: string,
  password: string,
): Promise<TestAgent> {
  const answer = await new HttpClient(program.url, { origin: program.url }).call(
    'POST',
    '/v1/auth/sign-in/email',
    {
      email,
      password,
    },
  );
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${JSON.stringify(answer.body)}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const http = new HttpClient(program.url, { cookie, origin: program.url });
  const me = await http.get<Me>('/v1/me');
  return new TestAgent(http, workspaceId, me.id, cookie);
}
