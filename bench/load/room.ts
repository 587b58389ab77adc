import { randomUUIDv7 as uuid } from 'node:crypto';
import { percentile } from '../support/stats.ts';
import { Line } from './line.ts';
import type { Target } from './senders.ts';

export type RoomFigures = {
  messages: number;
  deliveries: number;
  deliveryP50: number;
  deliveryP99: number;
  allP50: number;
};

/** One conversation that many have open; its visitor writes as soon as the last one has got the message before. */
export class Room {
  readonly #conversationId = uuid();
  #visitor!: Line;
  #lines: Line[] = [];
  #arrived: () => void = () => {};

  async connect(target: Target, token: string, subscribers: number): Promise<void> {
    this.#visitor = await Line.open(target.url, { role: 'visitor', token });
    await this.#write();
    const headers: Record<string, string> = target.cookie ? { cookie: target.cookie } : {};
    for (let i = 0; i < subscribers; i += 1) {
      const line = await Line.open(target.url, { role: 'agent', workspaceId: target.workspaceId }, headers);
      const subscribed = line.next('subscribed');
      line.send({ type: 'subscribe', topic: 'conversation', conversationId: this.#conversationId, limit: 1 });
      await subscribed;
      line.onFrame = (type) => type === 'entry' && this.#arrived();
      this.#lines.push(line);
    }
  }

  async run(seconds: number): Promise<RoomFigures> {
    const times: number[] = [];
    const lasts: number[] = [];
    const until = performance.now() + seconds * 1000;
    let messages = 0;
    for (; performance.now() < until; messages += 1) {
      const sentAt = performance.now();
      let left = this.#lines.length;
      const all = new Promise<void>((resolve) => {
        this.#arrived = () => {
          times.push(performance.now() - sentAt);
          left -= 1;
          if (left === 0) resolve();
        };
      });
      await Promise.all([this.#write(), all]);
      lasts.push(performance.now() - sentAt);
    }
    return {
      messages,
      deliveries: times.length,
      deliveryP50: percentile(times, 0.5),
      deliveryP99: percentile(times, 0.99),
      allP50: percentile(lasts, 0.5),
    };
  }

  close(): void {
    for (const line of [this.#visitor, ...this.#lines]) line.close();
  }

  async #write(): Promise<void> {
    const acknowledged = this.#visitor.next('ack');
    const id = uuid();
    this.#visitor.send({
      type: 'send',
      ref: id,
      conversationId: this.#conversationId,
      entryId: id,
      kind: 'message',
      content: { kind: 'text', text: 'x'.repeat(300) },
    });
    await acknowledged;
  }
}
