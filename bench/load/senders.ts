import { randomUUIDv7 as uuid } from 'node:crypto';
import { percentile } from '../support/stats.ts';
import { entryIdOf, Line } from './line.ts';

export type Target = { url: string; cookie?: string; workspaceId?: string };
export type SendFigures = {
  rate: number;
  ackP50: number;
  ackP99: number;
  receiptP50: number;
  receiptP99: number;
  refused: number;
  /** What nobody had answered ten seconds after the load had ended. */
  late: number;
};

/** `age`: from when it was written until it was acknowledged, tries and waits in between included. */
export type PatientFigures = {
  sent: number;
  attempts: number;
  refused: number;
  ackP50: number;
  ackP99: number;
  ageP50: number;
  ageP99: number;
  drainedAfter: number;
  left: number;
};

const TEXT = 'Bonjour, my order has not arrived yet. '.repeat(8).slice(0, 300);

/** Written by hand: the generator's time is taken from what it measures. */
const frameOf = (entryId: string, conversationId: string): string =>
  `{"type":"send","ref":"${entryId}","conversationId":"${conversationId}","entryId":"${entryId}","kind":"message","content":{"kind":"text","text":"${TEXT}"}}`;

type Visitor = {
  line: Line;
  conversationId: string;
  sentAt: number;
  acknowledged: () => void;
  next: number;
};

type Outbox = {
  visitor: Visitor;
  waiting: { entryId: string; writtenAt: number }[];
  timer: NodeJS.Timeout | undefined;
  sentAt: number;
};

/** Visitors with a conversation each, and agents who have those conversations open. */
export class Senders {
  readonly #visitors: Visitor[] = [];
  readonly #agents: Line[] = [];
  /** When each message whose receipt is awaited was sent, by its id. */
  readonly #sent = new Map<string, number>();
  #acks: number[] = [];
  #receipts: number[] = [];
  #refused = 0;
  #late = 0;
  readonly #pending = new Map<string, number>();
  readonly #outboxes = new Map<Visitor, Outbox>();
  #patient = { attempts: 0, refused: 0, acks: [] as number[], ages: [] as number[] };

