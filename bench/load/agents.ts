import { randomUUIDv7 as uuid } from 'node:crypto';
import type { VisitorSession } from '@causerie/protocol';
import { call, type Desk } from '../support/desk.ts';
import { percentile } from '../support/stats.ts';
import { Line } from './line.ts';

export type DayFigures = {
  conversations: number;
  messages: number;
  p50: number;
  p99: number;
  failed: number;
};

const PAUSE_MS = 1000;

/** Agents at work: all of them follow the list of conversations; new ones come in and are talked through. */
export class Agents {
  readonly #agents: Line[] = [];
  readonly #waiting = new Map<string, () => void>();
  readonly #desk: Desk;
  #times: number[] = [];
  #failed = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async connect(count: number): Promise<void> {
    const { url, workspaceId, cookie } = this.#desk;
    for (let i = 0; i < count; i += 1) {
      const line = await Line.open(url, { role: 'agent', workspaceId }, { cookie });
      const rows = line.next('rows');
      line.send({ type: 'subscribe', topic: 'conversations' });
      await rows;
      line.onFrame = (type, data) => this.#answered(type, data);
      this.#agents.push(line);
    }
  }

  /** So many new conversations a second, each of so many messages, a second between two. */
  async work(perSecond: number, messages: number, seconds: number): Promise<DayFigures> {
    const started = performance.now();
    const all: Promise<void>[] = [];
    for (let n = 0; n < perSecond * seconds; n += 1) {
      const due = started + (n / perSecond) * 1000;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      all.push(
        this.#converse(n, messages).catch(() => {
          this.#failed += 1;
        }),
      );
    }
    await Promise.all(all);
    const sorted = this.#times;
    return {
      conversations: all.length,
      messages: sorted.length,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      failed: this.#failed,
    };
  }

  /** The visitor opens the widget and writes; an agent opens the conversation and answers; and so on in turn. */
  async #converse(n: number, messages: number): Promise<void> {
    const { url, inboxKey } = this.#desk;
    const session = await call<VisitorSession>(url, 'POST', '/widget/v1/session', {
      body: { inboxKey, language: 'en' },
    });
    const visitor = await Line.open(url, { role: 'visitor', token: session.body.token });
    visitor.onFrame = (type, data) => this.#answered(type, data);
    const agent = this.#agents[n % this.#agents.length]!;
    const conversationId = uuid();
    try {
      for (let i = 0; i < messages; i += 1) {
        await this.#write(i % 2 === 0 ? visitor : agent, conversationId);
        if (i === 0) agent.send({ type: 'subscribe', topic: 'conversation', conversationId });
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + Math.random())));
      }
      agent.send({ type: 'unsubscribe', topic: 'conversation', id: conversationId });
    } finally {
      visitor.close();
    }
  }

  #write(line: Line, conversationId: string): Promise<void> {
    const id = uuid();
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('no answer')), 20_000);
      this.#waiting.set(id, () => {
        clearTimeout(late);
        this.#times.push(performance.now() - started);
        resolve();
      });
      line.send({
        type: 'send',
        ref: id,
        conversationId,
        entryId: id,
        kind: 'message',
        content: { kind: 'text', text: 'Where is my order? '.repeat(8) },
      });
    });
  }

  #answered(type: string, data: Buffer): void {
    if (type !== 'ack') return;
    const at = data.indexOf('"ref":"') + 7;
    const ref = data.toString('latin1', at, at + 36);
    this.#waiting.get(ref)?.();
    this.#waiting.delete(ref);
  }
}
