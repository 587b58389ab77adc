import type { EmbeddingSettingsPatch, EmbeddingTestResult } from '@causerie/protocol';
import { askForEmbeddings, EmbeddingsError } from '../../lib/askForEmbeddings.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { draftEndpoint } from './embeddingSettings.ts';

/** A model that is loaded at the first call takes longer than a message may wait. */
const TIMEOUT_MS = 15_000;

/**
 * Asks the endpoint, as it is or would be with the patch, for the vector of one harmless sentence. Nothing is written. Throws
 * `invalid_value` where address or model are missing; what else is wrong is the result.
 */
export async function testEndpoint(
  core: Core,
  actor: DeskActor,
  patch: EmbeddingSettingsPatch,
): Promise<EmbeddingTestResult> {
  const endpoint = await draftEndpoint(core.db, actor, patch);
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const [vector] = await askForEmbeddings(endpoint, ['Where is my order?'], {
      timeoutMs: TIMEOUT_MS,
      allowed: core.allowedAddresses,
    });
    return { dimensions: vector!.length, durationMs: took(), problem: null, detail: null };
  } catch (thrown) {
    if (!(thrown instanceof EmbeddingsError)) throw thrown;
    const { problem, detail } = thrown;
    return { dimensions: null, durationMs: took(), problem, detail };
  }
}
