import type { Inbox, StoredFile } from '@causerie/protocol';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatFileUrl } from '../src/lib/fileUrl.ts';
import { uuid } from '../src/lib/uuid.ts';
import type { HttpClient } from '../src/testing/HttpClient.ts';
import { formWithFile } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';

let program: TestProgram;
let company: TestWorkspace;
let agent: TestAgent;
let inbox: Inbox;
let visitor: TestVisitor;
let picture: Buffer;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true });
  company = await createTestWorkspace(program);
  agent = await company.addAgent('Amélie');
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

describe('addresses', () => {
  test('forged, changed, expired or missing signatures open nothing', async () => {
    const { url, id } = await stored('secret', 'secret.txt');
    const at = (change: (url: URL) => void) => {
      const changed = new URL(url, program.url);
      change(changed);
      return fetchFile(changed.href);
    };
    const [week, mark] = new URL(url, program.url).searchParams.get('s')!.split('.') as [string, string];
    const set = (s: string) => at((u) => u.searchParams.set('s', s));
    expect((await at(() => {})).status).toBe(200);
    for (const s of [
      `${week}.${'A'.repeat(32)}`,
      `${Number(week) + 1}.${mark}`,
      `1.${mark}`,
      mark,
      `${week}.`,
      '.',
      'NaN.x',
      `1e99.${mark}`,
      `${week}.${mark}x`,
    ]) {
      expect((await set(s)).status, s).toBe(404);
    }
    expect((await at((u) => u.searchParams.delete('s'))).status).toBe(400);
    expect(
      (
        await at((u) => {
          u.pathname = u.pathname.replace(id, uuid());
        })
      ).status,
    ).toBe(404);
    expect((await at((u) => u.searchParams.set('size', 'thumb'))).status, 'no thumbnail').toBe(404);
    const past = formatFileUrl('another secret', { workspaceId: company.id, fileId: id, name: 'x' });
    expect((await fetchFile(past)).status).toBe(404);
  });

  test('parts of a file can be asked for, as players do', async () => {
    const { url } = await stored('0123456789', 'digits.txt');
    const part = async (range: string) => {
      const response = await fetchFile(url, { range });
      return [response.status, response.headers.get('content-range'), await response.text()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=0-999')).toEqual([206, 'bytes 0-9/10', '0123456789']);
    expect(await part('bytes=-999')).toEqual([206, 'bytes 0-9/10', '0123456789']);
    expect((await part('bytes=10-'))[0]).toBe(416);
    expect((await part('bytes=5-2'))[0]).toBe(416);
    for (const ignored of ['bytes=a-b', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=-'])
      expect((await part(ignored))[0]).toBe(200);
  });
});

describe('in messages', () => {
  test('a message shows what the file is, not what its sender says it is', async () => {
    const { id } = await stored(picture, 'lamp.png');
    const tab = await visitor.connect();
    const content = {
      kind: 'image',
      fileId: id,
      name: 'invoice.pdf',
      mime: 'text/html',
      url: 'https://evil.example/',
      thumbnailUrl: 'javascript:alert(1)',
      size: 1,
      width: 5,
      height: 5,
    } as const;
    const { conversationId } = await tab.say({ conversationId: uuid(), content });
    const [, entry] = await agent.entries(conversationId);
    expect(entry!.content).toMatchObject({
      name: 'lamp.png',
      mime: 'image/png',
      size: picture.length,
      width: 1200,
      height: 800,
    });
    const { url, thumbnailUrl } = entry!.content as { url: string; thumbnailUrl: string };
    for (const address of [url, thumbnailUrl]) expect((await fetchFile(address)).status).toBe(200);
    await tab.close();
  });

  test('another visitor’s file, an agent’s, or none cannot be sent by a visitor; an agent may send any of the company', async () => {
    const theirs = await TestVisitor.open(program.url, inbox.key);
    const { id } = (await upload('theirs', 'theirs.txt', theirs.http)).body as StoredFile;
    const agents = await agent.http.post<StoredFile>(
      `/v1/workspaces/${company.id}/files`,
      formWithFile('ours', 'ours.txt'),
    );
    const tab = await visitor.connect();
    const { conversationId } = await tab.say({ conversationId: uuid() });
    for (const fileId of [id, agents.id, uuid()]) {
      expect(await tab.write({ conversationId, content: { kind: 'file', fileId } })).toMatchObject({
        type: 'nack',
        code: 'file_not_found',
      });
    }
    const fresh = await tab.write({ conversationId: uuid(), content: { kind: 'file', fileId: id } });
    expect(fresh).toMatchObject({ type: 'nack', code: 'file_not_found' });
    for (const fileId of [id, agents.id]) {
      await agent.http.post(agent.path(conversationId, '/entries'), {
        id: uuid(),
        kind: 'message',
        content: { kind: 'file', fileId },
      });
    }
    await tab.close();
  });
});
