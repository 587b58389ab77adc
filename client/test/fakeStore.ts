import type { Content, Conversation, Delivery, DeliveryStatus, Entry, ServerFrame } from '@causerie/protocol';
import { agentId, createLog, type Log, present, seenBy, when } from './fakeLog.ts';

type Role = 'visitor' | 'agent';
type FakeStoreParts = {
  announce: (log: Log, frameFor: (role: Role) => ServerFrame) => void;
  rowChanged: (conversation: Conversation) => void;
};

/** What the fake server keeps, and announces after each change: logs with gapless seqs, each message in one once. */
export class FakeStore {
  readonly logs = new Map<string, Log>();
  /** One open conversation per contact: a message to an unknown id goes to the open one. */
  oneOpen = false;
  /** Rows changed, in order: the watermark is the position in it. */
  readonly changes: string[] = [];
  readonly #parts: FakeStoreParts;

  constructor(parts: FakeStoreParts) {
    this.#parts = parts;
  }

  /** Writes as an agent over HTTP, or as the contact from a device that is not among the clients. */
  write(
    conversationId: string,
    entryId: string,
    text: string,
    author: Entry['author'] = { kind: 'agent', id: agentId, name: 'Ada' },
  ): Entry {
    return this.append(conversationId, entryId, 'message', { kind: 'text', text }, author);
  }

  /** Settles what became of a message on another channel; only moves forward. */
  deliver(conversationId: string, id: string, seq: number, status: DeliveryStatus): void {
    const log = this.logs.get(conversationId);
    const old = log?.deliveries.get(id);
    const ranks: DeliveryStatus[] = ['queued', 'sent', 'delivered', 'read'];
    if (!log || (old && ranks.indexOf(old.status) >= ranks.indexOf(status))) return;
    const delivery: Delivery = {
      id,
      conversationId,
      firstSeq: seq,
      lastSeq: seq,
      channel: 'email',
      address: 'a@example.com',
      status,
      attempts: 1,
      at: when,
      version: ++log.version,
    };
    log.deliveries.set(id, delivery);
    this.#parts.announce(log, () => ({ type: 'delivery', delivery }));
    this.#changed(log);
  }

  resolve(conversationId: string): void {
    const log = this.logs.get(conversationId);
    if (!log) return;
    log.status = 'resolved';
    log.version++;
    this.#changed(log);
  }

  /** A message by its id: a repeat gets the entry of the first time. */
  append(
    askedId: string,
    id: string,
    kind: 'message' | 'note',
    content: Content,
    author: Entry['author'],
  ): Entry {
    const known = this.#find(id);
    if (known) return known;
    const conversationId = author.kind === 'contact' ? this.#home(askedId) : askedId;
    const log = this.logs.get(conversationId) ?? createLog(conversationId);
    this.logs.set(conversationId, log);
    const entry: Entry = { conversationId, seq: log.entries.length + 1, id, at: when, kind, author, content };
    log.entries.push(entry);
    log.version++;
    const shapes = { visitor: present(log, 'visitor'), agent: present(log, 'agent') };
    this.#parts.announce(log, (role) => ({
      type: 'entry',
      entry: seenBy(role, entry),
      conversation: shapes[role],
    }));
    this.#rowChanged(log);
    return entry;
  }

  read(conversationId: string, role: Role, seq: number): void {
    const log = this.logs.get(conversationId);
    const key = role === 'visitor' ? 'contactReadSeq' : 'agentReadSeq';
    if (!log || log[key] >= seq) return;
    log[key] = seq;
    log.version++;
    this.#changed(log);
  }

  #home(askedId: string): string {
    if (!this.oneOpen) return askedId;
    const asked = this.logs.get(askedId);
    if (asked?.status === 'open') return askedId;
    const open = [...this.logs.values()].find(({ status }) => status === 'open');
    // A message to a resolved conversation starts a new one here, whose id is derived to be reproducible.
    const fresh = `${askedId.slice(0, 24)}${String(this.logs.size).padStart(12, 'f')}`;
    return open?.id ?? (asked ? fresh : askedId);
  }

  #find(entryId: string): Entry | undefined {
    for (const log of this.logs.values()) {
      const entry = log.entries.find(({ id }) => id === entryId);
      if (entry) return entry;
    }
    return undefined;
  }

  #changed(log: Log): void {
    const shapes = { visitor: present(log, 'visitor'), agent: present(log, 'agent') };
    this.#parts.announce(log, (role) => ({ type: 'conversation', conversation: shapes[role] }));
    this.#rowChanged(log);
  }

  #rowChanged(log: Log): void {
    this.changes.push(log.id);
    this.#parts.rowChanged(present(log, 'agent') as Conversation);
  }
}
