import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddingsProblem, ModelEmbeddings } from '@causerie/protocol';
import type { Embeddings } from '../../engines/language/dense/denseVectors.ts';
import { type TrainInput, textsToEmbed } from '../../engines/language/model/trainModel.ts';
import { askForEmbeddings, type EmbeddingsEndpoint, EmbeddingsError } from '../../lib/askForEmbeddings.ts';
import type { Core } from '../core.ts';
import { endpointHash, readEndpoint } from './embeddingSettings.ts';
import { textForEmbedding } from './textForEmbedding.ts';

/** More texts than this are not worth what they cost; a workspace that has them has examples enough. */
const MOST_TEXTS = 20_000;
/** As many as text-embeddings-inference takes at once unless it is told otherwise. */
const BATCH = 32;
const TIMEOUT_MS = 30_000;
const PAUSES_MS = [500, 2000];
const passing: readonly EmbeddingsProblem[] = ['timeout', 'unreachable', 'busy', 'server'];

/** What a training is given, and what is on record of it; whether the vectors were of use the training tells. */
export type Collected = { embeddings: Embeddings; report: Omit<ModelEmbeddings, 'state'> };

/**
 * Vectors of all that is learnt from: from the database those that are known, from the endpoint the others, stored as they
 * come. Undefined where embeddings are off. Never throws for what the endpoint does: it returns what there is, and why not
 * more.
 */
export async function collectVectors(
  core: Core,
  workspaceId: string,
  input: TrainInput,
  signal: AbortSignal,
): Promise<Collected | undefined> {
  const endpoint = await readEndpoint(core.db, workspaceId);
  if (!endpoint) return undefined;
  const { model } = endpoint;
  const texts = textsToEmbed(input);
  const report = { model, dimensions: null, texts: texts.length, asked: 0 };
  if (texts.length > MOST_TEXTS)
    return { embeddings: { model, vectors: new Map() }, report: { ...report, problem: 'too_many' } };
  const source = { workspaceId, endpoint: endpointHash(endpoint) };
  const hashes = new Map(texts.map((text) => [text, hashOf(text)]));
  await forgetOthers(core, source, [...hashes.values()]);
  const stored = await readStored(core, source);
  const vectors = new Map<string, Float32Array>();
  for (const [text, hash] of hashes) {
    const vector = stored.get(hash.toString('hex'));
    if (vector) vectors.set(text, vector);
  }
  const missing = texts.filter((text) => !vectors.has(text) && textForEmbedding(text) !== '');
  const dimensions = () => vectors.values().next().value?.length ?? null;
  let problem: EmbeddingsProblem | null = null;
  for (let at = 0; at < missing.length && !problem; at += BATCH) {
    const batch = missing.slice(at, at + BATCH);
    const found = await askPatiently(core, endpoint, batch, signal);
    if (!Array.isArray(found)) problem = found.problem;
    else if (found[0]!.length !== (dimensions() ?? found[0]!.length)) problem = 'dimensions';
    else {
      batch.forEach((text, i) => {
        vectors.set(text, found[i]!);
      });
      await store(
        core,
        source,
        batch.map((text) => hashes.get(text)!),
        found,
      );
    }
  }
  // What is stored is of a model that changed under its name: all are asked for anew next time.
  if (problem === 'dimensions') await forgetOthers(core, source, []);
  return {
    embeddings: { model, vectors },
    report: { ...report, dimensions: dimensions(), asked: missing.length, problem },
  };
}

async function askPatiently(
  core: Core,
  endpoint: EmbeddingsEndpoint,
  texts: string[],
  signal: AbortSignal,
): Promise<Float32Array[] | EmbeddingsError> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await askForEmbeddings(endpoint, texts.map(textForEmbedding), {
        timeoutMs: TIMEOUT_MS,
        allowed: core.allowedAddresses,
      });
    } catch (thrown) {
      if (!(thrown instanceof EmbeddingsError)) throw thrown;
      // Who did not answer for half a minute is asked once more, not three times: examples wait to be learnt.
      const wait = thrown.problem === 'timeout' && attempt > 0 ? undefined : PAUSES_MS[attempt];
      if (wait === undefined || !passing.includes(thrown.problem)) return thrown;
      await pause(wait, undefined, { signal });
    }
  }
}

type Source = { workspaceId: string; endpoint: Buffer };

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

async function readStored(
  { db }: Core,
  { workspaceId, endpoint }: Source,
): Promise<Map<string, Float32Array>> {
  const found = await db.query<{ hash: string; vector: Buffer }>(
    `select encode(text_hash, 'hex') as hash, vector from example_vectors where workspace_id = $1 and endpoint = $2`,
    [workspaceId, endpoint],
  );
  return new Map(found.rows.map((row) => [row.hash, toVector(row.vector)]));
}

async function store(
  { db }: Core,
  { workspaceId, endpoint }: Source,
  hashes: Buffer[],
  vectors: Float32Array[],
): Promise<void> {
  await db.query(
    `insert into example_vectors (workspace_id, endpoint, text_hash, vector)
     select $1, $2, t.hash, t.vector from unnest($3::bytea[], $4::bytea[]) as t (hash, vector) on conflict do nothing`,
    [workspaceId, endpoint, hashes, vectors.map(toBytes)],
  );
}

/** What is no text of this training, or of another endpoint. */
async function forgetOthers({ db }: Core, { workspaceId, endpoint }: Source, kept: Buffer[]): Promise<void> {
  await db.query(
    `delete from example_vectors v where workspace_id = $1
       and (endpoint <> $2 or not exists (select from unnest($3::bytea[]) k (hash) where k.hash = v.text_hash))`,
    [workspaceId, endpoint, kept],
  );
}

function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, d) => {
    bytes.writeFloatLE(value, d * 4);
  });
  return bytes;
}

const toVector = (bytes: Buffer): Float32Array =>
  Float32Array.from({ length: bytes.length / 4 }, (_, d) => bytes.readFloatLE(d * 4));
