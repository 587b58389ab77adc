import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkspaceEvent } from '@causerie/protocol';

export type Received = { headers: IncomingHttpHeaders; body: string; event: WorkspaceEvent };

/** Somebody's server that webhooks are sent to: remembers what came, and answers as the test wants. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** The status with which the next requests are answered, by what they carry. */
  answer: (event: WorkspaceEvent) => number | Promise<number> = () => 200;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = Buffer.concat(chunks).toString();
        const event = JSON.parse(body) as WorkspaceEvent;
        this.received.push({ headers: request.headers, body, event });
        const status = await this.answer(event);
        response.writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {});
        response.end(`answered ${status}`);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get types(): string[] {
    return this.received.map(({ event }) => event.type);
  }
}

/** What a receiver does to know that a request is genuine, as docs/webhooks.md tells it. */
export function isGenuine({ headers, body }: Received, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}
