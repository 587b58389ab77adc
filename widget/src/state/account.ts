import type { VisitorInbox, VisitorSession } from '@causerie/protocol';
import { RequestError, request } from './http.ts';
import type { Memory } from './storage.ts';

export type AccountOptions = {
  inboxKey: string;
  memory: Memory;
  /** Origin of the page, as the browser reported it. */
  origin: () => string | undefined;
  language: () => string;
  onSession: (session: VisitorSession) => void;
};

/** Who the visitor is in this browser: the token, and how it is got, renewed and forgotten. */
export class Account {
  readonly #options: AccountOptions;
  #identity: string | undefined;
  #resume: string | undefined;
  #opening: Promise<VisitorSession> | undefined;
  #known = false;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  get token(): string | undefined {
    return this.#options.memory.get('token');
  }

  /** The inbox as anybody may see it: enough for the launcher of a visitor who never wrote. */
  look(): Promise<VisitorInbox> {
    return request('GET', `/inboxes/${encodeURIComponent(this.#options.inboxKey)}`);
  }

  /** The token, with a session behind it that this frame has seen. */
  async ensure(): Promise<string> {
    const { token } = this;
    return this.#known && token ? token : (await this.open()).token;
  }

  /** Proves who the visitor is by the site's signed statement. */
  identify(jwt: string): Promise<VisitorSession> {
    this.#identity = jwt;
    return this.#afresh();
  }

  resume(token: string): Promise<VisitorSession> {
    this.#resume = token;
    return this.#afresh();
  }

  /** The server said that the token is no good: ask anew, with it, and without it if need be. */
  open(): Promise<VisitorSession> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** What is known may be out of date: asks again, as who we are. */
  renew(): Promise<VisitorSession> {
    this.#known = false;
    return this.#afresh();
  }

  forget(): void {
    this.#identity = undefined;
    this.#resume = undefined;
    this.#known = false;
  }

  async #afresh(): Promise<VisitorSession> {
    // One that is under way does not carry what was just learnt.
    await this.#opening?.catch(() => undefined);
    return this.open();
  }

  async #open(): Promise<VisitorSession> {
    const { inboxKey, memory, origin, language, onSession } = this.#options;
    const body = {
      inboxKey,
      token: this.token,
      identityToken: this.#identity,
      resumeToken: this.#resume,
      language: language(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      origin: origin(),
    };
    try {
      const session = await request<VisitorSession>('POST', '/session', body);
      // Another tab got its first token meanwhile: two tabs of one browser are one visitor.
      if (!body.token && this.token) return this.#open();
      this.#resume = undefined;
      this.#known = true;
      memory.set('token', session.token);
      onSession(session);
      return session;
    } catch (error) {
      if (error instanceof RequestError && this.#dropRefused(error)) return this.#open();
      throw error;
    }
  }

  /** Drops the part of the request that the server cannot have liked; tells whether there was one to drop. */
  #dropRefused({ status, code }: RequestError): boolean {
    if (this.#resume && (status === 401 || status === 410 || status === 404)) {
      this.#resume = undefined;
      throw new RequestError('link_expired', 410);
    }
    if (code !== 'invalid_token' && code !== 'unauthorised') return false;
    if (this.#identity) {
      console.warn('Causerie: the identity token was refused; going on without it.');
      this.#identity = undefined;
      return true;
    }
    if (!this.token) return false;
    this.#options.memory.set('token', undefined);
    return true;
  }
}
