import type { EmbeddingsProblem } from '@causerie/protocol';
import { fetchOutside, type OutsideAnswer, OutsideError } from './fetchOutside.ts';
import type { AllowedAddresses } from './publicAddress.ts';

export type EmbeddingsEndpoint = { url: string; model: string; apiKey: string | null };

/** Why no vectors came. `detail` is what the other side said, without the key: for people who look after the settings. */
export class EmbeddingsError extends Error {
  readonly problem: EmbeddingsProblem;
  readonly detail: string | null;
  constructor(problem: EmbeddingsProblem, detail: string | null = null) {
    super(detail ? `${problem}: ${detail}` : problem);
    this.name = 'EmbeddingsError';
    this.problem = problem;
    this.detail = detail;
  }
}

/** More than any model has. */
const MOST_DIMENSIONS = 8192;
/** A number as text takes some 22 bytes. */
const MOST_BYTES_EACH = 250_000;
const MOST_DETAIL = 300;

/**
 * One vector for each text, in their order, as OpenAI's API has it (`POST {url}/embeddings`); so do Ollama, vLLM,
 * text-embeddings-inference and others. All vectors have the same number of dimensions. Throws EmbeddingsError.
 */
export async function askForEmbeddings(
  { url, model, apiKey }: EmbeddingsEndpoint,
  texts: readonly string[],
  { timeoutMs, allowed }: { timeoutMs: number; allowed: AllowedAddresses },
): Promise<Float32Array[]> {
  const mostBytes = 100_000 + texts.length * MOST_BYTES_EACH;
  const answer = await fetchOutside(embeddingsUrl(url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': 'Causerie-Embeddings/1',
      ...(apiKey && { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify({ model, input: texts }),
    timeoutMs,
    mostBytes,
    allowed,
  }).catch(tellOutside);
  if (answer.status < 200 || answer.status >= 300) throw tellStatus(answer, apiKey);
  if (answer.body.length >= mostBytes) throw new EmbeddingsError('shape', 'The answer is too long.');
  return readVectors(answer.body, texts.length);
}

/** People paste either. */
export const embeddingsUrl = (url: string): string =>
  `${url.replace(/\/+$/, '').replace(/\/embeddings$/, '')}/embeddings`;

function tellOutside(thrown: unknown): never {
  if (!(thrown instanceof OutsideError)) throw thrown;
  const { reason, message } = thrown;
  if (reason === 'timeout') throw new EmbeddingsError('timeout', message);
  if (reason === 'address' || reason === 'url') throw new EmbeddingsError('address', message);
  throw new EmbeddingsError('unreachable', message);
}

function tellStatus(answer: OutsideAnswer, apiKey: string | null): EmbeddingsError {
  const { status } = answer;
  // What is said of a refused key often has a part of it.
  if (status === 401 || status === 403) return new EmbeddingsError('key', `Answered ${status}.`);
  const detail = `Answered ${status}. ${readMessage(answer, apiKey)}`.trim();
  if (status === 404) return new EmbeddingsError('not_found', detail);
  if (status === 429) return new EmbeddingsError('busy', detail);
  return new EmbeddingsError(status >= 500 ? 'server' : 'refused', detail);
}

/** `{error: {message}}` as OpenAI has it, or `{error}`, or nothing. */
function readMessage({ body }: OutsideAnswer, apiKey: string | null): string {
  const parsed = parse(body) as { error?: unknown; message?: unknown } | undefined;
  const { error } = parsed ?? {};
  const inner = error && typeof error === 'object' ? (error as { message?: unknown }).message : error;
  const said = typeof inner === 'string' ? inner : typeof parsed?.message === 'string' ? parsed.message : '';
  const safe = apiKey ? said.replaceAll(apiKey, '***') : said;
  return safe
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, MOST_DETAIL)
    .toWellFormed();
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function readVectors(body: Buffer, count: number): Float32Array[] {
  const data = (parse(body) as { data?: unknown } | undefined | null)?.data;
  if (!Array.isArray(data)) throw new EmbeddingsError('shape', 'The answer has no list "data".');
  const found = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const [place, one] of data.entries()) {
    const { index = place, embedding } = (one ?? {}) as { index?: unknown; embedding?: unknown };
    if (typeof index === 'number' && index in found) found[index] = readVector(embedding);
  }
  const dimensions = found[0]?.length ?? 0;
  if (found.some((vector) => vector === undefined))
    throw new EmbeddingsError('shape', 'There is not a vector for each text.');
  if (found.some((vector) => vector!.length !== dimensions))
    throw new EmbeddingsError('shape', 'Vectors of different sizes.');
  return found as Float32Array[];
}

function readVector(embedding: unknown): Float32Array | undefined {
  if (!Array.isArray(embedding) || embedding.length < 2 || embedding.length > MOST_DIMENSIONS)
    return undefined;
  if (!embedding.every((value) => typeof value === 'number' && Math.abs(value) < 1e15)) return undefined;
  const vector = Float32Array.from(embedding as number[]);
  return vector.some((value) => value !== 0) ? vector : undefined;
}
