import type { Delivery, Entry } from '@causerie/protocol';
import type { Client, OutboxStorage, Timeline, TimelineItem, TimelineSnapshot } from '../src/types.ts';
import type { MemoryNetwork } from './memoryNetwork.ts';
import { text, type World } from './world.ts';

type ParticipantParts = {
  world: World;
  name: string;
  role: 'visitor' | 'agent';
  storage: OutboxStorage;
  conversationIds: readonly string[];
};

const ranks = ['queued', 'sent', 'delivered', 'read'];

/**
 * A tab or an agent's console in the model test: writes, reloads, and after every single change of what it shows
 * checks what must hold at any moment, not only in the end.
 */
export class Participant {
  /** Ids that were in the outbox when `send` resolved, in the order of writing: these must never be lost. */
  readonly promised: { entryId: string; askedId: string }[] = [];
  /** What was seen that must never be. */
  readonly violations: string[] = [];
  readonly network: MemoryNetwork;
  client!: Client;
  /** Agents: versions of the rows in the list. */
  readonly rows = new Map<string, number>();
  readonly timelines = new Map<string, Timeline>();
  readonly #parts: ParticipantParts;
  readonly #shown = new Map<string, Set<string>>();
  readonly #last = new Map<string, TimelineSnapshot>();
  #count = 0;
  #incarnation = 0;

  constructor(parts: ParticipantParts) {
    this.#parts = parts;
    this.network = parts.world.createNetwork();
    this.load();
  }

  /** Opens the page: the client and its timelines are new, only the storage is the old one. */
  load(): void {
    const { world, role, storage, conversationIds } = this.#parts;
    this.client?.close();
    this.timelines.clear();
    this.#shown.clear();
    this.#last.clear();
    this.#incarnation++;
    this.client = world.client({ on: this.network, role, outbox: storage });
    for (const id of conversationIds) this.hold(id);
    this.client.on('acknowledged', ({ conversationId }) => this.hold(conversationId));
    if (role === 'agent') this.#followRows();
    this.client.connect();
  }

  /** As a console does: rows by their highest version, from the watermark of the list that was loaded. */
  #followRows(): void {
    this.rows.clear();
    const { logs, changes } = this.#parts.world.server.store;
    for (const log of logs.values()) this.rows.set(log.id, log.version);
    this.client.on('rows', ({ conversations }) => {
      for (const { id, version } of conversations) {
        this.rows.set(id, Math.max(version, this.rows.get(id) ?? 0));
      }
    });
    this.client.followConversations(String(changes.length));
  }

  hold(id: string): Timeline {
    const known = this.timelines.get(id);
    if (known) return known;
    const timeline = this.client.conversation(id);
    this.timelines.set(id, timeline);
    timeline.subscribe(() => this.#check(timeline));
    return timeline;
  }

  send(askedId: string): void {
    const incarnation = this.#incarnation;
    const { name, role } = this.#parts;
    const kind = role === 'agent' && this.#count % 2 ? 'note' : 'message';
    void this.hold(askedId)
      .send(text(`${name}${this.#count++}`), kind)
      .then(({ entryId, conversationId }) => {
        if (incarnation !== this.#incarnation) return;
        this.promised.push({ entryId, askedId });
        this.#shown.set(conversationId, (this.#shown.get(conversationId) ?? new Set()).add(entryId));
      });
  }

  /** What must hold whatever happens. */
  #check(timeline: Timeline): void {
    const { snapshot } = timeline;
    const before = this.#last.get(timeline.id);
    this.#last.set(timeline.id, snapshot);
    const ids = snapshot.items.map(idOf);
    if (new Set(ids).size !== ids.length) this.violations.push('a message is shown twice');
    const entries = entriesOf(snapshot);
    const first = entries[0]?.seq ?? 0;
    if (entries.some(({ seq }, i) => seq !== first + i)) this.violations.push('the log has a hole');
    const newest = before?.conversation?.version ?? 0;
    if ((snapshot.conversation?.version ?? 0) < newest) this.violations.push('an old conversation came back');
    for (const old of before?.deliveries ?? []) {
      const delivery = snapshot.deliveries.find(({ id }) => id === old.id);
      if (delivery && rank(delivery) < rank(old)) this.violations.push('a delivery moved back');
    }
    this.#checkFlicker(timeline.id, new Set(ids), first);
  }

  /** What was shown of ours stays: pending, then confirmed, with nothing between. */
  #checkFlicker(conversationId: string, ids: Set<string>, firstSeq: number): void {
    const { logs } = this.#parts.world.server.store;
    const others = [...this.timelines.values()].filter(({ id }) => id !== conversationId);
    for (const id of this.#shown.get(conversationId) ?? []) {
      const entry = logs.get(conversationId)?.entries.find((candidate) => candidate.id === id);
      // Only what landed in another conversation goes away, or what is older than the part that is held.
      const older = entry !== undefined && entry.seq < firstSeq;
      const elsewhere = [...logs.values()].some(
        (log) => log.id !== conversationId && log.entries.some((candidate) => candidate.id === id),
      );
      const moved = others.some(({ snapshot }) => snapshot.items.some((item) => idOf(item) === id));
      if (!ids.has(id) && !older && !elsewhere && !moved) this.violations.push('a message disappeared');
    }
  }
}

const idOf = (item: TimelineItem): string =>
  item.state === 'confirmed' ? item.entry.id : item.message.entryId;

export const entriesOf = (snapshot: TimelineSnapshot): Entry[] =>
  snapshot.items.flatMap((item) => (item.state === 'confirmed' ? [item.entry] : []));

const rank = (delivery: Delivery): number => ranks.indexOf(delivery.status);
