import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vectorAbout } from '../engines/language/testing/standInVectors.ts';
import { pause } from './waitUntil.ts';

export type EmbeddingsAsked = { headers: IncomingHttpHeaders; path: string; model: string; input: string[] };
export type EmbeddingsAnswer = { status?: number; body?: unknown; delayMs?: number };

/**
 * Somebody's endpoint that speaks OpenAI's API for embeddings, of which a test says what texts are about: those of one topic get
 * vectors that are alike. It answers as the test wants, wrongly and late as well. No model of language: what it makes says
 * nothing of how well real embeddings do.
 */
export class EmbeddingsServer {
  readonly asked: EmbeddingsAsked[] = [];
  /** What a text is about; a text of no topic is like no other. */
  topicOf: (text: string) => string | undefined = () => undefined;
  dimensions = 32;
  noise = 0.3;
  /** What is answered instead; undefined: the vectors. */
  answer: (asked: EmbeddingsAsked) => EmbeddingsAnswer | undefined = () => undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string[] };
        const asked = { ...body, headers: request.headers, path: request.url! };
        this.asked.push(asked);
        const { status = 200, body: said, delayMs = 0 } = this.answer(asked) ?? {};
        if (delayMs > 0) await pause(delayMs);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof said === 'string' ? said : JSON.stringify(said ?? this.vectorsOf(asked)));
      });
    });
  }

  /** The base address, to which `/embeddings` is added. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** As the API has it, in another order than asked, which is allowed. */
  vectorsOf({ model, input }: Pick<EmbeddingsAsked, 'model' | 'input'>): unknown {
    const data = input.map((text, index) => {
      const topic = this.topicOf(text) ?? `only ${text}`;
      return {
        object: 'embedding',
        index,
        embedding: [...vectorAbout(topic, text, this.noise, this.dimensions)],
      };
    });
    return { object: 'list', model, data: data.reverse(), usage: { prompt_tokens: 1, total_tokens: 1 } };
  }

  get texts(): string[] {
    return this.asked.flatMap((one) => one.input);
  }
}
