import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredFile } from '@causerie/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createBucketStore } from '../src/core/files/bucketStore.ts';
import { removeBytes } from '../src/core/privacy/deleteFiles.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestBucket } from '../src/testing/TestBucket.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace } from '../src/testing/testWorkspace.ts';

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await TestBucket.start();
});
beforeEach(() => {
  bucket.failing = undefined;
  bucket.cutting = 0;
});
afterAll(() => bucket.stop());

describe('a bucket', () => {
  test('holds what is put, until it is removed; what is not there is said to be so', async () => {
    const store = await createBucketStore(bucket.settings);
    const bytes = new Uint8Array([0, 255, 13, 10, 7]);
    await store.put('a/b.thumb', bytes);
    expect(await store.get('a/b.thumb')).toEqual(bytes);
    expect(bucket.objects.get('a/b.thumb')!.type, 'no page, whoever opens the bucket').toBe(
      'application/octet-stream',
    );
    await store.remove('a/b.thumb');
    await store.remove('a/b.thumb');
    await expect(store.get('a/b.thumb')).rejects.toThrow('nothing under this key');
  });

  test('that is cut off is asked again; one that fails or refuses us is unavailable, never empty', async () => {
    const store = await createBucketStore(bucket.settings);
    await store.put('kept', new Uint8Array([1]));
    bucket.cutting = 2;
    expect(await store.get('kept')).toEqual(new Uint8Array([1]));
    for (const status of [500, 503, 403]) {
      bucket.failing = status;
      await expect(store.get('kept'), String(status)).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.put('other', new Uint8Array([2]))).rejects.toMatchObject({ code: 'unavailable' });
      await expect(store.remove('kept')).rejects.toMatchObject({ code: 'unavailable' });
    }
    bucket.failing = undefined;
    expect(bucket.objects.has('other')).toBe(false);
    const stranger = await createBucketStore({ ...bucket.settings, secretAccessKey: 'wrong' });
    await expect(stranger.get('kept')).rejects.toMatchObject({ code: 'unavailable' });
    const nowhere = await createBucketStore({ ...bucket.settings, endpoint: 'http://127.0.0.1:1' });
    await expect(nowhere.get('kept')).rejects.toMatchObject({ code: 'unavailable' });
    const mistyped = await createBucketStore({ ...bucket.settings, bucket: 'another' });
    await expect(mistyped.get('kept')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(mistyped.remove('kept')).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('settings: all or none, and each as it must be', () => {
    const all = {
      S3_ENDPOINT: 'https://s3.example.com/',
      S3_BUCKET: 'causerie',
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY: 'b',
    };
    expect(readConfig({}).bucket).toBeUndefined();
    expect(readConfig(all).bucket).toEqual({
      endpoint: 'https://s3.example.com',
      bucket: 'causerie',
      region: 'us-east-1',
      accessKeyId: 'a',
      secretAccessKey: 'b',
    });
    for (const name of Object.keys(all))
      expect(() => readConfig({ ...all, [name]: '' })).toThrow(`${name} is missing`);
    expect(() => readConfig({ ...all, S3_ENDPOINT: 'https://s3.example.com/path' })).toThrow('S3_ENDPOINT');
    expect(() => readConfig({ ...all, S3_BUCKET: '../other' })).toThrow('S3_BUCKET');
  });
});

describe('a program with a bucket', () => {
  let program: TestProgram;
  let visitor: TestVisitor;
  beforeAll(async () => {
    program = await startTestProgram({ trustProxy: true, bucket: bucket.settings });
    const company = await createTestWorkspace(program);
    visitor = await TestVisitor.open(program.url, (await company.addInbox()).key);
  });
  afterAll(() => program.stop());

  const upload = (bytes: Uint8Array, name: string) =>
    visitor.http.call('POST', '/widget/v1/files', formWithFile(new Uint8Array(bytes), name));
  const read = (path: string) => fetch(new URL(path, program.url));
  const keysOf = (id: string) => [...bucket.objects.keys()].filter((key) => key.includes(id));
  const addPicture = async (): Promise<StoredFile> => {
    const image = sharp({ create: { width: 900, height: 600, channels: 3, background: '#993366' } });
    const answer = await upload(await image.png().toBuffer(), 'photo.png');
    expect(answer.status).toBe(200);
    return answer.body as StoredFile;
  };

  test('keeps files there and nowhere else, and serves them itself, as data', async () => {
    const picture = await addPicture();
    expect(keysOf(picture.id)).toHaveLength(2);
    expect(existsSync(join(program.doors.config.dataDir, 'files'))).toBe(false);
    const thumbnail = await read(picture.thumbnailUrl!);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    const { width } = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect(width).toBe(640);
    const page = await upload(Buffer.from('<!doctype html><script>alert(1)</script>'), 'page.txt');
    if (page.status === 200) {
      const { headers } = await read((page.body as StoredFile).url);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
      expect(headers.get('content-security-policy')).toMatch(/sandbox/);
    }
    expect((await read(picture.url.replace(/s=[^&]+/, 's=forged'))).status).toBe(404);
  });

  test('whose bucket is away answers that, and leaves no row without its bytes', async () => {
    const picture = await addPicture();
    const count = async () => (await program.database.pool.query('select from files')).rowCount;
    const before = await count();
    bucket.failing = 503;
    expect((await read(picture.url)).status, 'not that the file is gone').toBe(503);
    const refused = await upload(Buffer.from('a,b\n1,2\n'), 'table.csv');
    expect({ status: refused.status, code: refused.code }).toEqual({ status: 503, code: 'unavailable' });
    expect(await count()).toBe(before);
    bucket.failing = undefined;
    expect((await read(picture.url)).status).toBe(200);
  });

  test('P23: bytes of a removed file leave the bucket, later where it is away now', async () => {
    const picture = await addPicture();
    bucket.failing = 500;
    await program.database.pool.query(
      `with gone as (delete from files where id = $1 returning workspace_id, id)
       insert into file_removals (workspace_id, file_id) select workspace_id, id from gone`,
      [picture.id],
    );
    await expect(removeBytes(program.doors.core, program.doors.files)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(keysOf(picture.id)).toHaveLength(2);
    bucket.failing = undefined;
    await removeBytes(program.doors.core, program.doors.files);
    expect(keysOf(picture.id)).toEqual([]);
    expect((await read(picture.url)).status).toBe(404);
  });
});
