import type { VisitorSession, VisitorSessionRequest } from '@causerie/protocol';
import type { Static } from 'typebox';
import { HttpClient } from './HttpClient.ts';
import { TestSocket } from './TestSocket.ts';

type Ask = Partial<Static<typeof VisitorSessionRequest>>;

/** One browser of a visitor: its token, its HTTP calls, its sockets (tabs). */
export class TestVisitor {
  readonly url: string;
  session: VisitorSession;

  constructor(url: string, session: VisitorSession) {
    this.url = url;
    this.session = session;
  }

  /** Opens the widget on a page that carries the inbox's key. */
  static async open(url: string, inboxKey: string, ask: Ask = {}): Promise<TestVisitor> {
    const session = await new HttpClient(url).post<VisitorSession>('/widget/v1/session', {
      inboxKey,
      ...ask,
    });
    return new TestVisitor(url, session);
  }

  get http(): HttpClient {
    return new HttpClient(this.url, { authorization: `Bearer ${this.session.token}` });
  }

  /** A tab. */
  connect(): Promise<TestSocket> {
    return TestSocket.open(this.url, { role: 'visitor', token: this.session.token });
  }

  /** The page is loaded again: the same browser asks with the token it kept. */
  async reload(inboxKey: string, ask: Ask = {}): Promise<VisitorSession> {
    this.session = (
      await TestVisitor.open(this.url, inboxKey, { token: this.session.token, ...ask })
    ).session;
    return this.session;
  }
}
