import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { wordlessFaqs } from '../src/engines/language/testing/standInVectors.ts';
import { EmbeddingsServer } from '../src/testing/EmbeddingsServer.ts';

vi.setConfig({ testTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), 'faq-'));
const program = fileURLToPath(new URL('../src/cli/evalFaq.ts', import.meta.url));
const endpoint = new EmbeddingsServer();
let url: string;

// Words of no language; what they are about only the endpoint knows.
const { faqs, asked } = wordlessFaqs(5, 10, 0.5);
const topics = new Map(faqs.flatMap((faq) => faq.examples.map((text) => [text, faq.id])));
for (const { text, faq } of asked) if (faq) topics.set(text, faq);
const files = { train: join(folder, 'train.tsv'), test: join(folder, 'test.tsv') };
writeFileSync(
  files.train,
  faqs.flatMap((faq) => faq.examples.map((text) => `${text}\t${faq.id}\n`)).join(''),
);
writeFileSync(files.test, asked.map(({ text, faq }) => `${text}\t${faq ?? 'oos'}\n`).join(''));

beforeAll(async () => {
  endpoint.topicOf = (text) => topics.get(text);
  url = await endpoint.start();
});
afterAll(() => {
  endpoint.stop();
  rmSync(folder, { recursive: true });
});

const evaluate = async (...more: string[]) => {
  const args = [program, '--train', files.train, '--test', files.test, '--json', ...more];
  const env = { ...process.env, SOME_KEY: 'sk-evaluating' };
  const ended = await promisify(execFile)(process.execPath, args, { encoding: 'utf8', env }).catch(
    (failed: { code: number; stdout: string; stderr: string }) => failed,
  );
  return 'code' in ended
    ? { code: ended.code, said: ended.stderr, found: undefined }
    : { code: 0, said: ended.stderr, found: JSON.parse(ended.stdout) as Record<string, unknown> };
};

describe('eval:faq with an endpoint', () => {
  it('measures with vectors and without, by the same model', async () => {
    const { found } = await evaluate(
      ...['--embeddings', url, '--embeddings-model', 'stand-in', '--embeddings-key-env', 'SOME_KEY'],
    );
    expect(found).toMatchObject({ messages: asked.length, embeddings: 'used' });
    expect(found!.accuracy).toBeGreaterThan(0.85);
    expect(found!.without_accuracy).toBeLessThan(0.6);
    expect(endpoint.asked[0]).toMatchObject({
      model: 'stand-in',
      headers: { authorization: 'Bearer sk-evaluating' },
    });
    // Each text once.
    expect(endpoint.texts.toSorted()).toEqual([...new Set(endpoint.texts)].toSorted());
    const plain = await evaluate();
    expect(plain.found).not.toHaveProperty('embeddings');
    expect(plain.found!.accuracy).toBe(found!.without_accuracy);
  });

  it('says what is missing, and what the endpoint answered', async () => {
    expect(await evaluate('--embeddings', url)).toMatchObject({
      code: 2,
      said: expect.stringContaining('--embeddings-model'),
    });
    expect(
      await evaluate('--embeddings', url, '--embeddings-model', 'm', '--embeddings-key-env', 'NO_SUCH_KEY'),
    ).toMatchObject({ code: 2, said: expect.stringContaining('NO_SUCH_KEY') });
    endpoint.answer = () => ({ status: 404, body: { error: { message: 'model "m" not found' } } });
    expect(await evaluate('--embeddings', url, '--embeddings-model', 'm')).toMatchObject({
      code: 2,
      said: expect.stringContaining('model "m" not found'),
    });
  });
});
