import { type Client, type ConnectionState, uuidv7 } from '@causerie/client';
import type {
  Content,
  Entry,
  RefusalReason,
  StoredFile,
  VisitorConversation,
  VisitorSession,
} from '@causerie/protocol';
import { chooseLanguage, loadSpeech } from '../words/words.ts';
import { Account } from './account.ts';
import { newestOf, withConversation } from './conversations.ts';
import { focusScreen } from './focusScreen.ts';
import { RequestError, request } from './http.ts';
import { makeClient } from './makeClient.ts';
import type { MessengerOptions } from './messengerOptions.ts';
import { pageMessageOf } from './pageMessage.ts';
import { firstScreen, type Screen, type State } from './state.ts';
import { Memory } from './storage.ts';
import { Store } from './store.ts';
import { Waiting } from './waiting.ts';

/** Everything the messenger knows and does; the screens read `store` and call methods: long because they have one thing to call. */
export class Messenger {
  readonly memory: Memory;
  readonly standalone: boolean;
  readonly account: Account;
  readonly store: Store<State>;
  /** Files uploaded by this frame: what a message that is still on its way shows. */
  readonly files = new Map<string, StoredFile>();
  /** The language that the page asked for; it beats what the browser says. */
  wanted: string | undefined;
  readonly #options: MessengerOptions;
  readonly #waiting: Waiting;
  #stop: (() => void)[] = [];
  #renewedAt = 0;

  constructor(options: MessengerOptions) {
    this.#options = options;
    this.standalone = options.standalone;
    this.memory = new Memory(options.inboxKey);
    this.account = new Account({
      inboxKey: options.inboxKey,
      memory: this.memory,
      origin: options.origin,
      language: () => this.store.state.speech.language,
      onSession: (session) => this.#took(session),
    });
    this.store = new Store<State>({
      speech: options.speech,
      conversations: [],
      screen: { name: options.resuming ? 'opening' : 'home' },
      shown: false,
      focused: true,
      connection: 'idle',
      prefilled: 0,
      sound: this.memory.get('sound') === 'on',
      client: this.#makeClient(),
    });
    if (this.standalone && !options.resuming)
      this.store.state.screen = firstScreen(this.store.state, this.memory);
    this.#waiting = new Waiting(this);
  }

  get client(): Client {
    return this.store.state.client;
  }

