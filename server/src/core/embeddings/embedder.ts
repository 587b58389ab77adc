import { createHash } from 'node:crypto';
import type { EmbeddingsProblem } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import type { LanguageModel } from '../../engines/language/model/languageModel.ts';
import { askForEmbeddings, EmbeddingsError } from '../../lib/askForEmbeddings.ts';
import type { AllowedAddresses } from '../../lib/publicAddress.ts';
import { countEmbeddings } from './countEmbeddings.ts';
import { type LiveEndpoint, readEndpoint } from './embeddingSettings.ts';
import { EndpointBreaker } from './endpointBreaker.ts';
import { textsOfMessage } from './textsOfMessage.ts';

/** Vectors by the text as it was asked for; of what is missing none came. */
export type Vectors = ReadonlyMap<string, Float32Array>;

export const noVectors: Vectors = new Map();

type Wanted = { text: string; sent: string; key: string };

/** As many texts as text-embeddings-inference takes at once, and so many requests; of more in one moment the rest is decided by words. */
const BATCH = 32;
const MOST_AT_ONCE = 4;
const MOST_KEPT = 2000;
const KEPT_MS = 600_000;

/**
 * Vectors of customers' messages and of the questions in them, for decisions and suggestions. It asks in time or not at all, and never throws: who gets
 * none decides by the words. Never called in a transaction, nor while a message is sent.
 */
export class Embedder {
  readonly #db: Db;
  readonly #allowed: AllowedAddresses;
  readonly #breaker = new EndpointBreaker();
  readonly #kept = new Map<string, { vector: Float32Array; at: number }>();

  constructor(db: Db, allowed: AllowedAddresses) {
    this.#db = db;
    this.#allowed = allowed;
  }

  /** `model`: the one that will judge; where it was trained without vectors nothing is asked, not even the database. */
  async embed(
    workspaceId: string,
    model: LanguageModel | undefined,
    messages: readonly string[],
  ): Promise<Vectors> {
    if (!model?.embeddings || messages.length === 0) return noVectors;
    try {
      const endpoint = await readEndpoint(this.#db, workspaceId);
      // Changed, or turned off; the training that follows from it is under way.
      if (endpoint?.model !== model.embeddings.model) return noVectors;
      return await this.#embedBy(workspaceId, endpoint, model.embeddings.dimensions, [...new Set(messages)]);
    } catch (thrown) {
      this.#db.log(thrown as Error);
      return noVectors;
    }
  }

  async #embedBy(
    workspaceId: string,
    endpoint: LiveEndpoint,
    dimensions: number,
    messages: string[],
  ): Promise<Vectors> {
    const owner = hash([workspaceId, endpoint.url, endpoint.model, endpoint.apiKey ?? '']);
    const asked = messages.map((message) =>
      textsOfMessage(message).map((one) => ({ ...one, key: hash([owner, one.sent]) })),
    );
    // Whole messages first: where there are too many texts, it is their questions that do without.
    const wanted = [
      ...asked.flatMap((texts) => texts.slice(0, 1)),
      ...asked.flatMap((texts) => texts.slice(1)),
    ];
    const found = new Map<string, Float32Array>();
    for (const { text, key } of wanted) {
      const known = this.#recall(key);
      if (known?.length === dimensions) found.set(text, known);
    }
    const lacking = () => asked.filter((texts) => texts.some(({ text }) => !found.has(text))).length;
    const lackedBefore = lacking();
    if (lackedBefore === 0) return found;
    const missing = new Map(wanted.flatMap((one) => (found.has(one.text) ? [] : [[one.text, one]])));
    const problem = await this.#ask(owner, endpoint, dimensions, [...missing.values()], found);
    await countEmbeddings(this.#db, workspaceId, lackedBefore, lacking(), problem);
    return found;
  }

  /** What came is in `found` and kept for the next who asks. Resolves with what was wrong; null: nothing, or nobody was asked. */
  async #ask(
    owner: string,
    endpoint: LiveEndpoint,
    dimensions: number,
    missing: Wanted[],
    found: Map<string, Float32Array>,
  ): Promise<EmbeddingsProblem | null> {
    if (!this.#breaker.mayCall(owner)) return null;
    // All at once, so that many wait no longer than one.
    const batches = Array.from(
      { length: Math.min(MOST_AT_ONCE, Math.ceil(missing.length / BATCH)) },
      (_, i) => missing.slice(i * BATCH, (i + 1) * BATCH),
    );
    try {
      await Promise.all(
        batches.map(async (batch) => {
          const vectors = await askForEmbeddings(
            endpoint,
            batch.map((one) => one.sent),
            { timeoutMs: endpoint.timeoutMs, allowed: this.#allowed },
          );
          if (vectors[0]!.length !== dimensions) throw new EmbeddingsError('dimensions');
          batch.forEach(({ text, key }, i) => {
            found.set(text, vectors[i]!);
            this.#keep(key, vectors[i]!);
          });
        }),
      );
      this.#breaker.succeeded(owner);
      return null;
    } catch (thrown) {
      this.#breaker.failed(owner);
      if (thrown instanceof EmbeddingsError) return thrown.problem;
      throw thrown;
    }
  }

  #recall(key: string): Float32Array | undefined {
    const known = this.#kept.get(key);
    if (!known) return undefined;
    this.#kept.delete(key);
    if (performance.now() - known.at > KEPT_MS) return undefined;
    // Most recently used last.
    this.#kept.set(key, known);
    return known.vector;
  }

  #keep(key: string, vector: Float32Array): void {
    this.#kept.set(key, { vector, at: performance.now() });
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

const hash = (parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
