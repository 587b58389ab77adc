import { createHash } from 'node:crypto';
import { AppError, coerceError } from '../../errors.ts';
import type { FileStore } from './fileStore.ts';

/** A bucket of any store that speaks S3. `endpoint` is the store's origin; the bucket's name follows in the path. */
export type BucketSettings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const TIMEOUT_MS = 30_000;
const TRIES = 3;

/**
 * Files in a bucket, under the same keys as in the folder, so that copying one into the other is all that moving takes.
 * The bucket needs nobody's access but ours: files are read through this program, which says under which headers. Bytes
 * are stored without a type, so that a bucket that was opened by mistake shows nothing as a page either. A store that is
 * away or refuses us is `unavailable`, and only what it says is not there is not there.
 */
export async function createBucketStore(settings: BucketSettings): Promise<FileStore> {
  // Loaded where a bucket is used.
  const { AwsClient } = await import('aws4fetch');
  const { accessKeyId, secretAccessKey, region } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const base = `${settings.endpoint}/${settings.bucket}/`;

  const once = async (method: string, key: string, bytes?: Uint8Array): Promise<Response> => {
    const signed = await client.sign(`${base}${key}`, {
      method,
      // Proves to the store that the bytes are those that were sent, also without TLS.
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(bytes ?? '')
          .digest('hex'),
        ...(bytes && { 'content-type': 'application/octet-stream' }),
      },
      ...(bytes && { body: new Uint8Array(bytes) }),
    });
    // The operator's own address, private or not: not one that anybody else has chosen.
    return fetch(signed, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  };

  const ask = async (method: string, key: string, bytes?: Uint8Array): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(method, key, bytes).catch(coerceError);
      const passing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!passing) return answer;
      if (!(answer instanceof Error)) await answer.body?.cancel();
      if (attempt === TRIES) throw unavailable(answer);
      await new Promise((resolve) => setTimeout(resolve, 100 * 3 ** attempt * Math.random()));
    }
  };

  return {
    async put(key, bytes) {
      const answer = await ask('PUT', key, bytes);
      await answer.body?.cancel();
      if (!answer.ok) throw unavailable(answer);
    },
    async get(key) {
      const answer = await ask('GET', key);
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer().catch(rejectAsUnavailable));
      if (await saysNothingThere(answer)) throw new Error('There is nothing under this key.');
      throw unavailable(answer);
    },
    async remove(key) {
      const answer = await ask('DELETE', key);
      if (answer.ok) await answer.body?.cancel();
      else if (!(await saysNothingThere(answer))) throw unavailable(answer);
    },
  };
}

/** A bucket that is not there is 404, too (`NoSuchBucket`): to take that for an empty one would forget what must be erased. */
async function saysNothingThere(answer: Response): Promise<boolean> {
  const text = await answer.text().catch(rejectAsUnavailable);
  return answer.status === 404 && text.includes('<Code>NoSuchKey</Code>');
}

const rejectAsUnavailable = (thrown: unknown): never => {
  throw unavailable(coerceError(thrown));
};

function unavailable(answer: Response | Error): AppError {
  const cause =
    answer instanceof Error ? answer : new Error(`The bucket of files answered with ${answer.status}.`);
  return new AppError('unavailable', { cause });
}