  /** Learns the inbox; for a visitor who wrote before, also who they are, and connects. Tries again until it succeeds. */
  async start(resumeToken?: string): Promise<void> {
    try {
      if (resumeToken) await this.account.resume(resumeToken);
      else if (this.memory.get('engaged') || this.standalone) await this.account.open();
      else this.store.set({ inbox: await this.account.look() });
    } catch (error) {
      if (this.#isFinal(error)) return;
      if (error instanceof RequestError && error.code === 'link_expired') {
        this.store.set({ problem: 'link_expired' });
        return this.start();
      }
      this.store.set({ late: true });
      setTimeout(() => void this.start(resumeToken), 4000 + Math.random() * 4000);
    }
    if (this.memory.get('engaged') || this.standalone) this.client.connect();
  }

  show(shown: boolean): void {
    const { screen } = this.store.state;
    this.store.set({
      shown,
      screen: shown && screen.name === 'home' ? firstScreen(this.store.state, this.memory) : screen,
    });
    if (shown) {
      this.client.connect();
      this.client.wake();
    } else if (!this.memory.get('engaged')) this.client.close();
  }

  go(screen: Screen): void {
    this.memory.set('thread', screen.name === 'thread' ? screen.id : undefined);
    const { problem } = this.store.state;
    this.store.set({ screen, problem: problem === 'link_expired' ? undefined : problem });
    // The visitor was in here when the screen changed under them: the focus goes along.
    if (document.hasFocus()) setTimeout(focusScreen);
  }

  /** The page begins a message for the visitor; what they wrote themselves stays. */
  prefill(text: string): void {
    const { memory } = this;
    const draft = memory.get('draft:new');
    if (!draft || draft === memory.get('prefilled')) memory.set('draft:new', text);
    memory.set('prefilled', text);
    this.store.set({ prefilled: this.store.state.prefilled + 1, screen: { name: 'home' } });
  }

  /** Writes to a conversation, or begins one. */
  async send(contents: Content[], conversationId: string = uuidv7()): Promise<void> {
    this.memory.set('engaged', '1');
    const { screen } = this.store.state;
    // Before it is sent: where it lands elsewhere, the screen goes along, and must not be led back.
    if (screen.name !== 'thread' || screen.id !== conversationId)
      this.go({ name: 'thread', id: conversationId });
    const timeline = this.client.conversation<VisitorConversation>(conversationId);
    for (const content of contents) await timeline.send(content);
    this.client.connect();
    // The thread on the screen holds it by now.
    setTimeout(() => timeline.release(), 1000);
  }

  async patch(profile: { name?: string; email?: string; language?: string }): Promise<void> {
    const session = await request<VisitorSession>('PATCH', '/visitor', profile, await this.account.ensure());
    this.#took(session);
  }

  async act(conversationId: string, action: 'close' | 'transcript'): Promise<void> {
    await request('POST', `/conversations/${conversationId}/${action}`, {}, await this.account.ensure());
  }

  toggleSound(): void {
    const sound = !this.store.state.sound;
    this.memory.set('sound', sound ? 'on' : undefined);
    this.store.set({ sound });
    if (sound) ring();
  }

  async identify(jwt: string): Promise<void> {
    // A socket stays whose it was when it said hello: as somebody else, a new one is needed.
    this.client.close();
    await this.account.identify(jwt).catch(() => undefined);
    this.memory.set('engaged', '1');
    this.client.close();
    this.client.connect();
    this.#options.onAccount('session');
  }

  async speak(language: string): Promise<void> {
    this.store.set({ speech: await loadSpeech(language) });
    if (this.store.state.session?.contactId) await this.patch({ language }).catch(() => undefined);
  }

  /** A language that we have no words for changes nothing. */
  async speakAsked(language: string): Promise<void> {
    if (chooseLanguage([language], [language]) !== language) return;
    // The page says English, the browser which: dates and times are then as the visitor writes them.
    this.wanted = navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
    await this.speak(this.wanted);
  }

  /** The page the visitor is on. */
  visit(url: string, title: string): void {
    this.#waiting.visit({ url, title });
  }

  /** What the page says of the visitor, unproven. */
  describe({ name, email }: { name?: string; email?: string }): void {
    this.#waiting.describe({ name, email });
  }

  /** Another tab has a new session: take the token it stored. */
  async sync(): Promise<void> {
    this.client.close();
    await this.#renew();
  }

  /** Forgets the visitor in this browser: token, drafts, what waits to be sent. */
  shutdown(): void {
    this.client.leave();
    // A new outbox: the next visitor of this browser must not send what this one left.
    const left = this.#outboxName();
    const generation = `${Number(this.memory.get('generation') ?? 0) + 1}`;
    this.memory.forgetAll();
    this.memory.set('generation', generation);
    this.reset();
    globalThis.indexedDB?.deleteDatabase(left);
    this.#options.onAccount('shutdown');
  }

  /** Begins anew with what the browser remembers now. */
  reset(): void {
    this.#drop();
    this.#waiting.forget();
    this.account.forget();
    this.store.set({
      session: undefined,
      conversations: [],
      screen: { name: 'home' },
      client: this.#makeClient(),
    });
  }

  async #renew(): Promise<void> {
    await this.account.renew().catch(() => undefined);
    this.client.connect();
  }