  /** Connects all, starts the conversations, and lets the agents open them. */
  async connect(target: Target, tokens: string[], agents: number): Promise<void> {
    for (const token of tokens) await this.#addVisitor(target, token);
    for (const visitor of this.#visitors) await this.#sendOne(visitor);
    const headers: Record<string, string> = target.cookie ? { cookie: target.cookie } : {};
    for (let i = 0; i < agents; i += 1) {
      const line = await Line.open(target.url, { role: 'agent', workspaceId: target.workspaceId }, headers);
      this.#agents.push(line);
    }
    for (const [i, visitor] of this.#visitors.entries()) {
      const agent = this.#agents[i % agents]!;
      const subscribed = agent.next('subscribed');
      agent.send({
        type: 'subscribe',
        topic: 'conversation',
        conversationId: visitor.conversationId,
        limit: 1,
      });
      await subscribed;
    }
    for (const agent of this.#agents) agent.onFrame = (type, data) => this.#received(type, data);
  }

  /** Each of the first `inFlight` visitors sends, waits for the acknowledgement, and sends again. */
  async closed(inFlight: number, seconds: number): Promise<SendFigures> {
    this.#reset();
    const started = performance.now();
    const until = started + seconds * 1000;
    const lane = async (visitor: Visitor) => {
      while (performance.now() < until) await this.#sendOne(visitor);
    };
    await Promise.all(this.#visitors.slice(0, inFlight).map(lane));
    const took = (performance.now() - started) / 1000;
    await this.#settled();
    return this.#figures(took);
  }

  /** So many messages a second, whatever comes back: what waits shows in the times. */
  async open(rate: number, seconds: number): Promise<SendFigures> {
    this.#reset();
    const started = performance.now();
    const total = rate * seconds;
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, ((performance.now() - started) / 1000) * rate);
      for (; sent < due; sent += 1) this.#write(this.#visitors[sent % this.#visitors.length]!, true);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const took = (performance.now() - started) / 1000;
    const accepted = this.#acks.length;
    await this.#settled();
    return { ...this.#figures(took), rate: accepted / took };
  }

  /**
   * The same as our clients do it: one message of a conversation under way, what was refused comes again with its id after
   * the time the server says and up to half of it more. Ends when all are acknowledged, or a minute after the load.
   */
  async patient(rate: number, seconds: number, visitors: number): Promise<PatientFigures> {
    this.#reset();
    this.#patient = { attempts: 0, refused: 0, acks: [], ages: [] };
    const outboxes = this.#visitors
      .slice(-visitors)
      .map((visitor): Outbox => ({ visitor, waiting: [], timer: undefined, sentAt: 0 }));
    for (const outbox of outboxes) this.#outboxes.set(outbox.visitor, outbox);
    const started = performance.now();
    const total = Math.round(rate * seconds);
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, ((performance.now() - started) / 1000) * rate);
      for (; sent < due; sent += 1) {
        const outbox = outboxes[sent % outboxes.length]!;
        outbox.waiting.push({ entryId: uuid(), writtenAt: performance.now() });
        if (outbox.waiting.length === 1) this.#attempt(outbox);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const ended = performance.now();
    const left = () => outboxes.reduce((sum, { waiting }) => sum + waiting.length, 0);
    while (left() > 0 && performance.now() - ended < 60_000)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const { attempts, refused, acks, ages } = this.#patient;
    this.#outboxes.clear();
    return {
      sent: total,
      attempts,
      refused,
      left: left(),
      drainedAfter: (performance.now() - ended) / 1000,
      ackP50: percentile(acks, 0.5),
      ackP99: percentile(acks, 0.99),
      ageP50: percentile(ages, 0.5),
      ageP99: percentile(ages, 0.99),
    };
  }

  /** So many visitors write as fast as the rate says, and take no refusal for an answer, until `done`. */
  async flood(rate: number, visitors: number, done: Promise<unknown>): Promise<void> {
    let isOver = false;
    void done.finally(() => {
      isOver = true;
    });
    const started = performance.now();
    for (let sent = 0; !isOver; ) {
      const due = ((performance.now() - started) / 1000) * rate;
      for (; sent < due; sent += 1) {
        const { line, conversationId } = this.#visitors[sent % visitors]!;
        line.socket.send(frameOf(uuid(), conversationId));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  close(): void {
    for (const { line } of this.#visitors) line.close();
    for (const line of this.#agents) line.close();
  }

  async #addVisitor(target: Target, token: string): Promise<void> {
    const line = await Line.open(target.url, { role: 'visitor', token });
    const visitor: Visitor = {
      line,
      conversationId: uuid(),
      sentAt: 0,
      acknowledged: () => {},
      next: 0,
    };
    line.onFrame = (type, data) => {
      const outbox = this.#outboxes.size > 0 && this.#outboxes.get(visitor);
      if (outbox) this.#answered(outbox, type, data);
      else if (type === 'ack') this.#acknowledged(visitor, data);
      else if (type === 'nack') {
        this.#refused += 1;
        this.#acknowledged(visitor, data, false);
      }
    };
    this.#visitors.push(visitor);
  }

  #sendOne(visitor: Visitor): Promise<void> {
    return new Promise((resolve) => {
      visitor.acknowledged = resolve;
      this.#write(visitor, false);
    });
  }

  #write(visitor: Visitor, open: boolean): void {
    const entryId = uuid();
    const now = performance.now();
    visitor.sentAt = now;
    if (open) this.#pending.set(entryId, now);
    if (this.#agents.length > 0) this.#sent.set(entryId, now);
    visitor.line.socket.send(frameOf(entryId, visitor.conversationId));
  }

  #attempt(outbox: Outbox): void {
    this.#patient.attempts += 1;
    outbox.sentAt = performance.now();
    outbox.visitor.line.socket.send(frameOf(outbox.waiting[0]!.entryId, outbox.visitor.conversationId));
  }

  #answered(outbox: Outbox, type: string, data: Buffer): void {
    const now = performance.now();
    if (type === 'nack') {
      this.#patient.refused += 1;
      const { retryAfterMs } = JSON.parse(String(data)) as { retryAfterMs: number };
      outbox.timer = setTimeout(() => this.#attempt(outbox), retryAfterMs * (1 + Math.random() / 2));
    } else if (type === 'ack') {
      this.#patient.acks.push(now - outbox.sentAt);
      this.#patient.ages.push(now - outbox.waiting.shift()!.writtenAt);
      if (outbox.waiting.length > 0) this.#attempt(outbox);
    }
  }

  #acknowledged(visitor: Visitor, data: Buffer, good = true): void {
    if (this.#pending.size > 0) {
      const at = data.indexOf('"ref":"');
      const ref = data.toString('latin1', at + 7, at + 43);
      const sentAt = this.#pending.get(ref);
      this.#pending.delete(ref);
      if (sentAt !== undefined && good) this.#acks.push(performance.now() - sentAt);
      if (!good) this.#sent.delete(ref);
      return;
    }
    if (good) this.#acks.push(performance.now() - visitor.sentAt);
    visitor.acknowledged();
  }

  #received(type: string, data: Buffer): void {
    if (type !== 'entry') return;
    const id = entryIdOf(data);
    const sentAt = this.#sent.get(id);
    if (sentAt === undefined) return;
    this.#sent.delete(id);
    this.#receipts.push(performance.now() - sentAt);
  }

  /** What is still under way may take ten seconds; what takes longer is told as refused. */
  async #settled(): Promise<void> {
    const until = performance.now() + 10_000;
    while ((this.#pending.size > 0 || this.#sent.size > 0) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 10));
    this.#late = Math.max(this.#pending.size, this.#sent.size);
  }

  #reset(): void {
    this.#acks = [];
    this.#receipts = [];
    this.#refused = 0;
    this.#sent.clear();
    this.#pending.clear();
  }

  #figures(took: number): SendFigures {
    return {
      rate: this.#acks.length / took,
      ackP50: percentile(this.#acks, 0.5),
      ackP99: percentile(this.#acks, 0.99),
      receiptP50: percentile(this.#receipts, 0.5),
      receiptP99: percentile(this.#receipts, 0.99),
      refused: this.#refused,
      late: this.#late,
    };
  }
}
