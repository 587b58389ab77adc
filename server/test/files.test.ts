import type { Inbox, StoredFile } from '@causerie/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { pngOf } from '../src/testing/pngOf.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let inbox: Inbox;
let visitor: TestVisitor;
let picture: Buffer;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  inbox = await company.addInbox();
  visitor = await TestVisitor.open(program.url, inbox.key);
  picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
});
afterAll(() => program.stop());

const bytesOf = (data: string | Uint8Array) => (typeof data === 'string' ? data : new Uint8Array(data));
const upload = (data: string | Uint8Array, name: string, by: HttpClient = visitor.http) =>
  by.call('POST', '/widget/v1/files', formWithFile(bytesOf(data), name));
const stored = async (data: string | Uint8Array, name: string) => {
  const answer = await upload(data, name);
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.code}`);
  return answer.body as StoredFile;
};
const fetchFile = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, program.url), { headers });
const countFiles = async () => (await program.database.pool.query('select from files')).rowCount;

describe('what is accepted', () => {
  test('a picture gets its size, a thumbnail, and headers under which it can do nothing', async () => {
    const file = await stored(picture, 'lampe été.png');
    expect(file).toMatchObject({
      name: 'lampe été.png',
      mime: 'image/png',
      kind: 'image',
      width: 1200,
      height: 800,
      size: picture.length,
    });
    const full = await fetchFile(file.url);
    expect(Buffer.from(await full.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(full.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox/),
      'content-disposition': "inline; filename*=UTF-8''lampe%20%C3%A9t%C3%A9.png",
      'cache-control': expect.stringContaining('immutable'),
    });
    const thumbnail = await fetchFile(file.thumbnailUrl!);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
    const { width, height } = await sharp(Buffer.from(await thumbnail.arrayBuffer())).metadata();
    expect({ width, height }).toEqual({ width: 640, height: 427 });
  });

  test('a photograph that lies on its side has the size it is seen in, and loses its place on earth in the thumbnail', async () => {
    const turned = await sharp(picture)
      .jpeg()
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const file = await stored(turned, 'IMG_1.JPG');
    expect(file).toMatchObject({ mime: 'image/jpeg', width: 800, height: 1200 });
    const { exif } = await sharp(
      Buffer.from(await (await fetchFile(file.thumbnailUrl!)).arrayBuffer()),
    ).metadata();
    expect(exif).toBeUndefined();
  });

  test.each([
    ['notes.txt', 'Bonjour', 'text/plain', 'file'],
    ['table.csv', 'a,b\n1,2', 'text/csv', 'file'],
    ['paper.pdf', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf', 'file'],
    [
      'voice-1.webm',
      Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d4287810442858102', 'hex'),
      'audio/webm',
      'audio',
    ],
    ['page.txt', '<html><script>alert(1)</script></html>', 'text/plain', 'file'],
  ])('%s is kept as what it is and only ever downloaded unless harmless', async (name, data, mime, kind) => {
    const file = await stored(data as string, name);
    expect(file).toMatchObject({ name, mime, kind });
    const { headers } = await fetchFile(file.url);
    if (kind === 'audio') return expect(headers.get('content-disposition')).toMatch(/^inline/);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
  });
});

describe('what is refused', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['drawing.svg', svg],
    ['drawing.png', svg],
    ['drawing.svg', `<?xml version="1.0"?>${svg}`],
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['page.htm', '<html></html>'],
    ['page.xhtml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['run.exe', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['run.png', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['run', Buffer.from('7f454c4602010100000000000000000002003e00', 'hex')],
    ['script.js', 'alert(1)'],
    ['nameless', 'who knows'],
    ['binary.txt', Buffer.from([65, 0, 66, 0])],
  ])('%s is not accepted, whatever it is called', async (name, data) => {
    const before = await countFiles();
    expect(await upload(data, name)).toMatchObject({ status: 415, code: 'file_type_not_allowed' });
    expect(await countFiles()).toBe(before);
  });

  test('a picture that is none, cut off, or empty', async () => {
    const before = await countFiles();
    for (const data of [
      picture.subarray(0, 200),
      Buffer.concat([picture.subarray(0, 60), Buffer.alloc(500)]),
      Buffer.alloc(0),
    ]) {
      expect(await upload(data, 'broken.png')).toMatchObject({ status: 422, code: 'file_unreadable' });
    }
    expect(await countFiles()).toBe(before);
  });

  test('a bomb: a small PNG that unpacks to 900 million pixels is refused, and the memory stays', async () => {
    const bomb = pngOf(30_000, 30_000, Buffer.alloc((30_000 / 8 + 1) * 30_000));
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    const answers = await Promise.all([1, 2, 3].map(() => upload(bomb, 'bomb.png')));
    for (const answer of answers) expect(answer).toMatchObject({ status: 422, code: 'file_unreadable' });
    expect((process.memoryUsage().rss - before) / 2 ** 20, 'MiB').toBeLessThan(120);
    const liar = pngOf(65_000, 65_000, Buffer.alloc(10));
    expect(await upload(liar, 'liar.png')).toMatchObject({ status: 422 });
  });

  test('a picture that would fill the memory by other means is refused; many large ones are unpacked in turn', async () => {
    const side = { width: 7000, height: 7000 };
    const plain = sharp({ create: { ...side, channels: 4, background: '#336699' } });
    const heavy = await plain.clone().toColourspace('rgb16').png({ progressive: true }).toBuffer();
    const progressive = await plain.clone().jpeg({ progressive: true }).toBuffer();
    const large = await plain.clone().jpeg().toBuffer();
    const before = process.memoryUsage().rss;
    expect(await upload(heavy, 'heavy.png')).toMatchObject({ status: 422, code: 'file_unreadable' });
    expect(await upload(progressive, 'slow.jpg')).toMatchObject({ status: 422, code: 'file_unreadable' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload(large, 'large.jpg')));
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: side });
    expect((process.memoryUsage().rss - before) / 2 ** 20, 'MiB').toBeLessThan(400);
  });

  test('more than 25 MB, more than one file, and what is no form at all', async () => {
    const before = await countFiles();
    const big = Buffer.alloc(25 * 2 ** 20 + 1, 'a');
    expect(await upload(big, 'big.txt')).toMatchObject({ status: 413, code: 'too_large' });
    expect((await upload(Buffer.alloc(3 * 2 ** 20, 'a'), 'fine.txt')).status).toBe(200);
    const two = formWithFile('one', 'one.txt');
    two.append('file', new Blob(['two']), 'two.txt');
    expect((await visitor.http.call('POST', '/widget/v1/files', two)).status).toBeOneOf([200, 413]);
    expect(await visitor.http.call('POST', '/widget/v1/files', { file: 'x' })).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    const noFile = new FormData();
    noFile.append('text', 'x');
    expect(await visitor.http.call('POST', '/widget/v1/files', noFile)).toMatchObject({
      status: 400,
      code: 'bad_request',
    });
    const broken = await visitor.http.call('POST', '/widget/v1/files', undefined, {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect(broken).toMatchObject({ status: expect.toSatisfy((s: number) => s >= 400 && s < 500) });
    expect(await countFiles()).toBeLessThanOrEqual((before ?? 0) + 2);
    expect(await upload('x', 'x.txt', new HttpClient(program.url))).toMatchObject({
      status: 401,
      code: 'unauthorised',
    });
  });

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\windows\\system.txt', 'system.txt'],
    ['/etc/cron.d/x.txt', 'x.txt'],
    ['..', /^(file|\.\.)?$/],
    ['a\u0000b\r\nSet-Cookie: x.txt', /^[^\r\n\0:]*\.txt$/],
    ['gpj.\u202etxt', 'gpj.txt'],
    ['<img src=x onerror=alert(1)>.txt', /^[^<>"]*\.txt$/],
    [`${'n'.repeat(400)}.txt`, /^n{100,146}\.txt$/],
  ])('a name that wants to be more than a name (%j) becomes a name', async (name, expected) => {
    const answer = await upload('hello', name);
    if (name === '..') return expect(answer.status).toBeOneOf([200, 415]);
    const file = answer.body as StoredFile;
    expect(file.name).toMatch(
      expected instanceof RegExp ? expected : new RegExp(`^${expected.replace('.', '\\.')}$`),
    );
    const response = await fetchFile(file.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    const keys = await program.database.pool.query('select id from files where id = $1', [file.id]);
    expect(keys.rowCount).toBe(1);
  });
});