  #took(session: VisitorSession): void {
    const before = this.store.state;
    const { contactId, name, email, inbox, conversations, resumed } = session;
    const changed = before.session?.contactId && before.session.contactId !== contactId;
    if (contactId) this.memory.set('engaged', '1');
    if (changed) this.#drop();
    this.store.set({
      inbox,
      session: { contactId, name, email },
      conversations: changed ? conversations : newestOf(conversations, before.conversations),
      ...(changed ? { client: this.#makeClient(), screen: { name: 'home' as const } } : {}),
    });
    if (changed) this.client.connect();
    if (resumed) this.go({ name: 'thread', id: resumed });
    else if ((this.store.state.shown || this.standalone) && !before.session)
      this.store.set({ screen: firstScreen(this.store.state, this.memory) });
    this.#waiting.tell();
  }

  #makeClient(): Client {
    const client = makeClient({
      outbox: this.#outboxName(),
      token: () => this.account.ensure(),
      language: () => this.store.state.speech.language,
    });
    this.#stop = [
      client.on('state', ({ state, refusal }) => this.#connected(state, refusal)),
      client.on('entry', ({ entry, conversation }) => {
        this.#upsert(conversation as VisitorConversation);
        if (entry.kind === 'message' && entry.author.kind !== 'contact')
          this.#received(entry, conversation as VisitorConversation);
      }),
      client.on('queue', (queue) => this.store.set({ queue })),
      client.on('conversation', ({ conversation }) => this.#upsert(conversation as VisitorConversation)),
      client.on('acknowledged', (ack) => void this.#acknowledged(ack.askedId, ack.conversationId)),
    ];
    return client;
  }

  #outboxName(): string {
    return `causerie-${this.#options.inboxKey}-${this.memory.get('generation') ?? 0}`;
  }

  #drop(): void {
    for (const stop of this.#stop) stop();
    this.client.close();
  }

  #connected(connection: ConnectionState, refusal?: { reason: RefusalReason; reload: boolean }): void {
    this.store.set({ connection });
    if (connection === 'online') this.#waiting.tell();
    else this.#waiting.disconnected();
    if (!refusal) return;
    if (refusal.reload) this.store.set({ problem: 'too_old' });
    else if (refusal.reason === 'forbidden_origin') this.store.set({ problem: 'refused' });
    else {
      // A token may have aged: ask for a new one at once, but never in a circle.
      const wait = refusal.reason === 'unauthorised' && Date.now() - this.#renewedAt > 60_000 ? 0 : 30_000;
      this.#renewedAt = Date.now();
      setTimeout(() => void this.#renew(), wait);
    }
  }

  async #acknowledged(askedId: string, conversationId: string): Promise<void> {
    const { screen, session } = this.store.state;
    if (askedId !== conversationId && screen.name === 'thread' && screen.id === askedId)
      this.go({ name: 'thread', id: conversationId });
    if (session?.contactId) return;
    // The first message made us a contact; other tabs do not know yet.
    await this.#renew();
    this.#options.onAccount('session');
  }

  #received(entry: Entry, conversation: VisitorConversation): void {
    const { inbox, sound, shown, focused } = this.store.state;
    if (sound && !(shown && focused)) ring();
    this.#options.onMessage(pageMessageOf(entry, conversation, inbox?.companyName));
  }

  #upsert(conversation: VisitorConversation): void {
    this.store.set({ conversations: withConversation(this.store.state.conversations, conversation) });
    const { screen } = this.store.state;
    if (screen.name === 'thread' && conversation.mergedInto && screen.id === conversation.id)
      this.go({ name: 'thread', id: conversation.mergedInto });
  }

  /** The server will never serve this page: say so once and go. */
  #isFinal(error: unknown): boolean {
    if (!(error instanceof RequestError) || !finalCodes.includes(error.code)) return false;
    console.warn(`Causerie: ${error.code}`);
    this.store.set({ problem: 'refused' });
    return true;
  }
}

const finalCodes = ['forbidden_origin', 'inbox_not_found'];
const ring = () => void import('../lazy/chime.ts').then((m) => m.chime());
